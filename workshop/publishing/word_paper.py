"""The body of a Word file, written piece by piece: as python-docx would, without its searching.

python-docx looks through all styles for each paragraph and through all pictures for each picture;
a hundred principles would take half a minute.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from xml.sax.saxutils import escape

from docx.document import Document
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.oxml.text.paragraph import CT_P
from docx.parts.image import ImagePart
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
LINES = re.compile(r"[\t\r\n]")
LOGO = 100_000
"""Above the numbers of all other pictures."""


class Paper:
    """Writes at the end of one document, by the names of its styles."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ids = {style.name: style.style_id for style in document.styles}
        self.pictures = 0
        self._end = document.element.body.get_or_add_sectPr()
        self._empty: dict[str, CT_P] = {}
        self._relations = 0

    def add(self, style: str, words: str = "") -> Paragraph:
        """A paragraph."""
        if style not in self._empty:
            self._empty[style] = OxmlElement("w:p")
            self._empty[style].style = self.ids[style]
        element = deepcopy(self._empty[style])
        self._end.addprevious(element)
        paragraph = Paragraph(element, self.document._body)
        if words:
            self.say(paragraph, words)
        return paragraph

    def say(self, paragraph: Paragraph, words: str, style: str = "") -> Run:
        """Words at the end of a paragraph; a line feed is a line break."""
        element = paragraph._p.add_r()
        if LINES.search(words):
            element.text = words
        else:
            element.add_t(words)
        if style:
            element.style = self.ids[style]
        return Run(element, paragraph)

    def add_table(
        self, style: str, widths: Iterable[float], rows: Iterable[tuple[str, tuple[str, ...]]]
    ) -> None:
        """A table: the first row is its header, repeated on every page; no row is torn apart.

        `widths` are centimetres; a row is the style of its paragraphs and its cells.
        """
        columns = [round(Cm(width).twips) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        written = "".join(self._row(place, columns, *row) for place, row in enumerate(rows))
        self._end.addprevious(parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{self.ids[style]}"/>'
            f'<w:tblW w:type="dxa" w:w="{sum(columns)}"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f'<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>'))

    def _row(self, place: int, columns: list[int], style: str, cells: tuple[str, ...]) -> str:
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{self.ids[style]}"/></w:pPr><w:r>'
            f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:tc>'
            for width, words in zip(columns, cells, strict=True))
        header = "" if place else "<w:tblHeader/>"
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{written}</w:tr>"

    def draw(self, style: str, png: bytes, svg: bytes, width: float, alternative: str) -> None:
        """A picture `width` centimetres wide: PNG, and the sharp SVG for readers that know it."""
        self.pictures += 1
        inline = self._inline(style, png, self.pictures, width, alternative)
        name = PackURI(f"/word/media/picture{self.pictures}.svg")
        package = self.document.part.package
        relation = self._relate_to(Part(name, "image/svg+xml", svg, package))
        inline.find(f".//{qn('a:blip')}").append(parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{relation}"/></a:ext></a:extLst>'))

    def _relate_to(self, part: Part) -> str:
        """The name by which the document knows a part."""
        self._relations += 1
        name = f"rIdPicture{self._relations}"
        self.document.part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, part, name)
        return name

    def add_logo(self, style: str, png: bytes, width: float, alternative: str) -> None:
        """A picture that is there as PNG only."""
        self._inline(style, png, LOGO, width, alternative)

    def _inline(self, style: str, png: bytes, number: int, width: float, alternative: str
                ) -> CT_Inline:
        image = Image.from_blob(png)
        name = PackURI(f"/word/media/picture{number}.png")
        relation = self._relate_to(ImagePart.from_image(image, name))
        size = image.scaled_dimensions(Cm(width), None)
        inline = CT_Inline.new_pic_inline(number, relation, f"picture{number}.png", *size)
        inline.docPr.set("descr", alternative)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        self.add(style)._p.add_r().add_drawing(inline)
        return inline
