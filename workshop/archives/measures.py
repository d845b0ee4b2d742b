"""How long, how many, and of which letters: the limits of what an archive may hold."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from workshop.domain.text import FIELD_LENGTH, NOTE_LENGTH, REASON_LENGTH, VIEW_LENGTH

LARGEST = 8_000_000
"""Bytes of a file that comes in."""
MOST_THINGS = 12_000
"""Rows that a file becomes: one transaction makes them, and nobody else can write meanwhile."""
MOST_PEOPLE = 100_000
# Of the two ends of a text, `$` is also before a last line end.
Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.-]{0,63}$(?!\n)")]
Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
MayBeLine = Annotated[str, Meta(max_length=200)]
Note = Annotated[str, Meta(min_length=1, max_length=NOTE_LENGTH, pattern=r"\S")]
Reason = Annotated[str, Meta(max_length=REASON_LENGTH)]
ViewText = Annotated[str, Meta(min_length=1, max_length=VIEW_LENGTH, pattern=r"\S")]
Text = Annotated[str, Meta(max_length=FIELD_LENGTH)]
Day = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$(?!\n)")]
Moment = Annotated[datetime, Meta(tz=True)]
Number = Annotated[int, Meta(ge=1, le=10_000)]
Count = Annotated[int, Meta(ge=0, le=MOST_PEOPLE)]
Percent = Annotated[int, Meta(ge=0, le=100)]
VoiceName = Annotated[str, Meta(pattern=r"^v[1-9]$(?!\n)")]
StepName = Annotated[str, Meta(pattern=r"^a[1-9]\d{0,2}$(?!\n)")]
ThemeName = Annotated[str, Meta(pattern=r"^t[1-9]\d{0,3}$(?!\n)")]
NoteName = Annotated[str, Meta(pattern=r"^n[1-9]\d{0,4}$(?!\n)")]
PrincipleName = Annotated[str, Meta(pattern=r"^p[1-9]\d{0,3}$(?!\n)")]
SuggestionName = Annotated[str, Meta(pattern=r"^s[1-9]\d{0,3}$(?!\n)")]
Texts = Annotated[dict[Key, Text], Meta(max_length=60)]
Sources = Annotated[list[NoteName], Meta(max_length=2000)]
Tags = Annotated[list[Line], Meta(max_length=60)]
Fields = Annotated[list[Key], Meta(max_length=60)]
Span = tuple[Count, Count]
Said = Annotated[list[Reason], Meta(max_length=2000)]


def one_of(word: str) -> Any:
    """A word that a rule of the database, or whoever wrote it, has chosen from a few."""
    return word


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of an archive: what is not named in it is refused."""
