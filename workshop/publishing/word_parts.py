"""What python-docx does not know: restarted numbers, header rows, bookmarks, pictures as SVG."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shape import InlineShape
from docx.text.paragraph import Paragraph

SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def restart_numbers(document: Document, paragraphs: list[Paragraph]) -> None:
    """Number these paragraphs from 1: `List Number` alone would go on from the list before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(style).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place that the contents list can lead to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    paragraph._p.append(end)


def add_way(paragraph: Paragraph, text: str, bookmark: str) -> None:
    """Words that lead to a bookmark in the same file."""
    way = OxmlElement("w:hyperlink")
    way.set(qn("w:anchor"), bookmark)
    run = paragraph.add_run(text)
    run.bold = True
    way.append(run._r)
    paragraph._p.append(way)


def describe(shape: InlineShape, alternative: str) -> None:
    """The text alternative of a picture."""
    shape._inline.docPr.set("descr", alternative)


def add_svg(document: Document, shape: InlineShape, svg: bytes, number: int) -> None:
    """The sharp picture beside its PNG, for readers that know SVG."""
    name = PackURI(f"/word/media/bars{number}.svg")
    part = Part(name, "image/svg+xml", svg, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = shape._inline.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(
        f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{relation}"/></a:ext></a:extLst>'))


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page: the one field in the file, and it is ours."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
