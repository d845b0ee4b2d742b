"""Reads the words back out of every format, and out of the walk behind them all."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import docx
from docx.oxml.ns import qn
from markdown import Markdown

from workshop.publishing.blocks import (
    Block,
    Contents,
    Heading,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    Section,
    Spans,
    Table,
    Way,
)

TAKEN = "\0"
LINE = 120
"""Letters of a line at the most."""
LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
MARKS = "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
# The PDF says a letter with its signs once for the letter and once for each sign.
SAID_TWICE = re.compile(rf"([{LEFTWARD}][{MARKS}]+)\1+")
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufe0e\ufe0f"


def squeezed(words: str) -> str:
    """Words without blanks, line ends and invisible characters: those differ by format."""
    return re.sub(rf"[\s{INVISIBLE}]", "", words)


def words_of(sections: tuple[Section, ...]) -> list[str]:
    """Every piece of words in reading order."""
    found = [squeezed(words) for section in sections for block in section.blocks
             for words in _words(block)]
    return [words for words in found if words]


def missing_from(text: str, words: list[str], is_painted: bool = False) -> list[str]:
    """The words that do not stand in `text`, each after the one before.

    A PDF holds what runs from right to left as it is painted, from the left, line by line; so for
    `is_painted` text such a piece counts as there where all of its letters, no other and none
    missing, stand together: their order is the one thing that is not looked at. What follows in
    the same paragraph is painted to the left of it, and turned in part.
    """
    squeezed_text, place, missing = _folded(squeezed(text)), 0, []
    begun, ended = 0, -LINE
    for piece in map(_folded, words):
        is_turned = is_painted and re.search(f"[{LEFTWARD}]", piece)
        find = _find_turned if is_turned else str.find
        found = find(squeezed_text, piece, place)
        if is_turned and found >= 0:
            begun, ended = found, found + len(piece)
        if found < 0 and is_painted and place - ended < LINE:
            found = _find_turned(squeezed_text, piece, max(begun - LINE, 0),
                                 place + len(piece) + LINE)  # fmt: skip
            # What is turned is signs: letters that run to the right stay as they were typed.
            there = squeezed_text[found : found + len(piece)]
            if any(run not in there for run in re.findall("[A-Za-z]+", piece)):
                found = -1
        if found < 0:
            missing.append(piece)
            continue
        end = found + len(piece)
        if is_painted and end - ended <= LINE:
            # What was found once is not found again.
            squeezed_text = squeezed_text[:found] + TAKEN * len(piece) + squeezed_text[end:]
        place = max(place, end)
    return missing


def _folded(text: str) -> str:
    return SAID_TWICE.sub(r"\1", text)


def _find_turned(text: str, piece: str, place: int, end: int | None = None) -> int:
    """Where the letters of `piece` stand in any order, and no other between them."""
    text = text[:end]
    wanted, size = Counter(piece), len(piece)
    window = Counter(text[place : place + size])
    while place + size <= len(text):
        if window == wanted:
            return place
        window[text[place]] -= 1
        window.update(text[place + size : place + size + 1])
        place += 1
    return -1


def text_of_html(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


def text_of_word(file: bytes) -> str:
    """The words of the body; the list of contents, which says headings again, is left out."""
    body = docx.Document(io.BytesIO(file)).element.body
    for contents in body.findall(qn("w:sdt")):
        body.remove(contents)
    found = (element.text or "" for element in body.iter(qn("w:t")))
    return "".join(found)


def text_of_markdown(written: str) -> str:
    return text_of_html(Markdown(extensions=["tables"]).convert(written))


class _Text(HTMLParser):
    """What is seen: words for screen readers only are not compared, nor the list of contents."""

    VOID = ("meta", "link", "img", "br", "input")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kinds = dict(attrs).get("class") or ""
        is_hidden = tag == "head" or kinds in ("visually-hidden", "edition__contents")
        if tag not in self.VOID:
            self.hidden.append(is_hidden)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.hidden:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.hidden):
            self.parts.append(data)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from _runs(block.spans)
        case Listing():
            yield from map(_joined, block.items)
        case Labelled():
            for label, paragraphs in block.rows:
                yield label
                for paragraph in paragraphs:
                    yield from _runs(paragraph.spans)
        case Contents():
            for entry in block.entries:
                yield from (entry.text, entry.status)
        case Table():
            yield from _cells(block)
        case Way():
            yield block.caption
            for step in block.steps:
                yield from (step.title, step.words)
        case Picture():
            yield block.caption
            yield from _cells(block.table)


def _cells(table: Table) -> Iterator[str]:
    yield table.caption
    for row in (table.head, *table.rows):
        yield from row


def _runs(spans: Spans) -> Iterator[str]:
    """A paragraph as one piece; where changes are marked, each run by itself: Markdown has signs
    between them."""
    if any(span.change for span in spans):
        yield from (span.text for span in spans)
    else:
        yield _joined(spans)


def _joined(spans: Spans) -> str:
    return "".join(span.text for span in spans)
