"""Tables of the Word file, each written at once: python-docx takes 30 ms for a small one."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Emu
from markupsafe import escape

from workshop.publishing.blocks import Table

WIDTHS = {4: (5.2, 1.9, 6.6, 2.3)}
LINE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8B2A6"/>'
LINES = "".join(LINE.format(side=side) for side in ("top", "bottom", "insideH"))
CELL = (
    '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr><w:keepNext'
    ' w:val="{kept}"/><w:spacing w:before="60" w:after="60"/></w:pPr><w:r><w:rPr><w:b w:val='
    '"{bold}"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>'
)
ROW = "<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"
WHOLE = (
    '<w:tbl {names}><w:tblPr><w:tblW w:type="auto" w:w="0"/><w:tblBorders>{lines}</w:tblBorders>'
    '<w:tblLayout w:type="{layout}"/><w:tblLook w:firstColumn="1" w:firstRow="1"'
    ' w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
    "<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
)


def add_table(document: Document, block: Table) -> None:
    """The table at the end of the document: its first row is a header on every page, no row is
    torn apart, and all rows stay together. Thin lines between rows, none between columns."""
    columns = len(block.head)
    widths = _widths(document, columns)
    rows = (block.head, *block.rows)
    written = "".join(_row(row, place, len(rows), widths) for place, row in enumerate(rows))
    document.element.body._insert_tbl(parse_xml(WHOLE.format(
        names=nsdecls("w"), lines=LINES, layout="fixed" if columns in WIDTHS else "autofit",
        grid="".join(f'<w:gridCol w:w="{width}"/>' for width in widths), rows=written,
    )))


def _widths(document: Document, columns: int) -> tuple[int, ...]:
    """In twentieths of a point."""
    if columns in WIDTHS:
        return tuple(Cm(width).twips for width in WIDTHS[columns])
    page = document.sections[0]
    whole = page.page_width - page.left_margin - page.right_margin
    return (Emu(whole // columns).twips,) * columns


def _row(row: tuple[str, ...], place: int, count: int, widths: tuple[int, ...]) -> str:
    cells = (
        CELL.format(width=width, kept=int(place < count - 1), bold=int(place == 0 or column == 0),
                    words=_words(text))
        for column, (width, text) in enumerate(zip(widths, row, strict=True))
    )
    return ROW.format(header="" if place else "<w:tblHeader/>", cells="".join(cells))


def _words(text: str) -> str:
    """Words of people as XML; cells have one line, and a line feed would be a blank."""
    return str(escape(text))
