"""The document's facts and sections, as they stand: the topic's own, over them what was changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.content import Section, topic_for
from workshop.models import GuidancePlan, GuidanceSection, Workshop
from workshop.projections.scope import View

FACTS = ("for_whom", "owner", "contact", "review_on")


def facts_of(session: Session, workshop_id: int) -> View:
    """Who the document is for, who looks after it, who may be asked, and its next day."""
    plan = session.get(GuidancePlan, workshop_id)
    return {name: getattr(plan, name) if plan else "" for name in FACTS}


def sections_of(session: Session, workshop: Workshop) -> list[View]:
    """Every section in its place, with what stands in it and whether it is shown."""
    rows = session.scalars(
        select(GuidanceSection).where(GuidanceSection.workshop_id == workshop.id)
    )
    changed = {row.key: row for row in rows}
    return [
        _section(own, changed.get(own.key)) for own in topic_for(workshop.topic).sections
    ]


def _section(own: Section, row: GuidanceSection | None) -> View:
    text = own.text.strip()
    return {
        "key": own.key,
        "kind": own.kind,
        "title": (row.title if row else "") or own.title,
        "markdown": (row.text if row else "") or text,
        "gathers": list(own.gathers),
        "help": own.help,
        "is_off": row.is_off if row else False,
        "is_own": bool(row and (row.text or row.title)),
    }
