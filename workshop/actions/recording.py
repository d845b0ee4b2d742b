"""What an action knows of its moment, and the record of what it made happen."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workshop.domain.events import Event
from workshop.models import JournalEntry


def begin(session: Session, *, now: datetime, settings: Any) -> None:
    """Prepare a session for one action."""
    session.info.update(now=now, settings=settings, events=[])


def now(session: Session) -> datetime:
    """The moment of the command, by the server's clock."""
    moment: datetime = session.info["now"]
    return moment


def setting(session: Session, name: str) -> Any:
    """One of the server's settings."""
    return getattr(session.info["settings"], name)


def record(session: Session, event: Event) -> None:
    """Note what happened: for the screens, and where it belongs there, for the journal."""
    session.info["events"].append(event)
    if event.is_told:
        session.add(
            JournalEntry(
                workshop_id=event.workshop_id,
                at=now(session),
                what=event.name,
                detail=event.detail(),
            )
        )


def happened(session: Session) -> list[Event]:
    """Everything recorded since the action began."""
    events: list[Event] = session.info["events"]
    return events
