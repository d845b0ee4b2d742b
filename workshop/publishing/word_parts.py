"""What python-docx does not know: restarted numbers, places and ways to them, page numbers."""

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


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
    """Make the words of a paragraph a place that the contents can lead to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert_element_before(start, "w:r")
    paragraph._p.append(end)


def add_way(run: Run, bookmark: str) -> None:
    """Let the words of a run lead to a bookmark in the same file."""
    way = OxmlElement("w:hyperlink")
    way.set(qn("w:anchor"), bookmark)
    way.set(qn("w:history"), "1")
    run._r.addprevious(way)
    way.append(run._r)


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page, a field of ours."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
