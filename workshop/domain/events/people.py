"""What happens to people: they join, change, pause, ask for someone."""

from dataclasses import dataclass

from workshop.domain.events.event import Event


@dataclass(frozen=True)
class ParticipantJoined(Event):
    participant_id: int


@dataclass(frozen=True)
class ParticipantChanged(Event):
    participant_id: int


@dataclass(frozen=True)
class PauseChanged(Event):
    participant_id: int


@dataclass(frozen=True)
class PersonAdded(Event):
    is_told = True
    voice: str


@dataclass(frozen=True)
class WordsGiven(Event):
    """A facilitator made three words for a person without a phone; for whom is not told."""

    is_told = True


@dataclass(frozen=True)
class EntranceChanged(Event):
    entrance: str


@dataclass(frozen=True)
class HelpChanged(Event):
    participant_id: int


@dataclass(frozen=True)
class HelperCame(Event):
    """A supporter or a second facilitator took up a link."""
