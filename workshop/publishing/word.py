"""The guidance as a Word file: real headings, lists and header rows, pictures with words."""

import io
from collections.abc import Callable
from datetime import datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from workshop.publishing import word_parts, word_quickly
from workshop.publishing.blocks import (
    Block,
    Contents,
    Heading,
    Labelled,
    Listing,
    Manuscript,
    Paragraph,
    Picture,
    Spans,
    Table,
)
from workshop.publishing.document import Guidance
from workshop.publishing.pictures import drawings_of, pictures_in
from workshop.publishing.text import manuscript_of
from workshop.publishing.word_styles import set_styles
from workshop.publishing.word_tables import add_table
from workshop.publishing.wording import say_with

PICTURE_WIDTH = Cm(16)
STYLES = {"eyebrow": "Eyebrow", "lead": "Lead", "soft": "Soft", "verdict": "Verdict",
          "quote": "Said", "text": "Normal", "notice": "Lead"}


def word_of(guidance: Guidance, translate: Callable[[str], str] = str) -> bytes:
    """The Word file of a guidance; see `word_from`."""
    return word_from(manuscript_of(guidance, say_with(translate)))


def word_from(manuscript: Manuscript) -> bytes:
    """The .docx file; the same document gives the same bytes. Words typed by people never
    become fields or links; a link in formatted text keeps its words only."""
    document = docx.Document()
    set_styles(document, manuscript.language)
    _set_properties(document, manuscript)
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word_parts.add_page_number(footer)
    writer = _Writer(document, pictures_in(manuscript))
    for section in manuscript.sections:
        for block in section.blocks:
            writer.write(block)
    return word_quickly.saved(document)


def _set_properties(document: Document, manuscript: Manuscript) -> None:
    properties = document.core_properties
    # Office files allow 255 characters here.
    properties.title = manuscript.title[:255]
    properties.author = manuscript.organisation[:255]
    properties.last_modified_by, properties.comments = "", ""
    properties.created = properties.modified = datetime.combine(manuscript.day, time())


class _Writer:
    def __init__(self, document: Document, pictures: tuple[Picture, ...]) -> None:
        self.document = document
        self.drawn = {"svg": drawings_of(pictures, "svg"), "png": drawings_of(pictures, "png")}
        self.last_style = ""
        self.bookmarks = 0
        self.pictures = 0

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Listing():
                self._listing(block)
            case Labelled():
                self._labelled(block)
            case Contents():
                self._contents(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _heading(self, block: Heading) -> None:
        paragraph = self.document.add_heading(block.text, block.level)
        if self.last_style == "Eyebrow":
            paragraph.paragraph_format.space_before = Pt(2)
        self.last_style = ""
        if block.anchor:
            self.bookmarks += 1
            word_parts.add_bookmark(paragraph, bookmark_name(block.anchor), self.bookmarks)

    def _paragraph(self, block: Paragraph) -> None:
        style = STYLES[block.role]
        if block.role == "verdict" and not block.agreed:
            style = "Verdict other"
        self.last_style = style
        _add_runs(self.document.add_paragraph(style=style), block.spans)

    def _listing(self, block: Listing) -> None:
        style = "Said" if block.said else "List Number" if block.ordered else "List Bullet"
        written = []
        for item in block.items:
            written.append(self.document.add_paragraph(style=style))
            _add_runs(written[-1], item)
        if block.ordered:
            word_parts.restart_numbers(self.document, written)

    def _labelled(self, block: Labelled) -> None:
        for label, paragraphs in block.rows:
            if block.role == "fields":
                self.document.add_heading(label, 3)
            else:
                self._bold(label)
            for paragraph in paragraphs:
                self.write(paragraph)

    def _bold(self, words: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(words).bold = True
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(2)

    def _contents(self, block: Contents) -> None:
        for entry in block.entries:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.9)
            paragraph.paragraph_format.first_line_indent = Cm(-0.9)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
            paragraph.add_run(f"{entry.number}\t")
            word_parts.add_way(paragraph, entry.text, bookmark_name(entry.anchor))
            paragraph.add_run(f"\n{entry.status}")

    def _table(self, block: Table) -> None:
        self._bold(block.caption)
        add_table(self.document, block)

    def _picture(self, block: Picture) -> None:
        # The sentence about the ballot, which was written last, stays with its picture.
        word_quickly.last_paragraph(self.document).paragraph_format.keep_with_next = True
        self._bold(block.caption)
        svg, png = self.drawn["svg"][block], self.drawn["png"][block]
        shape = self.document.add_picture(io.BytesIO(png), PICTURE_WIDTH)
        word_quickly.last_paragraph(self.document).paragraph_format.keep_with_next = True
        self.pictures += 1
        word_parts.describe(shape, block.alternative)
        word_parts.add_svg(self.document, shape, svg, self.pictures)
        self._table(block.table)


def bookmark_name(anchor: str) -> str:
    """`anchor` as Word wants it: letters, digits and low lines, at most 40, a letter first."""
    return "b_" + "".join(sign if sign.isalnum() else "_" for sign in anchor)[:38]


def _add_runs(paragraph: WordParagraph, spans: Spans) -> None:
    for span in spans:
        run = paragraph.add_run(span.text)
        run.bold = span.strong or None
        run.italic = span.emphasis or None
