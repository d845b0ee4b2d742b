"""The PDF is PDF/UA-1 and PDF/A-2a, holds nothing of others, and refuses what it cannot show."""

import io
import os
import re
from dataclasses import replace
from pathlib import Path

import page
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.publishing.generated import guidances
from tests.publishing.reading import squeezed
from tests.publishing.sample import CHANGED, SAMPLE
from workshop.domain.refusals import Refusal
from workshop.publishing.document import Guidance
from workshop.publishing.fonts import letters_of, script_of
from workshop.publishing.headings import section_headings
from workshop.publishing.pdf import language_and_region, pdf_of
from workshop.publishing.places import FONTS
from workshop.publishing.text import manuscript_of

BARE = replace(SAMPLE, title=" ", principles=(), values=(), about=(), glossary=(), contact="",
               review="", introduction_markdown="", edition_number=None, language="no tag!")
LONG = replace(SAMPLE, principles=tuple(
    replace(SAMPLE.principles[place % 4], number=place + 1, anchor=f"p{place + 1}")
    for place in range(40)))

WRONG_LENGTH = "a stream /Length does not match its raw content length"


@pytest.mark.parametrize("is_large", [False, True], ids=["ordinary", "large"])
@pytest.mark.parametrize("guidance", [SAMPLE, BARE, LONG, CHANGED],
                         ids=["sample", "bare", "forty", "changed"])
def test_an_independent_validator_finds_no_fault(guidance: Guidance, is_large: bool) -> None:
    is_accessible_for_ever(pdf_of(guidance, is_large=is_large))


@settings(max_examples=50 if os.environ.get("LONG") else 4, deadline=None,
          suppress_health_check=list(HealthCheck))
@given(guidances(), st.booleans())
def test_no_words_of_anybody_make_a_fault(guidance: Guidance, is_large: bool) -> None:
    is_accessible_for_ever(pdf_of(guidance, is_large=is_large))


def is_accessible_for_ever(pdf: bytes) -> None:
    """PDF/UA-1 for people, PDF/A-2a for archives."""
    for profile, rules in ((page.ValidationProfile.PDF_UA_1, 100),
                           (page.ValidationProfile.PDF_A_2A, 150)):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        faults = {failure.message for failure in report.failures}
        if faults == {WRONG_LENGTH}:
            # The validator takes a last byte that happens to be a line end for the line's end.
            faults = set() if streams_are_as_long_as_they_say(pdf) else faults
        assert faults == set()
        assert report.rules.total > rules


def streams_are_as_long_as_they_say(pdf: bytes) -> bool:
    found = list(re.finditer(rb"/Length (\d+)[^>]*?>>\s*stream\n", pdf, re.DOTALL))
    ends = (one.end() + int(one[1]) for one in found)
    return len(found) > 10 and all(pdf[end : end + 10] == b"\nendstream" for end in ends)


def test_bookmarks_name_every_section_and_lead_to_its_page() -> None:
    pdf = pdf_of(CHANGED)
    reader = PdfReader(io.BytesIO(pdf))
    (title,), below = reader.outline[:1], reader.outline[1]
    assert title.title == CHANGED.title
    marks = [(mark.title, reader.get_destination_page_number(mark))
             for mark in below if not isinstance(mark, list)]
    assert [words for words, _ in marks] == [
        one.text for one in section_headings(manuscript_of(CHANGED))]
    for words, number in marks:
        assert squeezed(words) in squeezed(reader.pages[number].extract_text())


def test_the_contents_say_every_section_with_its_page() -> None:
    reader = PdfReader(io.BytesIO(pdf_of(CHANGED)))
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    (at, contents), *_ = ((number, text) for number, text in enumerate(pages)
                          if "Contents" in text)
    for one in section_headings(manuscript_of(CHANGED)):
        (number,) = re.findall(re.escape(squeezed(one.text)) + r"\.*(\d+)", contents)
        place = int(number) - 1
        assert squeezed(one.text) in pages[place]
        assert place >= at


def test_large_print_has_letters_of_18_points_and_more() -> None:
    reader = PdfReader(io.BytesIO(pdf_of(CHANGED, is_large=True)))
    sizes: set[float] = set()
    for one in reader.pages:
        one.extract_text(visitor_text=lambda text, cm, tm, _font, size: (
            sizes.add(round(abs(size * tm[3]), 1)) if text.strip() else None))
    small = {size for size in sizes if size < 18}
    assert small <= {14.0}, "only what stands at the head and the foot of a page"
    assert len(reader.pages) > len(PdfReader(io.BytesIO(pdf_of(CHANGED))).pages)


def test_the_logo_says_its_words_and_every_page_but_the_first_says_which_edition() -> None:
    reader = PdfReader(io.BytesIO(pdf_of(CHANGED)))
    assert alternatives(reader.trailer["/Root"]["/StructTreeRoot"])[0] == "Tern House"
    head = squeezed("Withdrawn. Edition 2, 14 May 2026")
    said = [head in squeezed(one.extract_text()) for one in reader.pages]
    assert said == [False] + [True] * (len(said) - 1)


def test_title_language_and_day_are_in_the_file() -> None:
    reader = PdfReader(io.BytesIO(pdf_of(SAMPLE)))
    assert reader.metadata is not None
    assert reader.metadata.title == SAMPLE.title
    assert reader.metadata.author == SAMPLE.organisation
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260514")


def test_every_picture_says_in_words_what_it_shows() -> None:
    root = PdfReader(io.BytesIO(pdf_of(SAMPLE))).trailer["/Root"]["/StructTreeRoot"]
    said = alternatives(root)
    assert len(said) == sum(len(principle.ballots) for principle in SAMPLE.principles)
    words = "Lived experience (18 people): Did not agree. 12 Yes (3 of them Yes if), 5 No"
    assert said[0].startswith(words)


@pytest.mark.parametrize("is_large", [False, True], ids=["ordinary", "large"])
def test_a_word_that_is_longer_than_a_line_stays_on_the_page(is_large: bool) -> None:
    told = replace(SAMPLE, introduction_markdown="w" * 300)
    pages = PdfReader(io.BytesIO(pdf_of(told, is_large=is_large))).pages
    lines = [line for one in pages for line in one.extract_text().splitlines()]
    assert max(line.count("w") for line in lines) < 80


def test_letters_that_no_font_has_are_refused_by_the_name_of_their_script() -> None:
    with pytest.raises(Refusal) as refused:
        pdf_of(replace(SAMPLE, title="同意 และ"))
    assert refused.value.values["scripts"] == "Thai, CJK"


def test_a_font_dropped_into_the_instance_folder_makes_its_letters_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "own.ttf").write_bytes((FONTS / "noto-emoji.ttf").read_bytes())
    assert pdf_of(SAMPLE).startswith(b"%PDF")


@pytest.mark.parametrize("words", ["🙂👩🏽‍🦽", "≥ ∑ √ → ½", "Ωμέγα", "Привет", "Łódź ẞ Ơ"])
def test_emoji_formulas_and_other_alphabets_are_shown(words: str) -> None:
    assert pdf_of(replace(SAMPLE, title=words)).startswith(b"%PDF")


def test_the_letters_of_a_font_are_read_from_its_table() -> None:
    letters = letters_of((FONTS / "atkinson-hyperlegible-next-latin.ttf").read_bytes())
    assert {"a", "é", "“"} <= letters
    assert not {"ő", "Ω", "≥"} & letters
    assert script_of("ไ") == "Thai"
    assert script_of("\ufffd") == "replacement character"


def test_a_language_that_is_no_tag_counts_as_english() -> None:
    assert language_and_region("cy") == ("cy", None)
    assert language_and_region("zh-Hant-TW") == ("zh", "TW")
    assert language_and_region("no tag!") == ("en", None)


def alternatives(element: object) -> list[str]:
    found: list[str] = []
    node = element.get_object()  # type: ignore[attr-defined]
    if isinstance(node, dict):
        if "/Alt" in node and node.get("/S") == "/Figure":
            found.append(str(node["/Alt"]))
        node = node.get("/K", [])
    if isinstance(node, list):
        for child in node:
            found += alternatives(child)
    elif hasattr(node, "get_object") and isinstance(node.get_object(), dict):
        found += alternatives(node)
    return found
