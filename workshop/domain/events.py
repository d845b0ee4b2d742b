"""What happened, in the past tense. `is_told` says that it belongs to the workshop's journal."""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """Something that happened in one workshop."""

    workshop_id: int
    is_told: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The event's name as the journal keeps it: `NotesShown` is `notes.shown`."""
        words = "".join(f" {c.lower()}" if c.isupper() else c for c in type(self).__name__)
        return ".".join(words.split())

    def detail(self) -> dict[str, Any]:
        """What the journal keeps: every field that is not a person."""
        hidden = {"workshop_id", "participant_id"}
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in hidden}


@dataclass(frozen=True)
class WorkshopStarted(Event):
    is_told = True
    title: str
    method: str
    topic: str


@dataclass(frozen=True)
class ParticipantJoined(Event):
    participant_id: int


@dataclass(frozen=True)
class ParticipantChanged(Event):
    participant_id: int


@dataclass(frozen=True)
class PersonAdded(Event):
    is_told = True
    voice: str


@dataclass(frozen=True)
class EntranceChanged(Event):
    entrance: str


@dataclass(frozen=True)
class NotePosted(Event):
    participant_id: int
    note_id: int
    is_shown: bool = False


@dataclass(frozen=True)
class NoteChanged(Event):
    participant_id: int | None
    note_id: int
    prompt_id: int
    theme_id: int | None
    is_shown: bool


@dataclass(frozen=True)
class NoteDeleted(Event):
    participant_id: int | None
    note_id: int
    prompt_id: int
    theme_id: int | None
    is_shown: bool


@dataclass(frozen=True)
class NoteJudged(Event):
    """A facilitator held a note back, returned it, or let it go on; by whom it was is not told."""

    participant_id: int | None
    theme_id: int | None
    state: str


@dataclass(frozen=True)
class PromptPassed(Event):
    participant_id: int


@dataclass(frozen=True)
class NotesShown(Event):
    is_told = True
    prompt: str
    count: int


@dataclass(frozen=True)
class PromptChanged(Event):
    prompt_id: int


@dataclass(frozen=True)
class NoteMoved(Event):
    note_id: int
    from_theme: int | None
    to_theme: int | None


@dataclass(frozen=True)
class ThemeAdded(Event):
    theme_id: int


@dataclass(frozen=True)
class ThemeRenamed(Event):
    theme_id: int


@dataclass(frozen=True)
class ThemeRemoved(Event):
    theme_id: int


@dataclass(frozen=True)
class PrincipleAdded(Event):
    is_told = True
    principle_id: int


@dataclass(frozen=True)
class PrincipleChanged(Event):
    principle_id: int


@dataclass(frozen=True)
class PrincipleFrozen(Event):
    is_told = True
    principle_id: int
    revision: int


@dataclass(frozen=True)
class PrincipleSetAside(Event):
    is_told = True
    principle_id: int
    is_set_aside: bool


@dataclass(frozen=True)
class BallotOpened(Event):
    is_told = True
    ballot: int
    principles: int
    rule: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperHandedIn(Event):
    participant_id: int


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
class HelpChanged(Event):
    participant_id: int


@dataclass(frozen=True)
class ClosingAnswered(Event):
    participant_id: int


@dataclass(frozen=True)
class IntroductionSaved(Event):
    pass


@dataclass(frozen=True)
class EditionPublished(Event):
    is_told = True
    edition: int


@dataclass(frozen=True)
class WorkshopClosed(Event):
    is_told = True
    state: str
