"""What an action knows of its moment, and the record of what it made happen."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from workshop.domain.actors import Actor
from workshop.domain.events import Event
from workshop.models import JournalEntry

Asked = list[tuple[Actor, dict[str, Any]]]
Reader = Callable[[Session, Asked], None]
AHEAD: dict[Callable[..., Any], Reader] = {}
"""What reads, for the same command of many people at once, what each would read by itself."""
Acting = TypeVar("Acting", bound=Callable[..., Any])


def begin(session: Session, *, now: datetime, settings: Any, texts: Any = None) -> None:
    """Prepare a session for one action; `texts` are those that several people write at once."""
    session.info.update(now=now, settings=settings, texts=texts, events=[])


def for_batch(session: Session) -> dict[Any, Any]:
    """What holds for all commands that are committed together, such as the locks they took."""
    kept: dict[Any, Any] = session.info.setdefault("for the batch", {})
    return kept


def reads_ahead(reader: Reader) -> Callable[[Acting], Acting]:
    """Have a batch read at once, before it begins, what each of these commands is going to need."""

    def noted(action: Acting) -> Acting:
        AHEAD[action] = reader
        return action

    return noted


def read_ahead(
    session: Session, batch: Iterable[tuple[Callable[..., Any], Actor, dict[str, Any]]]
) -> None:
    """Read what the commands of a batch need, as far as more than one of them needs it."""
    asked: dict[Reader, Asked] = {}
    for action, actor, args in batch:
        if action in AHEAD:
            asked.setdefault(AHEAD[action], []).append((actor, args))
    for reader, some in asked.items():
        if len(some) > 1:
            reader(session, some)


def forget_batch(session: Session) -> None:
    """Read anew: going back to a savepoint gives up what was locked and made after it."""
    session.info.pop("for the batch", None)


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
