"""The PDF is PDF/UA-1, holds nothing from outside, and refuses what it could not show."""

import io
from dataclasses import replace
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from tests.publishing.sample import SAMPLE
from workshop.domain.refusals import Refusal
from workshop.publishing.document import Guidance
from workshop.publishing.fonts import letters_of, script_of
from workshop.publishing.pdf import language_and_region, pdf_of
from workshop.publishing.places import FONTS

BARE = replace(SAMPLE, title=" ", principles=(), values=(), about=(), glossary=(), contact="",
               review="", introduction_markdown="", edition_number=None, language="no tag!")
LONG = replace(SAMPLE, principles=tuple(
    replace(SAMPLE.principles[place % 4], number=place + 1, anchor=f"p{place + 1}")
    for place in range(40)))


@pytest.mark.parametrize("guidance", [SAMPLE, BARE, LONG], ids=["sample", "bare", "forty"])
def test_an_independent_validator_finds_no_fault(guidance: Guidance) -> None:
    report = page.validate_pdf_bytes(pdf_of(guidance), profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert report.rules.total > 100


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
