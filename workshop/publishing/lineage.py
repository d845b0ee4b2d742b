"""Where a guidance came from and what changed: since its last edition, and since its origin."""

from dataclasses import dataclass
from typing import Literal

from workshop.domain.differences import Piece


@dataclass(frozen=True)
class ChangedText:
    """What became of one text: its label, and its words in order. All words of both are there."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """What became of one principle since the last edition.

    `became` is new, changed (its words), decided (its outcome only) or left (not there any more).
    """

    statement: str
    became: Literal["new", "changed", "decided", "left"]
    texts: tuple[ChangedText, ...] = ()
    outcome_before: str = ""
    outcome_now: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything that changed since the edition with this number; nothing of one withdrawn."""

    since: int
    entries: tuple[Change, ...]
    is_withdrawn: bool = False


@dataclass(frozen=True)
class FromOrigin:
    """What became of one principle of the origin: kept as it was, changed, or left out.

    `anchor` is the principle's in the origin; `number` is that of the principle here, and None
    where it was left. `texts` says what was changed.
    """

    anchor: str
    statement: str
    became: Literal["kept", "changed", "left"]
    number: int | None = None
    texts: tuple[ChangedText, ...] = ()


@dataclass(frozen=True)
class OriginText:
    """The edition that this guidance was begun from; `address` is empty where it has none.

    `is_withdrawn` says that its organisation had withdrawn it when this one began.
    """

    title: str
    organisation: str
    edition_number: int | None
    address: str
    principles: tuple[FromOrigin, ...]
    is_withdrawn: bool = False
