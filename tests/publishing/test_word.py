"""The Word file has real headings, lists, header rows and alternatives, and nothing that acts."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
from docx.oxml.ns import qn

from tests.publishing.sample import CHANGED, LOOK, SAMPLE
from workshop.domain.colours import contrast
from workshop.publishing.document import Guidance
from workshop.publishing.word import word_of
from workshop.publishing.word_writer import bookmark_name

LEVELS = {"Heading 1": 1, "Heading 2": 2, "Principle heading": 2, "Heading 3": 3}


def opened(guidance: Guidance = SAMPLE) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_of(guidance)))


def parts(guidance: Guidance = SAMPLE) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(word_of(guidance))) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def test_headings_go_down_without_a_gap() -> None:
    styles = [paragraph.style.name for paragraph in opened().paragraphs]
    levels = [LEVELS[name] for name in styles if name in LEVELS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_title_and_language_are_properties_of_the_file() -> None:
    document = opened()
    assert document.core_properties.title == SAMPLE.title
    assert document.core_properties.language == "en-GB"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_every_table_has_a_header_row() -> None:
    tables = opened().tables
    assert len(tables) == 12
    for table in tables:
        assert table.style.name == "Guidance table"
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_every_picture_has_words_a_png_and_an_svg() -> None:
    document = opened()
    pictures = document.inline_shapes
    said = [shape._inline.docPr.get("descr") for shape in pictures]
    assert [words.startswith("Lived experience (18 people)") for words in said].count(True) == 6
    assert [words.endswith((
        "Principle 1: Agreed in the room.", "Principle 2: Agreed by every voice.",
        "Principle 3: Agreed by every voice.", "Principle 4: Not agreed.",
        "3 agreed by secret ballot: Principles 1, 2, 3.")) for words in said].count(True) == 5
    for shape in pictures:
        svg = shape._inline.find(".//{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
        assert b"<svg" in document.part.related_parts[svg.get(qn("r:embed"))].blob
        png = shape._inline.find(f".//{qn('a:blip')}").get(qn("r:embed"))
        assert document.part.related_parts[png].blob.startswith(b"\x89PNG")


def test_each_numbered_list_starts_at_one() -> None:
    text = "1. a\n2. b\n\nbetween\n\n1. c\n2. d"
    paragraphs = opened(replace(SAMPLE, introduction_markdown=text)).paragraphs
    numbered = [paragraph for paragraph in paragraphs if paragraph.style.name == "List Number"]
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in numbered]
    assert len(set(numbers[:2])) == len(set(numbers[2:4])) == 1
    assert len(set(numbers)) == 3


def test_the_contents_are_a_field_whose_entries_lead_to_their_headings() -> None:
    document = opened()
    contents = document.element.body.find(qn("w:sdt"))
    assert contents.find(f".//{qn('w:docPartGallery')}").get(qn("w:val")) == "Table of Contents"
    (field,) = contents.iter(qn("w:instrText"))
    assert field.text == ' TOC \\o "2-2" \\t "Principle heading,2" \\h \\z \\u '
    marks = [mark.get(qn("w:fldCharType")) for mark in contents.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    places = {}
    for paragraph in document.paragraphs:
        for start in paragraph._p.iter(qn("w:bookmarkStart")):
            places[start.get(qn("w:name"))] = paragraph
    written = [(way.get(qn("w:anchor")), "".join(text.text for text in way.iter(qn("w:t"))))
               for way in contents.iter(qn("w:hyperlink"))]
    assert [words for _, words in written] == [
        paragraph.text for paragraph in document.paragraphs
        if paragraph.style.name in ("Heading 2", "Principle heading")
    ]
    assert len(written) == 10
    for anchor, words in written:
        assert places[anchor].text == words


def test_the_principles_in_short_lead_to_theirs() -> None:
    body = parts()["word/document.xml"].partition("</w:sdt>")[2]
    ways = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', body)
    assert ways == ["b_p1", "b_p2", "b_p3", "b_p4"]


def test_words_of_people_never_become_fields_or_outside_links() -> None:
    typed = '{ INCLUDETEXT "/etc/passwd" } [away](https://evil.example) =1+1 HYPERLINK'
    files = parts(replace(SAMPLE, question=typed, introduction_markdown=typed, title=typed))
    body = files["word/document.xml"]
    assert not re.search(r"fldSimple|<w:hyperlink r:id=", body)
    assert re.findall(r"<w:instrText[^>]*>([^<]*)<", body) == [
        ' TOC \\o "2-2" \\t "Principle heading,2" \\h \\z \\u ']
    assert not any('TargetMode="External"' in text for name, text in files.items()
                   if name.endswith(".rels"))
    assert re.findall(r'w:instr="([^"]+)"', "".join(files.values())) == ["PAGE", "PAGE"]


def test_nothing_is_formatted_by_hand_where_a_style_does_it() -> None:
    body = opened(replace(SAMPLE, look=LOOK)).element.body
    by_hand = {qn(f"w:{name}") for name in (
        "spacing", "ind", "jc", "keepNext", "keepLines", "pBdr", "shd", "tabs", "b", "i", "color",
        "sz", "u", "strike")}
    assert [element.tag for element in body.iter() if element.tag in by_hand] == []


def test_boxes_to_tick_are_a_style_with_its_own_sign() -> None:
    document = opened(replace(SAMPLE, introduction_markdown="- [ ] asked first\n- [ ] heard a no"))
    boxes = [one for one in document.paragraphs if one.style.name == "List Boxes"]
    assert [one.text for one in boxes] == ["asked first", "heard a no"]
    numbering = document.part.numbering_part.element
    number = document.styles["List Boxes"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(number).abstractNumId.val
    (found,) = (one for one in numbering.findall(qn("w:abstractNum"))
                if one.get(qn("w:abstractNumId")) == str(abstract))
    assert found.find(f".//{qn('w:lvlText')}").get(qn("w:val")) == "☐"


def test_the_logo_stands_first_with_its_words_and_titles_have_the_colour() -> None:
    document = opened(replace(SAMPLE, look=LOOK))
    first = document.paragraphs[0]
    assert first.style.name == "Logo"
    assert first._p.find(f".//{qn('wp:docPr')}").get("descr") == "Tern House"
    assert str(document.styles["Heading 1"].font.color.rgb) == "0047A2"
    pale = opened(replace(SAMPLE, look=replace(LOOK, colour="#ffdd00")))
    shade = f"#{str(pale.styles['Heading 2'].font.color.rgb).lower()}"
    assert shade != "#ffdd00"
    assert contrast(shade, "#ffffff") >= 4.5


def test_every_page_but_the_first_says_title_and_edition() -> None:
    section = opened(replace(SAMPLE, standing="withdrawn")).sections[0]
    assert section.different_first_page_header_footer
    said = " ".join(one.text for one in section.header.paragraphs)
    assert said == f"{SAMPLE.title} · Withdrawn. Edition 2, 14 May 2026"
    assert [one.text for one in section.first_page_header.paragraphs] == [""]


def test_a_notice_is_framed_and_what_changed_is_told_by_lines() -> None:
    document = opened(CHANGED)
    (notice,) = (one for one in document.paragraphs if one.style.name == "Notice")
    assert notice.text == CHANGED.notice
    assert document.styles["Notice"].element.find(f".//{qn('w:pBdr')}") is not None
    runs = {run.text: run.style.name for one in document.paragraphs for run in one.runs}
    assert runs["were"] == "Words taken out"
    assert runs["are"] == "Added words"
    assert document.styles["Words taken out"].font.strike
    assert document.styles["Added words"].font.underline


def test_signs_that_xml_forbids_are_left_out() -> None:
    document = opened(replace(SAMPLE, question="be\x00fo\x07re\ud800 \ufffe after"))
    assert "before after" in [paragraph.text for paragraph in document.paragraphs]


def test_a_bookmark_is_a_name_that_word_takes() -> None:
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", bookmark_name("a-1.b" * 20))


def test_what_is_said_of_paragraphs_stands_in_the_order_that_word_wants() -> None:
    order = [qn(f"w:{name}") for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "spacing",
        "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")]
    document = opened(replace(CHANGED, language="he"))
    trees = (document.element, document.styles.element, document.part.numbering_part.element)
    for tree in trees:
        for properties in tree.iter(qn("w:pPr")):
            places = [order.index(child.tag) for child in properties]
            assert places == sorted(places), properties.getparent().get(qn("w:styleId"))


def test_a_language_from_right_to_left_turns_the_paragraphs() -> None:
    normal = opened(replace(SAMPLE, language="ar")).styles["Normal"]
    assert normal.element.pPr.find(qn("w:bidi")) is not None
    assert normal.font.rtl
    assert opened().styles["Normal"].element.pPr.find(qn("w:bidi")) is None
