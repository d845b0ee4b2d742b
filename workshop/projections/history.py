"""What happened so far, as everybody may read it, and when the workshop goes on."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.telling import SENTENCES, WHILE_AWAY, telling
from workshop.models import JournalEntry
from workshop.projections.scope import Scope, View, workshop_of

MOST_LINES = 6


def last_told(session: Session, scope: Scope) -> int:
    """The number of the last entry that somebody who was away is told."""
    newest = select(func.max(JournalEntry.id)).where(*_these(scope, WHILE_AWAY))
    return session.scalar(newest) or 0


def while_away(session: Session, scope: Scope, since: int) -> View:
    """The last few things that happened after an entry, and whether there were more."""
    found = _entries(session, scope, WHILE_AWAY, JournalEntry.id > since)
    return {"lines": found[-MOST_LINES:], "has_more": len(found) > MOST_LINES}


def so_far(session: Session, scope: Scope) -> list[View]:
    """Everything that is told, from the beginning."""
    return _entries(session, scope, tuple(SENTENCES))


def next_meeting(session: Session, scope: Scope) -> View:
    """Whether a closed workshop goes on another day, and what was said of when."""
    # Whoever brought it in from a file has told nobody yet when it goes on here.
    closings = _these(scope, ("workshop.closed", "workshop.brought.in"))
    last = session.scalars(
        select(JournalEntry).where(*closings).order_by(JournalEntry.id.desc())
    ).first()
    is_closed = workshop_of(session, scope).state == "closed"
    if last is None or not is_closed or not last.detail.get("goes_on"):
        return {"goes_on": False, "again": ""}
    later = *_these(scope, ("meeting.told",)), JournalEntry.id > last.id
    told = session.scalars(
        select(JournalEntry).where(*later).order_by(JournalEntry.id.desc())
    ).first()
    return {"goes_on": True, "again": (told or last).detail.get("again", "")}


def _entries(
    session: Session, scope: Scope, names: tuple[str, ...], *conditions: Any
) -> list[View]:
    found = select(JournalEntry).where(*_these(scope, names), *conditions)
    rows = session.scalars(found.order_by(JournalEntry.id))
    return [
        {
            "sentence": telling(row.what, row.detail),
            "at": row.at.isoformat(),
            "ends_at": row.detail.get("ends_at", "") if row.what == "ballot.opened" else "",
        }
        for row in rows
    ]


def _these(scope: Scope, names: tuple[str, ...]) -> tuple[Any, ...]:
    return JournalEntry.workshop_id == scope.workshop_id, JournalEntry.what.in_(names)
