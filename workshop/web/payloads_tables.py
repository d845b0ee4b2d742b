"""What the commands about tables, and about who sits with whom, must look like."""

from workshop.web.payloads import Id, Key, Line, Payload


class Splitting(Payload, frozen=True, kw_only=True):
    size: Id = 6
    key: Key


class Seating(Payload, frozen=True, kw_only=True):
    participant: Id
    table: Id


class Giving(Payload, frozen=True, kw_only=True):
    table: Id
    theme: Id = 0
    principle: Id = 0


class TableTime(Payload, frozen=True, kw_only=True):
    table: Id
    minutes: Id


class Calling(Payload, frozen=True, kw_only=True):
    is_calling: bool


class TableAnswer(Payload, frozen=True, kw_only=True):
    table: Id
    is_done: bool


class PairNumber(Payload, frozen=True, kw_only=True):
    digits: Line
