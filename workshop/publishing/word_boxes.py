"""Lines and grounds in the Word file: around paragraphs, in tables, and boxes to tick."""

from collections.abc import Iterable

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

TABLE = "Guidance table"
TABLE_ID = "GuidanceTable"
AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind",
                 "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
SIDES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8B2A6"/>'
                for side in ("top", "bottom", "insideH"))
TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_ID}">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>{SIDES}</w:tblBorders>
<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar>
</w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="1C1B19"/></w:tcBorders></w:tcPr>
</w:tblStylePr>
<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>
</w:style>"""
TICKS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{{number}}">
<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:pStyle w:val="{{style}}"/><w:lvlText w:val="☐"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr>
<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:cs="Segoe UI Symbol"
 w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr></w:lvl></w:abstractNum>"""


def add_border(properties: OxmlElement, sides: Iterable[str], colour: str, eighths: int, space: int
               ) -> None:
    """Lines at the sides of a paragraph (top, left, bottom, right); width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", eighths), ("space", space),
                           ("color", colour)):
            line.set(qn(f"w:{key}"), str(value))
        borders.append(line)
    properties.insert_element_before(borders, *AFTER_BORDERS)


def add_fill(properties: OxmlElement, colour: str) -> None:
    """The ground of a paragraph."""
    fill = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        fill.set(qn(f"w:{key}"), value)
    properties.insert_element_before(fill, *AFTER_BORDERS[1:])


def add_table_style(document: Document) -> None:
    """Thin lines between rows; the first row and the first column are headers."""
    document.styles.element.append(parse_xml(TABLE_STYLE))


def add_ticks(document: Document) -> None:
    """Give the style `List Boxes` an empty box before each of its paragraphs."""
    numbering = document.part.numbering_part.element
    found = numbering.findall(qn("w:abstractNum"))
    number = 1 + max(int(one.get(qn("w:abstractNumId"))) for one in found)
    style = document.styles["List Boxes"]
    found[-1].addnext(parse_xml(TICKS.format(number=number, style=style.style_id)))
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = numbering.add_num(number).numId
