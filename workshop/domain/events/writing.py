"""What happens to words: notes, questions, themes, principles."""

from dataclasses import dataclass

from workshop.domain.events.event import Event


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
    """A principle was begun; `starter` is the text of the topic that it began with, if any."""

    is_told = True
    principle_id: int
    starter: str = ""


@dataclass(frozen=True)
class PrincipleChanged(Event):
    principle_id: int


@dataclass(frozen=True)
class LensChanged(Event):
    """The words that an organisation points out are others now; that touches this principle."""

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
