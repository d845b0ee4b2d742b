"""The Word file has real headings, lists, header rows and alternatives, and nothing that acts."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
from docx.oxml.ns import qn

from tests.publishing.sample import SAMPLE
from workshop.publishing.document import Guidance
from workshop.publishing.word import bookmark_name, word_of


def opened(guidance: Guidance = SAMPLE) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_of(guidance)))


def parts(guidance: Guidance = SAMPLE) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(word_of(guidance))) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def test_headings_go_down_without_a_gap() -> None:
    styles = [paragraph.style.name for paragraph in opened().paragraphs]
    levels = [int(name[-1]) for name in styles if re.fullmatch(r"Heading \d", name)]
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
    assert len(tables) == 7
    for table in tables:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_every_picture_has_words_a_png_and_an_svg() -> None:
    document = opened()
    assert len(document.inline_shapes) == 6
    for shape in document.inline_shapes:
        assert "Lived experience (18 people)" in shape._inline.docPr.get("descr")
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


def test_the_contents_lead_to_places_that_exist() -> None:
    text = parts()["word/document.xml"]
    ways = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', text)
    assert ways == ["b_p1", "b_p2", "b_p3", "b_p4"]
    assert set(ways) <= set(re.findall(r'<w:bookmarkStart[^>]+w:name="([^"]+)"', text))


def test_words_of_people_never_become_fields_or_outside_links() -> None:
    typed = '{ INCLUDETEXT "/etc/passwd" } [away](https://evil.example) =1+1 HYPERLINK'
    files = parts(replace(SAMPLE, question=typed, introduction_markdown=typed))
    body = files["word/document.xml"]
    assert not re.search(r"fldSimple|fldChar|instrText|<w:hyperlink r:id=", body)
    assert not any('TargetMode="External"' in text for name, text in files.items()
                   if name.endswith(".rels"))
    assert re.findall(r'w:instr="([^"]+)"', "".join(files.values())) == ["PAGE"]


def test_signs_that_xml_forbids_are_left_out() -> None:
    document = opened(replace(SAMPLE, question="be\x00fo\x07re\ud800 \ufffe after"))
    assert "before after" in [paragraph.text for paragraph in document.paragraphs]


def test_a_bookmark_is_a_name_that_word_takes() -> None:
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", bookmark_name("a-1.b" * 20))
