"""The pieces of a written document, in reading order; every writer knows these and no others."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.publishing.document import Look, Shape

Role = Literal["text", "lead", "soft", "eyebrow", "verdict", "quote", "notice"]
Part = Literal["title", "short", "principle", "plain", "made"]


@dataclass(frozen=True)
class Span:
    """A run of words; a line feed is a line break. `link` is http, https or mailto, or empty.

    `change` says whether the words came or went since another version, or neither.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    change: Literal["", "added", "removed"] = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """`level` is 1 for the title of the document, 2 for a section, 3 below it."""

    level: int
    text: str
    anchor: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """`agreed` colours a verdict; words alone carry the meaning."""

    spans: Spans
    role: Role = "text"
    agreed: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Listing:
    """A list; each item is one run of words. `said` marks what people wrote themselves, `boxes`
    what is ticked off on paper."""

    items: tuple[Spans, ...]
    ordered: bool = False
    said: bool = False
    boxes: bool = False
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True)
class Labelled:
    """Labels with their paragraphs: facts, terms, or the fields of a principle."""

    rows: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    role: Literal["facts", "fields", "terms"]
    kind: Literal["labelled"] = "labelled"


@dataclass(frozen=True)
class Entry:
    """One line of the contents."""

    number: str
    text: str
    anchor: str
    status: str


@dataclass(frozen=True)
class Contents:
    """The principles in short, each with a way to its place."""

    entries: tuple[Entry, ...]
    kind: Literal["contents"] = "contents"


@dataclass(frozen=True)
class Table:
    """A data table; the first cell of a row is its header."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Bar:
    """One group in the picture; shares go from 0 to 1, None where only the verdict is known.

    `first` is what the same voices said in the ballot before, drawn thin and open.
    """

    label: str
    shapes: tuple[Shape, ...]
    words: str
    people: str
    low: float | None
    high: float | None
    needed: float
    first: tuple[float, float] | None = None


@dataclass(frozen=True)
class KeyEntry:
    """What one mark of the picture means."""

    mark: Literal["need", "full", "pale", "open"]
    words: str


@dataclass(frozen=True)
class Picture:
    """Bars by voice with what they say in words (`alternative`), and always the table."""

    caption: str
    alternative: str
    key: tuple[KeyEntry, ...]
    bars: tuple[Bar, ...]
    table: Table
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True)
class Mark:
    """One small drawing in a step of the way; `label` is drawn on it (a number), or empty."""

    of: Literal["note", "theme", "words", "ballot", "principle"]
    is_full: bool = False
    label: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the way: how many of what, which ones, and its marks in a row."""

    title: str
    words: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Way:
    """The way from notes to a principle, or to all of them. The steps say all that is drawn.

    `head` names the title and the words of a step, where they stand in a table.
    """

    caption: str
    alternative: str
    head: tuple[str, str]
    steps: tuple[Step, ...]
    kind: Literal["way"] = "way"


Block = Heading | Paragraph | Listing | Labelled | Contents | Table | Picture | Way


@dataclass(frozen=True)
class Section:
    """A part of the document with the blocks in it."""

    part: Part
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Manuscript:
    """A whole document as every writer takes it: a guidance, or a report on how it was made.

    `title` and `organisation` are on one line; the title is never empty. `edition` stands beside
    the title at the head of a page; `contents` is the title of the list of all sections, and
    without it there is no such list.
    """

    title: str
    organisation: str
    language: str
    day: date
    sections: tuple[Section, ...]
    look: Look | None = None
    edition: str = ""
    contents: str = ""
