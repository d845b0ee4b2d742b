"""What the document says besides the room's own words: its facts, and its sections."""

from datetime import date

from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import record
from workshop.content import Section, topic_for
from workshop.domain.actors import Actor
from workshop.domain.events import GuidancePlanned
from workshop.domain.refusals import NotFound, NotValid
from workshop.domain.text import FIELD_LENGTH, clean_line, clean_text
from workshop.domain.words import N_
from workshop.models import GuidancePlan, GuidanceSection, Workshop

FACT_LENGTH = 500


def plan_guidance(
    session: Session,
    actor: Actor,
    *,
    workshop: int,
    title: str,
    for_whom: str,
    owner: str,
    contact: str,
    review_on: str,
) -> None:
    """Say what the document is called, who it is for, who looks after it, and when it is looked at
    again (`review_on` as ISO 8601, or empty)."""
    house = require(session, actor, workshop, "guidance.plan")
    house.title = clean_line(title, longest=120, field="title")
    plan = session.get(GuidancePlan, workshop) or GuidancePlan(workshop_id=workshop)
    plan.for_whom = _fact(for_whom, "for_whom")
    plan.owner, plan.contact = _fact(owner, "owner"), _fact(contact, "contact")
    plan.review_on = _day(review_on)
    session.add(plan)
    record(session, GuidancePlanned(workshop))


def save_section(
    session: Session,
    actor: Actor,
    *,
    workshop: int,
    section: str,
    title: str,
    text: str,
    is_shown: bool = False,
) -> None:
    """Name a section anew, write its words (Markdown), show it or leave it out.

    What is like the topic's own is not kept, so that it follows the topic.
    """
    house = require(session, actor, workshop, "section.save")
    own = _section_for(house, section)
    row = session.get(GuidanceSection, (workshop, own.key)) or GuidanceSection(
        workshop_id=workshop, key=own.key
    )
    title = clean_line(title, longest=120, field="title") if title.strip() else ""
    text = clean_text(text, longest=FIELD_LENGTH, may_be_empty=True)
    row.is_off = not is_shown
    row.title = "" if title == own.title else title
    row.text = "" if text == own.text.strip() else text
    session.add(row)
    record(session, GuidancePlanned(workshop))


def _section_for(workshop: Workshop, key: str) -> Section:
    for section in topic_for(workshop.topic).sections:
        if section.key == key:
            return section
    raise NotFound(N_("There is no such section."))


def _fact(text: str, field: str) -> str:
    return clean_text(text, longest=FACT_LENGTH, field=field, may_be_empty=True)


def _day(typed: str) -> str:
    typed = typed.strip()
    if not typed:
        return ""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise NotValid(
            N_("Please give the day like this: 2027-05-01. Or leave it empty."), field="review_on"
        ) from error
