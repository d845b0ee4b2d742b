"""What happens to the workshop as a whole: its agenda, its wall, its editions."""

from dataclasses import dataclass

from workshop.domain.events.event import Event


@dataclass(frozen=True)
class WorkshopStarted(Event):
    is_told = True
    title: str
    method: str
    topic: str


@dataclass(frozen=True)
class WorkshopBroughtIn(Event):
    """The workshop came from a file; what the journal says before happened elsewhere."""

    is_told = True


@dataclass(frozen=True)
class OriginTaken(Event):
    """The workshop begins from an edition; without a number it was no edition yet."""

    is_told = True
    origin: str
    organisation: str
    edition: int | None


@dataclass(frozen=True)
class ActivityStarted(Event):
    is_told = True
    kind: str
    title: str


@dataclass(frozen=True)
class AgendaChanged(Event):
    pass


@dataclass(frozen=True)
class ClockChanged(Event):
    pass


@dataclass(frozen=True)
class WallBlanked(Event):
    is_blank: bool


@dataclass(frozen=True)
class ClosingAnswered(Event):
    participant_id: int


@dataclass(frozen=True)
class GuidancePlanned(Event):
    """The document's facts or one of its sections were changed."""


@dataclass(frozen=True)
class ReportAnswered(Event):
    """Somebody who runs the workshop answered what its reports ask."""


@dataclass(frozen=True)
class EditionPublished(Event):
    is_told = True
    edition: int


@dataclass(frozen=True)
class EditionWithdrawn(Event):
    is_told = True
    edition: int
    reason: str


@dataclass(frozen=True)
class EditionRestored(Event):
    """A withdrawn edition stands again."""

    is_told = True
    edition: int


@dataclass(frozen=True)
class WorkshopClosed(Event):
    """A workshop was closed, opened again or put away; `again` says when it goes on."""

    is_told = True
    state: str
    goes_on: bool = False
    again: str = ""


@dataclass(frozen=True)
class MeetingTold(Event):
    """A facilitator of a closed workshop said when it goes on."""

    is_told = True
    again: str
