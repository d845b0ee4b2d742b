"""How the Word file looks: its page, its letters, and every style that the writer uses."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.parfmt import ParagraphFormat

from workshop.publishing.word_boxes import add_border, add_fill

# Every office program has Arial or letters of the same width; ours would have to be installed.
LETTERS = "Arial"
INK, SOFT = RGBColor(0x1C, 0x1B, 0x19), RGBColor(0x56, 0x52, 0x4A)
STRONG = RGBColor(0x0A, 0x5A, 0x50)
EDGE, HEAVY = "79746A", "1C1B19"
HEADINGS = {1: (26, 6, 8), 2: (17, 24, 6), 3: (12.5, 14, 3)}
SIZE, TEXT_WIDTH = 12, 16.2
UNDER_EYEBROW = "Principle heading"


def set_styles(document: Document, language: str, colour: str = "", is_leftward: bool = False
               ) -> None:
    """A4, letters of 12 points; `colour` (#rrggbb or empty) is that of titles and rules."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    own = RGBColor.from_string(colour[1:].upper()) if colour else INK
    _set_language(document, language)
    _set_running_text(document, is_leftward)
    _set_headings(document, own)
    _add_opening(document, own)
    _add_said(document)
    _add_lists(document)
    _add_around_tables(document)
    _add_contents(document)
    _add_runs(document)


def _set_running_text(document: Document, is_leftward: bool) -> None:
    normal = document.styles["Normal"]
    _set_letters(normal, SIZE, INK)
    _space(normal, 0, 7).line_spacing = 1.2
    normal.paragraph_format.widow_control = True
    if is_leftward:
        _turn(normal)
    _add(document, "Soft", 11.5, SOFT)
    for name, size, colour in (("Leads on", SIZE, INK), ("Soft, leads on", 11.5, SOFT)):
        _add(document, name, size, colour).paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _set_letters(document.styles[name], 9.5, SOFT)
        document.styles[name].base_style = normal
    document.styles["Footer"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_border(document.styles["Header"].element.get_or_add_pPr(), ("bottom",), "B8B2A6", 4, 4)


def _set_headings(document: Document, own: RGBColor) -> None:
    for level, (size, before, after) in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _set_letters(style, size, own if level < 3 else INK)
        style.font.bold = True
        _space(style, before, after).line_spacing = 1.1
        style.paragraph_format.keep_with_next = True
    under = _add(document, UNDER_EYEBROW, HEADINGS[2][0], own, base="Heading 2", bold=True)
    _space(under, 2, HEADINGS[2][2])


def _add_opening(document: Document, own: RGBColor) -> None:
    """What stands above and under a title."""
    eyebrow = _add(document, "Eyebrow", 11.5, SOFT if own == INK else own, bold=True)
    _space(eyebrow, 34, 4).keep_with_next = True
    add_border(eyebrow.element.get_or_add_pPr(), ("top",), str(own), 18, 8)
    over_title = _add(document, "Over the title", 11.5, SOFT if own == INK else own, bold=True)
    _space(over_title, 0, 4).keep_with_next = True
    _space(_add(document, "Logo", SIZE, INK), 0, 16)
    _add(document, "Lead", 14, INK)
    for name, colour in (("Verdict", STRONG), ("Verdict other", INK)):
        verdict = _add(document, name, SIZE, colour, bold=True)
        side = str(colour)
        add_border(verdict.element.get_or_add_pPr(), ("left",), side, 36, 8)
        verdict.paragraph_format.left_indent = Cm(0.35)
        verdict.paragraph_format.keep_with_next = True
    notice = _add(document, "Notice", SIZE, INK, bold=True)
    _space(notice, 8, 14).keep_together = True
    notice.paragraph_format.left_indent = notice.paragraph_format.right_indent = Cm(0.25)
    properties = notice.element.get_or_add_pPr()
    add_border(properties, ("top", "left", "bottom", "right"), HEAVY, 12, 6)
    add_fill(properties, "FBEFCD")


def _add_said(document: Document) -> None:
    said = _add(document, "Said", SIZE, INK)
    said.paragraph_format.left_indent = Cm(0.4)
    add_border(said.element.get_or_add_pPr(), ("left",), EDGE, 12, 8)


def _add_lists(document: Document) -> None:
    for name in ("List Bullet", "List Number"):
        _space(document.styles[name], 0, 4)
    _space(_add(document, "List Boxes", SIZE, INK), 0, 6)
    short = _add(document, "In short", SIZE, INK)
    short.paragraph_format.keep_together = True
    short.paragraph_format.left_indent = Cm(0.9)
    short.paragraph_format.first_line_indent = Cm(-0.9)
    short.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))


def _add_around_tables(document: Document) -> None:
    label = _add(document, "Label", SIZE, INK, bold=True)
    _space(label, 8, 2).keep_with_next = True
    caption = document.styles["Caption"]
    _set_letters(caption, 11.5, INK)
    _space(caption, 12, 5).keep_with_next = True
    picture = _add(document, "Picture", SIZE, INK)
    picture.paragraph_format.keep_with_next = True
    for name in ("Table text", "Table text that stays"):
        style = _add(document, name, 11, INK)
        _space(style, 3, 3).line_spacing = 1.1
        style.paragraph_format.keep_with_next = name.endswith("stays")
    _space(_add(document, "After a table", 6, INK), 0, 0)


def _add_contents(document: Document) -> None:
    heading = document.styles["TOC Heading"]
    heading.base_style = document.styles["Normal"]
    _set_letters(heading, HEADINGS[2][0], INK)
    heading.font.bold = True
    _space(heading, 20, 6).keep_with_next = True
    entry = _add(document, "TOC 2", SIZE, INK)
    _space(entry, 0, 5)
    entry.paragraph_format.right_indent = Cm(1)
    # Where the numbers of pages stand once somebody has them made.
    entry.paragraph_format.tab_stops.add_tab_stop(
        Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _add_runs(document: Document) -> None:
    for name, line in (("Added words", "underline"), ("Words taken out", "strike")):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        assert isinstance(style, CharacterStyle)  # noqa: S101 (the type was asked for just above)
        setattr(style.font, line, True)
        style.font.color.rgb = STRONG if line == "underline" else SOFT


def _set_language(document: Document, language: str) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    found = defaults.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        defaults.append(found)
    for key in ("val", "eastAsia", "bidi"):
        found.set(qn(f"w:{key}"), language)
    document.core_properties.language = language


def _turn(normal: ParagraphStyle) -> None:
    """Lines run from right to left."""
    properties = normal.element.get_or_add_pPr()
    properties.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
        "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
    normal.font.rtl = True


def _add(document: Document, name: str, size: float, colour: RGBColor, base: str = "Normal",
         bold: bool = False) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 (the type was asked for just above)
    style.base_style = document.styles[base]
    style.quick_style = True
    _set_letters(style, size, colour)
    style.font.bold = bold or None
    return style


def _space(style: ParagraphStyle, before: float, after: float) -> ParagraphFormat:
    found = style.paragraph_format
    found.space_before, found.space_after = Pt(before), Pt(after)
    return found


def _set_letters(style: ParagraphStyle, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = LETTERS, Pt(size), colour
    letters = style.element.rPr.rFonts
    for key in [key for key in letters.attrib if key.endswith("Theme")]:
        del letters.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        letters.set(qn(f"w:{key}"), LETTERS)
