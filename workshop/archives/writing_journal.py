"""The journal in an archive."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.archives import shape
from workshop.archives.names import Names
from workshop.archives.telling import PRINCIPLE, is_about_principle, plain_fields, told_events
from workshop.models import JournalEntry


def journal_of(session: Session, workshop_id: int, names: Names) -> list[shape.Happened]:
    """Every entry that a file tells, the first first."""
    kinds = told_events()
    told = JournalEntry.workshop_id == workshop_id, JournalEntry.what.in_(kinds)
    found = select(JournalEntry).where(*told).order_by(JournalEntry.id)
    return [_entry(row, names) for row in session.scalars(found)]


def _entry(row: JournalEntry, names: Names) -> shape.Happened:
    kind = told_events()[row.what]
    plain = [field.name for field in plain_fields(kind)]
    principle = row.detail.get(PRINCIPLE) if is_about_principle(kind) else None
    return shape.Happened(
        at=row.at,
        what=row.what,
        principle=names.principles.get(principle or 0),
        detail={name: row.detail[name] for name in plain if name in row.detail},
    )
