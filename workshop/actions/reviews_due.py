"""That somebody was reminded of a review."""

from sqlalchemy.orm import Session

from workshop.actions.permission import require
from workshop.actions.recording import now
from workshop.domain.actors import Actor
from workshop.models import ReviewReminder


def note_reminded(session: Session, actor: Actor, *, workshop: int, edition: int) -> None:
    """Keep that the reminder for an edition (its row's number) went out; a repeat does nothing."""
    require(session, actor, workshop, "review.note")
    if session.get(ReviewReminder, edition) is None:
        session.add(ReviewReminder(edition_id=edition, sent_at=now(session)))
