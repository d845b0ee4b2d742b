"""What happens to ballots, and to what follows them."""

from dataclasses import dataclass, field
from typing import Any

from workshop.domain.events.event import Event


@dataclass(frozen=True)
class RoomCounted(Event):
    """A facilitator said how many of each voice are in the room."""


@dataclass(frozen=True)
class VoicesReordered(Event):
    is_told = True
    order: str


@dataclass(frozen=True)
class BallotOpened(Event):
    is_told = True
    ballot: int
    principles: int
    way: str = "consent"
    round: int = 1
    rounds: int = 1
    ends_at: str = ""
    rule: dict[str, Any] = field(default_factory=dict)
    groups: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class PaperHandedIn(Event):
    participant_id: int


@dataclass(frozen=True)
class PulseMoved(Event):
    """The live numbers of a quick pulse were renewed."""


@dataclass(frozen=True)
class BallotClosing(Event):
    ballot: int


@dataclass(frozen=True)
class BallotClosed(Event):
    is_told = True
    ballot: int


@dataclass(frozen=True)
class BallotVoided(Event):
    is_told = True
    ballot: int
    reason: str


@dataclass(frozen=True)
class ObjectionJudged(Event):
    """It was said what became of something that stood on a paper."""

    principle_id: int


@dataclass(frozen=True)
class DecisionWritten(Event):
    principle_id: int


@dataclass(frozen=True)
class DecisionRecorded(Event):
    """A principle was decided openly, not by a secret ballot."""

    is_told = True
    principle_id: int
    number: int
    is_agreed: bool


@dataclass(frozen=True)
class OtherViewChanged(Event):
    """A view that did not prevail was written, changed, taken back, held or released.

    `is_judged` says that it is or was held back: else nobody but its author is told anything.
    """

    participant_id: int | None
    is_judged: bool = False
