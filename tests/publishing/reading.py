"""Reads the words back out of every format, and out of the walk behind them all."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import docx
from docx.oxml.ns import qn
from markdown import Markdown
from pypdf import PdfReader

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
)

INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufe0e\ufe0f"


def squeezed(words: str) -> str:
    """Words without blanks, line ends and invisible characters: those differ by format."""
    return re.sub(rf"[\s{INVISIBLE}]", "", words)


def words_of(sections: tuple[Section, ...]) -> list[str]:
    """Every piece of words in reading order."""
    found = [squeezed(words) for section in sections for block in section.blocks
             for words in _words(block)]
    return [words for words in found if words]


def missing_from(text: str, words: list[str]) -> list[str]:
    """The words that do not stand in `text`, each after the one before."""
    squeezed_text, place, missing = squeezed(text), 0, []
    for piece in words:
        found = squeezed_text.find(piece, place)
        if found < 0:
            missing.append(piece)
        else:
            place = found + len(piece)
    return missing


def text_of_html(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


def text_of_pdf(pdf: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return "\n".join(re.sub(rf"\s*\d+\s*/\s*{len(pages)}\s*$", "", page) for page in pages)


def text_of_word(file: bytes) -> str:
    body = docx.Document(io.BytesIO(file)).element.body
    found = (element.text or "" for element in body.iter(qn("w:t")))
    return "".join(found)


def text_of_markdown(written: str) -> str:
    return text_of_html(Markdown(extensions=["tables"]).convert(written))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag == "head"

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag == "head"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield _joined(block.spans)
        case Listing():
            yield from map(_joined, block.items)
        case Labelled():
            for label, paragraphs in block.rows:
                yield label
                yield from (_joined(paragraph.spans) for paragraph in paragraphs)
        case Contents():
            for entry in block.entries:
                yield from (entry.text, entry.status)
        case Table():
            yield from _cells(block)
        case Picture():
            yield block.caption
            yield from _cells(block.table)


def _cells(table: Table) -> Iterator[str]:
    yield table.caption
    for row in (table.head, *table.rows):
        yield from row


def _joined(spans: Spans) -> str:
    return "".join(span.text for span in spans)
