"""An event: what happened, in the past tense. `is_told` says that the journal keeps it."""

from dataclasses import dataclass, fields
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
