"""What each command's message must look like; what does not fit is refused, never cut."""

from typing import Annotated

import msgspec

Id = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Key = Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Line = Annotated[str, msgspec.Meta(max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=20_000)]


class Payload(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A message about one workshop."""

    workshop: Id


class Nothing(Payload, frozen=True, kw_only=True):
    pass


class Me(Payload, frozen=True, kw_only=True):
    voice: Id
    name: Line


class Pausing(Payload, frozen=True, kw_only=True):
    is_pausing: bool


class Leaving(Payload, frozen=True, kw_only=True):
    take_words: bool = False


class NewPerson(Payload, frozen=True, kw_only=True):
    voice: Id
    name: Line = ""
    key: Key


class Placing(Payload, frozen=True, kw_only=True):
    participant: Id
    standing: Line


class Entrance(Payload, frozen=True, kw_only=True):
    entrance: Line


class NewNote(Payload, frozen=True, kw_only=True):
    prompt: Id
    text: Words
    key: Key


class TypedNote(NewNote, frozen=True, kw_only=True):
    participant: Id


class NoteText(Payload, frozen=True, kw_only=True):
    note: Id
    text: Words


class OneNote(Payload, frozen=True, kw_only=True):
    note: Id


class Judgement(Payload, frozen=True, kw_only=True):
    note: Id
    state: Line
    reason: Line = ""


class OnePrompt(Payload, frozen=True, kw_only=True):
    prompt: Id


class Moving(Payload, frozen=True, kw_only=True):
    note: Id
    theme: Id


class NewTheme(Payload, frozen=True, kw_only=True):
    name: Line
    key: Key


class ThemeName(Payload, frozen=True, kw_only=True):
    theme: Id
    name: Line


class OneTheme(Payload, frozen=True, kw_only=True):
    theme: Id


class NewPrinciple(Payload, frozen=True, kw_only=True):
    statement: Words
    theme: Id = 0
    key: Key


class Starter(Payload, frozen=True, kw_only=True):
    starter: Line
    key: Key


class Aside(Payload, frozen=True, kw_only=True):
    principle: Id
    is_set_aside: bool


class OnePrinciple(Payload, frozen=True, kw_only=True):
    principle: Id


class FieldText(Payload, frozen=True, kw_only=True):
    principle: Id
    field: Line
    text: Words
    version: Id


class Source(Payload, frozen=True, kw_only=True):
    principle: Id
    note: Id


class NewBallot(Payload, frozen=True, kw_only=True):
    principles: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=12)]
    expected: Id = 0


class OneBallot(Payload, frozen=True, kw_only=True):
    ballot: Id


class VoidBallot(OneBallot, frozen=True, kw_only=True):
    reason: Line


class Paper(Payload, frozen=True, kw_only=True):
    ballot: Id
    number: Id
    answers: dict[Annotated[str, msgspec.Meta(max_length=40)], Words] = {}
    padding: Annotated[str, msgspec.Meta(max_length=60_000)] = ""


class GoOn(Payload, frozen=True, kw_only=True):
    from_activity: Id


class OneActivity(Payload, frozen=True, kw_only=True):
    activity: Id


class MoveActivity(OneActivity, frozen=True, kw_only=True):
    by: Annotated[int, msgspec.Meta(ge=-1, le=1)]


class SkipActivity(OneActivity, frozen=True, kw_only=True):
    skipped: bool


class MoreTime(Payload, frozen=True, kw_only=True):
    minutes: Id


class WaysOfBeing(Payload, frozen=True, kw_only=True):
    text: Words


class Blank(Payload, frozen=True, kw_only=True):
    is_blank: bool


class OneRequest(Payload, frozen=True, kw_only=True):
    request: Id


class Closing(Payload, frozen=True, kw_only=True):
    answers: dict[Line, Line]


class NextEdition(Payload, frozen=True, kw_only=True):
    expected: Id = 0


class Introduction(Payload, frozen=True, kw_only=True):
    text: Words
