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


class Nothing(Payload):
    pass


class Me(Payload):
    voice: Id
    name: Line


class Pausing(Payload):
    is_pausing: bool


class Leaving(Payload):
    take_words: bool = False


class NewPerson(Payload):
    voice: Id
    name: Line = ""
    key: Key


class Placing(Payload):
    participant: Id
    standing: Line


class Entrance(Payload):
    entrance: Line


class NewNote(Payload):
    prompt: Id
    text: Words
    key: Key


class TypedNote(NewNote):
    participant: Id


class NoteText(Payload):
    note: Id
    text: Words


class OneNote(Payload):
    note: Id


class Judgement(Payload):
    note: Id
    state: Line
    reason: Line = ""


class OnePrompt(Payload):
    prompt: Id


class Moving(Payload):
    note: Id
    theme: Id


class NewTheme(Payload):
    name: Line
    key: Key


class ThemeName(Payload):
    theme: Id
    name: Line


class OneTheme(Payload):
    theme: Id


class NewPrinciple(Payload):
    statement: Words
    theme: Id = 0
    key: Key


class Starter(Payload):
    starter: Line
    key: Key


class Aside(Payload):
    principle: Id
    is_set_aside: bool


class OnePrinciple(Payload):
    principle: Id


class FieldText(Payload):
    principle: Id
    field: Line
    text: Words
    version: Id


class Source(Payload):
    principle: Id
    note: Id


class NewBallot(Payload):
    principles: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=12)]
    expected: Id = 0


class OneBallot(Payload):
    ballot: Id


class VoidBallot(OneBallot):
    reason: Line


class Paper(Payload):
    ballot: Id
    number: Id
    answers: dict[Annotated[str, msgspec.Meta(max_length=40)], Words] = {}
    padding: Annotated[str, msgspec.Meta(max_length=60_000)] = ""


class GoOn(Payload):
    from_activity: Id


class OneActivity(Payload):
    activity: Id


class MoveActivity(OneActivity):
    by: Annotated[int, msgspec.Meta(ge=-1, le=1)]


class SkipActivity(OneActivity):
    skipped: bool


class MoreTime(Payload):
    minutes: Id


class Blank(Payload):
    is_blank: bool


class OneRequest(Payload):
    request: Id


class Closing(Payload):
    answers: dict[Line, Line]


class Introduction(Payload):
    text: Words
