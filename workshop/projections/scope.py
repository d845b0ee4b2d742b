"""What a projection is asked for: one workshop, one audience, one item, one moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workshop.models import Activity, Workshop

View = dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """The audience's side of a question; `participant_id` only for one person's own slices."""

    workshop_id: int
    now: datetime
    item_id: int = 0
    participant_id: int = 0
    awake: frozenset[int] = frozenset()
    secret: str = ""

    def item(self, item_id: int) -> "Scope":
        """The same question about one item."""
        return replace(self, item_id=item_id)


def workshop_of(session: Session, scope: Scope) -> Workshop:
    """The workshop that the scope is about."""
    return session.get_one(Workshop, scope.workshop_id)


def activity_of(session: Session, scope: Scope) -> Activity:
    """The activity that the room is in."""
    return session.get_one(Activity, workshop_of(session, scope).current_activity_id)
