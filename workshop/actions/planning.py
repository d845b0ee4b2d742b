"""What the document says besides the room's own words: its facts, and its sections."""

from datetime import date

from sqlalchemy.orm import Session

from workshop.actions.drafting import Conflict
from workshop.actions.permission import require
from workshop.actions.recording import record
from workshop.content import Section, topic_for
from workshop.domain.actors import Actor
from workshop.domain.events import GuidancePlanned
from workshop.domain.refusals import NotFound, NotValid
from workshop.domain.text import FIELD_LENGTH, clean_line, clean_text, words_mark
from workshop.domain.words import N_
from workshop.models import GuidancePlan, GuidanceSection, Workshop
from workshop.projections.document_plan import facts_of, mark_of_facts, section_view

FACT_LENGTH = 500
TITLE_LENGTH = 120


def plan_guidance(
    session: Session,
    actor: Actor,
    *,
    workshop: int,
    opened: str | None = None,
    **typed: str,
) -> None:
    """Say what the document is called, who it is for, who looks after it, who may be asked, and
    when it is looked at again (`review_on` as ISO 8601, or empty).

    `opened` is the mark of the facts on the page; None takes the place of whatever stands.
    """
    house = require(session, actor, workshop, "guidance.plan")
    facts = _facts(**typed)
    stands = facts_of(session, house)
    mark = mark_of_facts(stands)
    if opened not in (None, mark) and facts != stands:
        raise Conflict(_in_full(stands), _in_full(facts), command="guidance.plan",
                       seen={"opened": mark})  # fmt: skip
    house.title = facts["title"]
    plan = session.get(GuidancePlan, workshop) or GuidancePlan(workshop_id=workshop)
    plan.for_whom, plan.owner = facts["for_whom"], facts["owner"]
    plan.contact, plan.review_on = facts["contact"], facts["review_on"]
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
    opened: str | None = None,
) -> None:
    """Name a section anew, write its words (Markdown), show it or leave it out.

    What is like the topic's own is not kept, so that it follows the topic. `opened` is the mark of
    the section on the page; None takes the place of whatever stands.
    """
    house = require(session, actor, workshop, "section.save")
    own = section_for(house, section)
    row = session.get(GuidanceSection, (workshop, own.key))
    title, text = read_section(own, title, text)
    _refuse_unseen(section_view(own, row), title, text, is_shown, opened)
    row = row or GuidanceSection(workshop_id=workshop, key=own.key)
    row.is_off = not is_shown
    row.title = "" if title == own.title else title
    row.text = None if text == own.text.strip() else text
    session.add(row)
    record(session, GuidancePlanned(workshop))


def section_for(workshop: Workshop, key: str) -> Section:
    """A section of the workshop's topic, or a refusal."""
    for section in topic_for(workshop.topic).sections:
        if section.key == key:
            return section
    raise NotFound(N_("There is no such section."))


def read_section(own: Section, title: str, text: str) -> tuple[str, str]:
    """The title and text that somebody typed, as they are kept; without a title the topic's."""
    line = clean_line(title, longest=TITLE_LENGTH, field="title") if title.strip() else own.title
    return line, clean_text(text, longest=FIELD_LENGTH, may_be_empty=True)


def _refuse_unseen(
    stands: dict[str, object], title: str, text: str, is_shown: bool, opened: str | None
) -> None:
    typed = words_mark(title, text, str(not is_shown))
    if opened not in (None, stands["mark"]) and typed != stands["mark"]:
        raise Conflict(str(stands["markdown"]), text, command="section.save",
                       seen={"opened": stands["mark"]}, stands=str(stands["title"]),
                       chosen=title)  # fmt: skip


def _facts(
    *, title: str = "", for_whom: str = "", owner: str = "", contact: str = "", review_on: str = ""
) -> dict[str, str]:
    return {
        "title": clean_line(title, longest=TITLE_LENGTH, field="title"),
        "for_whom": _fact(for_whom, "for_whom"),
        "owner": _fact(owner, "owner"),
        "contact": _fact(contact, "contact"),
        "review_on": _day(review_on),
    }


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


def _in_full(facts: dict[str, str]) -> str:
    """All that the facts say, one under the other."""
    return "\n".join(text for text in facts.values() if text)
