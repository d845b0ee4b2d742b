"""Outcomes, dates and counts are said plainly, in the language that was asked for."""

import re
from datetime import date

import pytest

from tests.publishing.reading import squeezed, words_of
from tests.publishing.sample import SAMPLE
from workshop.domain.refusals import NotValid
from workshop.publishing.as_json import guidance_of, json_of
from workshop.publishing.blocks import Bar, Section
from workshop.publishing.document import BallotRecord, Counts, OutcomeRow
from workshop.publishing.formatted import blocks_of
from workshop.publishing.outcome_words import picture_of
from workshop.publishing.pictures import track_of
from workshop.publishing.text import lines_of
from workshop.publishing.wording import (
    LINE_ENDS,
    UNWRITABLE,
    band_words,
    cleaned,
    day_words,
    in_one_piece,
    paragraphs_of,
    say_with,
)

SAY = say_with(str)


@pytest.mark.parametrize(("low", "high", "words"), [
    (0.75, 1.0, "Three quarters or more"), (0.0, 0.25, "Up to a quarter"),
    (0.25, 0.5, "Between a quarter and a half"), (0.7, 1.0, "70 in 100 or more"),
])
def test_a_band_is_said_in_words(low: float, high: float, words: str) -> None:
    assert band_words(low, high, SAY) == words


def test_a_count_that_may_be_two_numbers_says_both() -> None:
    counts = Counts((15, 16), (0, 1), (2, 2), (1, 1))
    row = OutcomeRow("Lived", ("circle",), 19, True, 16 / 17, 1.0, counts, 0.75)
    picture = picture_of(BallotRecord("First", date(2026, 4, 1), "", (row,)), SAY)
    assert picture.bars[0].words == "Agreed. 15 or 16 Yes (1 of them Yes if), 0 or 1 No, 2 passed"
    assert [entry.mark for entry in picture.key] == ["need", "full", "pale"]


def test_a_bar_is_full_up_to_what_is_sure_and_pale_up_to_what_may_be() -> None:
    drawn = track_of(Bar("Peers", ("square",), "", "", 0.5, 0.75, 0.75))
    assert '<rect class="fill-square" y="18%" width="50.0%"' in drawn
    assert 'class="track-pale fill-square line-square" x="50.0%" y="18%" width="25.0%"' in drawn
    assert '<line class="track-need" x1="75.0%"' in drawn


def test_a_bar_that_is_known_exactly_has_no_pale_part_and_a_verdict_alone_no_bar() -> None:
    assert "track-pale" not in track_of(Bar("All", ("circle", "square"), "", "", 0.6, 0.6, 0.75))
    assert track_of(Bar("Few", ("circle",), "", "", None, None, 0.75)) == ""


def test_every_word_of_ours_can_be_translated() -> None:
    def shouted(sentence: str) -> str:
        return re.sub(r"(\{\w+\})|([^{}]+)", lambda part: part[1] or f"¿{part[2]}?", sentence)

    introduction = Section("plain", "", blocks_of(SAMPLE.introduction_markdown))
    said = str(SAMPLE).replace("\\n", "").replace("', answer='", "")
    typed = squeezed(said) + "".join(words_of((introduction,)))
    kept = [words for words in words_of(lines_of(SAMPLE, say_with(shouted))) if "¿" not in words]
    assert [words for words in kept if words not in typed and not words.isdigit()] == []


def test_dates_are_said_in_order_of_the_language() -> None:
    def turned(sentence: str) -> str:
        return {"{day} {month} {year}": "{year}. {month} {day}.", "May": "május"}.get(sentence,
                                                                                     sentence)

    assert day_words(date(2026, 5, 14), say_with(turned)) == "2026. május 14."


def test_paragraphs_part_at_empty_lines_and_lines_stay() -> None:
    parts = paragraphs_of(" one \r\n two\n\n\n three\t!")
    assert [part.spans[0].text for part in parts] == ["one\ntwo", "three !"]


def test_an_item_of_a_list_keeps_its_lines_and_loses_its_empty_lines() -> None:
    assert in_one_piece("one\n\n \ntwo\nthree") == "one\ntwo\nthree"


def test_cleaning_takes_what_no_file_may_hold_and_keeps_the_rest() -> None:
    assert cleaned("a\x00\u202eb\u00a0c 🙂") == "ab\u00a0c 🙂"


def test_an_archive_reads_back_as_it_was() -> None:
    assert guidance_of(json_of(SAMPLE)) == SAMPLE


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b"\xff",
                                     json_of(SAMPLE).replace(b"guidance/3", b"guidance/9")])
def test_an_archive_that_is_none_is_refused(written: bytes) -> None:
    with pytest.raises(NotValid):
        guidance_of(written)


def test_a_line_that_is_taken_as_it_is_has_no_sign_that_no_file_may_hold() -> None:
    printable = "".join(sign for sign in map(chr, range(0x110000)) if sign.isprintable())
    assert not UNWRITABLE.search(printable)
    assert not LINE_ENDS.search(printable)
    assert cleaned(" a b ") == "a b"
