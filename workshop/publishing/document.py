"""The document model of the guidance: what every writer writes, and what an edition keeps."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.domain.tallies import CountRange, Spread
from workshop.publishing.lineage import Changes, OriginText
from workshop.publishing.report import Report

VERSION = "workshop-guidance/3"
EARLIER_VERSIONS = ("workshop-guidance/2",)

Shape = Literal["circle", "square", "triangle", "diamond"]
Status = Literal[
    "agreed_by_every_voice", "agreed_in_the_room", "agreed_openly",
    "not_agreed", "not_agreed_openly", "on_hold", "first_round", "not_voted",
]  # fmt: skip
SectionKind = Literal[
    "text", "ticks", "short", "about", "values", "principles", "disagreed", "gathered", "review",
    "made", "changes", "origin", "glossary",
]  # fmt: skip
Standing = Literal["draft", "current", "superseded", "withdrawn"]


@dataclass(frozen=True)
class FieldText:
    """One field of a principle; `text` is as it was typed, plain, with line breaks.

    `key` stands in for a `label` without words.
    """

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Counts:
    """Papers of one group, disclosed from 15 people on; each is (lowest, highest).

    `part` is what the way of voting makes it (Yes if, or ratings from 1 to 3): a part of `yes` or
    of `no`, as `part_of` says. `spread` is of ratings: lower quartile, median, upper quartile.
    """

    yes: CountRange
    no: CountRange
    passes: CountRange
    part: CountRange
    part_of: Literal["yes", "no"] = "yes"
    way: str = "consent"
    spread: Spread | None = None


@dataclass(frozen=True)
class OutcomeRow:
    """What may be published of one group on one revision.

    `size` is the electorate. `low` and `high` bound the share of yes among yes and no
    (0 to 1), both None where only the verdict may be shown. `needed` is the threshold (0 to 1).
    """

    label: str
    shapes: tuple[Shape, ...]
    size: int
    agrees: bool
    low: float | None
    high: float | None
    counts: Counts | None
    needed: float


@dataclass(frozen=True)
class BallotRecord:
    """One ballot on one principle: `verdict` is the whole sentence that was said about it.

    A decision that was taken openly stands among them, without rows: its `way` is empty.
    """

    title: str
    held_on: date
    verdict: str
    rows: tuple[OutcomeRow, ...]
    way: str = "consent"


@dataclass(frozen=True)
class Reservation:
    """A condition, a reason or a harm somebody gave, and what became of it (may be empty)."""

    text: str
    answer: str = ""


@dataclass(frozen=True)
class Source:
    """A theme that led to a principle, with the texts of its notes."""

    theme: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PrincipleText:
    """One principle: its last revision, its outcome in words, and where it came from.

    `verdict` is never shortened to "agreed"; `anchor` is unique in the document, such as `p1`.
    `decision` is in the facilitator's words; `other_views` have no order and no name. `begun_from`
    says which principle of which other edition it was begun from, if of any.
    """

    number: int
    anchor: str
    statement: str
    fields: tuple[FieldText, ...]
    values: tuple[str, ...]
    status: Status
    verdict: str
    ballots: tuple[BallotRecord, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    harms: tuple[Reservation, ...] = ()
    sources: tuple[Source, ...] = ()
    revision: int = 1
    decision: str = ""
    other_views: tuple[str, ...] = ()
    begun_from: str = ""


@dataclass(frozen=True)
class About:
    """A piece of background (on MI, on what is known), with the sources it rests on."""

    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class VoicePeople:
    """How many people spoke for a voice, in words that disclosure allows ("18 people").

    `invited` says how many were invited, as those who ran it told; it may be empty.
    """

    label: str
    shape: Shape
    people: str
    invited: str = ""


@dataclass(frozen=True)
class Happened:
    """One entry of the journal, without names."""

    on: date
    sentence: str


@dataclass(frozen=True)
class HowMade:
    """How the guidance came about, from the workshop's settings and its journal.

    `remaining` says for each place which words the language lens still marks. `ballots`,
    `changed`, `access` and `alone` are sentences: the ballots that were held, what changed between
    them, what was done so that all could take part, and what was decided without the room.
    """

    first_day: date
    last_day: date
    people: tuple[VoicePeople, ...]
    method: str
    rule: str
    happened: tuple[Happened, ...] = ()
    paragraphs: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    ballots: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A word of the glossary."""

    word: str
    meaning: str


@dataclass(frozen=True)
class Look:
    """What shows whose document it is: a logo (PNG) with its words, and a colour (#rrggbb).

    Each may be empty.
    """

    logo: bytes = b""
    logo_words: str = ""
    colour: str = ""


@dataclass(frozen=True)
class SectionText:
    """A section of the document, in its place: what it says, and what is put under that.

    `markdown` is the formatted text of the topic or of the facilitator. `kind` says what follows
    it from the rest of the model; `gathers` are the keys of the principles' fields that a gathered
    section shows together.
    """

    key: str
    kind: SectionKind
    title: str
    markdown: str = ""
    gathers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guidance:
    """One edition (or, with `edition_number` None, the guidance as it stands today).

    `sections` are in reading order; what was switched off is not among them. An edition of an
    earlier release has none, and an `introduction_markdown` instead. Markdown is formatted text;
    every other text is plain. `principles` holds all that were voted on, in their order, whatever
    came of them. `standing` and `notice` say what the edition is today, `address` where it stays;
    `newer` is the address of the one that holds, where this one does not.
    """

    title: str
    organisation: str
    question: str
    language: str
    edition_number: int | None
    published_on: date
    introduction_markdown: str
    principles: tuple[PrincipleText, ...]
    values: tuple[str, ...]
    about: tuple[About, ...]
    how_made: HowMade
    glossary: tuple[Term, ...] = ()
    contact: str = ""
    review: str = ""
    sections: tuple[SectionText, ...] = ()
    for_whom: str = ""
    owner: str = ""
    review_on: date | None = None
    standing: Standing = "current"
    notice: str = ""
    address: str = ""
    newer: str = ""
    changes: Changes | None = None
    origin: OriginText | None = None
    look: Look | None = None
    reports: tuple[Report, ...] = ()
    version: str = VERSION


def is_agreed(principle: PrincipleText) -> bool:
    """Whether every group agreed in a secret ballot, with every voice on its own or not."""
    return principle.status in ("agreed_by_every_voice", "agreed_in_the_room")
