"""What each command's message must look like; what does not fit is refused, never cut."""

from typing import Annotated

import msgspec

Id = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Key = Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Line = Annotated[str, msgspec.Meta(max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=20_000)]
Asked = Annotated[str, msgspec.Meta(max_length=40)]
Repeat = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
Update = Annotated[str, msgspec.Meta(max_length=60_000, pattern=r"^[A-Za-z0-9_-]*$")]


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
    opened: Words
    key: Repeat = ""


class FieldChange(Payload, frozen=True, kw_only=True):
    principle: Id
    field: Line
    life: Id
    update: Update
    opened: Words = ""
    text: Words = ""
    key: Repeat = ""


class FieldOpen(OnePrinciple, frozen=True, kw_only=True):
    field: Line
    is_open: bool


class AdviceLeft(OnePrinciple, frozen=True, kw_only=True):
    field: Line
    rule: Line
    is_left: bool


class Protecting(Payload, frozen=True, kw_only=True):
    principle: Id
    value: Line
    is_so: bool


class Source(Payload, frozen=True, kw_only=True):
    principle: Id
    note: Id


class NewBallot(Payload, frozen=True, kw_only=True):
    principles: Annotated[list[Id], msgspec.Meta(max_length=12)] = []
    expected: Line = ""
    way: Line = "consent"
    threshold: Id = 0
    quorum: Id = 50
    k: Line = ""
    yes_if: Line = ""
    rounds: Id = 1
    hours: Id = 0


class RoomCount(Payload, frozen=True, kw_only=True):
    counts: dict[Annotated[str, msgspec.Meta(max_length=40)], Line] = {}


class MoveVoice(Payload, frozen=True, kw_only=True):
    voice: Id
    to: Id


class OneBallot(Payload, frozen=True, kw_only=True):
    ballot: Id


class VoidBallot(OneBallot, frozen=True, kw_only=True):
    reason: Line


class Paper(Payload, frozen=True, kw_only=True):
    ballot: Id
    number: Id
    answers: dict[Annotated[str, msgspec.Meta(max_length=40)], Words] = {}
    key: Repeat = ""
    padding: Annotated[str, msgspec.Meta(max_length=60_000)] = ""


class ObjectionAnswer(Payload, frozen=True, kw_only=True):
    objection: Id
    state: Line
    answer: Words = ""
    was_state: Line
    was_answer: Words


class DecisionText(OnePrinciple, frozen=True, kw_only=True):
    text: Words
    version: Id


class DecisionTaken(OnePrinciple, frozen=True, kw_only=True):
    is_agreed: bool
    text: Words
    key: Key


class NewView(OnePrinciple, frozen=True, kw_only=True):
    text: Words
    key: Key


class OneView(Payload, frozen=True, kw_only=True):
    view: Id


class ViewText(OneView, frozen=True, kw_only=True):
    text: Words


class ViewHeld(OneView, frozen=True, kw_only=True):
    reason: Line = ""


class GoOn(Payload, frozen=True, kw_only=True):
    from_activity: Id


class OneActivity(Payload, frozen=True, kw_only=True):
    activity: Id


class MoveActivity(OneActivity, frozen=True, kw_only=True):
    to: Id


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


class Meeting(Payload, frozen=True, kw_only=True):
    again: Line = ""


class Ending(Meeting, frozen=True, kw_only=True):
    goes_on: bool = False


class ReportAnswers(Payload, frozen=True, kw_only=True):
    answers: dict[Asked, Words] = {}
    was: dict[Asked, Line] = {}
    left_open: list[Asked] = []
