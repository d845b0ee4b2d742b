"""The document's facts and sections, as they stand: the topic's own, over them what was changed."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import Section, topic_for
from workshop.domain.text import words_mark
from workshop.models import GuidancePlan, GuidanceSection, Workshop
from workshop.projections.scope import View

FACTS = ("for_whom", "owner", "contact", "review_on")


def facts_of(session: Session, workshop: Workshop) -> dict[str, str]:
    """The title, who the document is for, who looks after it, who may be asked, its next day."""
    plan = session.get(GuidancePlan, workshop.id)
    facts = {name: getattr(plan, name) if plan else "" for name in FACTS}
    return {"title": workshop.title, **facts}


def mark_of_facts(facts: Mapping[str, str]) -> str:
    """What tells whether somebody changed the facts."""
    return words_mark(*(facts[name] for name in ("title", *FACTS)))


def sections_of(session: Session, workshop: Workshop) -> list[View]:
    """Every section in its place, with what stands in it and whether it is shown."""
    rows = session.scalars(
        select(GuidanceSection).where(GuidanceSection.workshop_id == workshop.id)
    )
    changed = {row.key: row for row in rows}
    return [
        section_view(own, changed.get(own.key)) for own in topic_for(workshop.topic).sections
    ]


def section_view(own: Section, row: GuidanceSection | None) -> View:
    """A section as it stands; `mark` tells whether somebody changed it."""
    title = (row.title if row else "") or own.title
    text = row.text if row and row.text is not None else own.text.strip()
    is_off = row.is_off if row else False
    return {
        "key": own.key,
        "kind": own.kind,
        "title": title,
        "markdown": text,
        "gathers": list(own.gathers),
        "help": own.help,
        "is_off": is_off,
        "is_own": bool(row and (row.title or row.text is not None)),
        "mark": words_mark(title, text, str(is_off)),
    }
