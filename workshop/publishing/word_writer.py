"""The blocks of a document as paragraphs, lists, tables and pictures of a Word file."""

from docx.document import Document
from docx.text.paragraph import Paragraph as WordParagraph

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
    Way,
)
from workshop.publishing.headings import section_headings
from workshop.publishing.own_look import size_in_cm
from workshop.publishing.pictures import drawings_of
from workshop.publishing.word_boxes import TABLE
from workshop.publishing.word_contents import add_contents
from workshop.publishing.word_paper import Paper
from workshop.publishing.word_parts import add_bookmark, add_way, restart_numbers
from workshop.publishing.word_styles import TEXT_WIDTH, UNDER_EYEBROW

PICTURE_WIDTH = 16.0
WIDTHS = {4: (5.2, 1.9, 6.6, 2.3), 2: (6.0, 10.0)}
TOGETHER, APART = "Table text that stays", "Table text"
LONGEST_IN_ONE_PIECE = 12
STYLES = {"eyebrow": "Eyebrow", "lead": "Lead", "soft": "Soft", "verdict": "Verdict",
          "quote": "Said", "text": "Normal", "notice": "Notice"}
LEADING = {"text": "Leads on", "soft": "Soft, leads on"}
CHANGES = {"added": "Added words", "removed": "Words taken out"}


class Writer:
    """Writes one manuscript; counts its places."""

    def __init__(self, document: Document, manuscript: Manuscript) -> None:
        self.paper = Paper(document)
        self.manuscript = manuscript
        self.last_style = ""
        self.bookmarks = 0
        pictures = [block for section in manuscript.sections for block in section.blocks
                    if isinstance(block, Picture | Way)]
        drawn = zip(drawings_of(pictures, "png"), drawings_of(pictures, "svg"), strict=True)
        self.drawings = iter(list(drawn))

    def write_all(self) -> None:
        """The logo, then every section in its order, the contents after the first."""
        self._logo()
        for place, section in enumerate(self.manuscript.sections):
            following = (*section.blocks[1:], None)
            for block, after in zip(section.blocks, following, strict=True):
                self._write(block, after)
            if place == 0:
                self._contents()

    def _logo(self) -> None:
        look = self.manuscript.look
        if look and look.logo:
            self.paper.add_logo("Logo", look.logo, size_in_cm(look.logo)[0], look.logo_words)

    def _contents(self) -> None:
        entries = [(one.text, bookmark_name(one.anchor))
                   for one in section_headings(self.manuscript)]
        if self.manuscript.contents and entries:
            add_contents(self.paper, self.manuscript.contents, entries, UNDER_EYEBROW)

    def _write(self, block: Block, after: Block | None = None) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block, after)
            case Listing():
                self._listing(block)
            case Labelled():
                self._labelled(block)
            case Contents():
                self._in_short(block)
            case Table():
                self._table(block)
            case Picture():
                self._drawing(block)
                self._table(block.table)
            case Way():
                self._drawing(block)
                self._rows(block.head, tuple((step.title, step.words) for step in block.steps))

    def _heading(self, block: Heading) -> None:
        is_under = self.last_style == "Eyebrow" and block.level == 2
        self.last_style = UNDER_EYEBROW if is_under else f"Heading {block.level}"
        paragraph = self.paper.add(self.last_style, block.text)
        if block.anchor:
            self.bookmarks += 1
            add_bookmark(paragraph, bookmark_name(block.anchor), self.bookmarks)

    def _paragraph(self, block: Paragraph, after: Block | None) -> None:
        self.last_style = style_of(block, after)
        self._say(self.paper.add(self.last_style), block.spans, self.last_style == "Label")

    def _listing(self, block: Listing) -> None:
        style = ("Said" if block.said else "List Boxes" if block.boxes
                 else "List Number" if block.ordered else "List Bullet")
        written = [self.paper.add(style) for _ in block.items]
        for paragraph, item in zip(written, block.items, strict=True):
            self._say(paragraph, item)
        if block.ordered:
            restart_numbers(self.paper.document, written)

    def _labelled(self, block: Labelled) -> None:
        style = "Heading 3" if block.role == "fields" else "Label"
        for label, paragraphs in block.rows:
            self.paper.add(style, label)
            for paragraph in paragraphs:
                self._write(paragraph)

    def _in_short(self, block: Contents) -> None:
        for entry in block.entries:
            paragraph = self.paper.add("In short", f"{entry.number}\t")
            add_way(self.paper.say(paragraph, entry.text, "Strong"), bookmark_name(entry.anchor))
            self.paper.say(paragraph, f"\n{entry.status}")

    def _table(self, block: Table) -> None:
        self.paper.add("Caption", block.caption)
        self._rows(block.head, block.rows)

    def _rows(self, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """A short table stays in one piece: its rows keep with the next."""
        is_short = len(rows) <= LONGEST_IN_ONE_PIECE
        styled = [(TOGETHER if place == 0 or (is_short and place < len(rows)) else APART, row)
                  for place, row in enumerate((head, *rows))]
        widths = WIDTHS.get(len(head), (TEXT_WIDTH / len(head),) * len(head))
        self.paper.add_table(TABLE, widths, styled)
        self.paper.add("After a table")

    def _drawing(self, block: Picture | Way) -> None:
        png, svg = next(self.drawings)
        self.paper.add("Caption", block.caption)
        self.paper.draw("Picture", png, svg, PICTURE_WIDTH, block.alternative)

    def _say(self, paragraph: WordParagraph, spans: Spans, is_label: bool = False) -> None:
        for span in spans:
            style = CHANGES.get(span.change, "")
            if not style and (span.strong or span.emphasis):
                style = "Emphasis" if span.emphasis else "" if is_label else "Strong"
            run = self.paper.say(paragraph, span.text, style)
            if span.strong and style not in ("", "Strong"):
                run.bold = True


def style_of(block: Paragraph, after: Block | None) -> str:
    """The style of a paragraph, which may depend on what it leads to."""
    if block.role == "verdict" and not block.agreed:
        return "Verdict other"
    if block.role == "eyebrow" and isinstance(after, Heading) and after.level == 1:
        return "Over the title"
    if block.role in LEADING and isinstance(after, Picture | Labelled | Way):
        return LEADING[block.role]
    if block.role == "text" and all(span.strong for span in block.spans):
        return "Label"
    return STYLES[block.role]


def bookmark_name(anchor: str) -> str:
    """`anchor` as Word wants it: letters, digits and low lines, at most 40, a letter first."""
    return "b_" + "".join(sign if sign.isalnum() else "_" for sign in anchor)[:38]
