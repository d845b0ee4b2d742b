"""How the Word file looks: its page, its letters, its headings and our own styles."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

# Every office program has Arial or letters of the same width; ours would have to be installed.
LETTERS = "Arial"
INK, SOFT = RGBColor(0x1C, 0x1B, 0x19), RGBColor(0x56, 0x52, 0x4A)
STRONG = RGBColor(0x0A, 0x5A, 0x50)
HEADINGS = {1: (26, 6, 8), 2: (17, 22, 6), 3: (12.5, 14, 3)}


def set_styles(document: Document, language: str) -> None:
    """A4, letters of 12 points, left-aligned, with our headings and six styles of our own."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.3)
    _set_language(document, language)
    normal = document.styles["Normal"]
    _set_letters(normal, 12, INK)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.2
    for level, (size, before, after) in HEADINGS.items():
        _set_heading(document, level, size, before, after)
    eyebrow = _add(document, "Eyebrow", 11.5, SOFT, bold=True)
    eyebrow.paragraph_format.keep_with_next = True
    eyebrow.paragraph_format.space_before, eyebrow.paragraph_format.space_after = Pt(30), Pt(4)
    add_border(eyebrow.element.get_or_add_pPr(), "top", "1C1B19", 18, 8)
    _add(document, "Lead", 14, INK)
    _add(document, "Soft", 11.5, SOFT)
    _add(document, "Verdict", 12, STRONG, bold=True)
    _add(document, "Verdict other", 12, INK, bold=True)
    said = _add(document, "Said", 12, INK)
    said.paragraph_format.left_indent = Cm(0.4)
    add_border(said.element.get_or_add_pPr(), "left", "79746A", 12, 8)


def add_border(properties: OxmlElement, side: str, colour: str, eighths: int, space: int) -> None:
    """A line at one side of a paragraph; its width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", colour)):
        line.set(qn(f"w:{key}"), str(value))
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens",
                                     "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def _set_language(document: Document, language: str) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    found = defaults.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        defaults.append(found)
    found.set(qn("w:val"), language)
    document.core_properties.language = language


def _set_heading(document: Document, level: int, size: float, before: float, after: float) -> None:
    style = document.styles[f"Heading {level}"]
    _set_letters(style, size, INK)
    style.font.bold = True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1
    style.paragraph_format.keep_with_next = True


def _add(document: Document, name: str, size: float, colour: RGBColor, bold: bool = False
         ) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 (the type was asked for just above)
    style.base_style = document.styles["Normal"]
    _set_letters(style, size, colour)
    style.font.bold = bold
    return style


def _set_letters(style: ParagraphStyle, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = LETTERS, Pt(size), colour
    letters = style.element.rPr.rFonts
    for key in [key for key in letters.attrib if key.endswith("Theme")]:
        del letters.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        letters.set(qn(f"w:{key}"), LETTERS)
