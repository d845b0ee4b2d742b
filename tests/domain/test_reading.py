"""How easy a text is: sentences are counted as a reader would, and the age is only rough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.reading import FEWEST_WORDS, long_sentences, reading_age

LONG = "word " * 21


def test_a_sentence_of_twenty_one_words_is_long_and_one_of_twenty_is_not() -> None:
    assert [words for _, _, words in long_sentences(f"Short. {LONG.strip()}. Short.")] == [21]
    assert long_sentences("word " * 20 + ". Yes.") == []


@pytest.mark.parametrize("end", [". ", "! ", "? ", "… ", ".” ", "\n", ".) "])
def test_sentences_end_where_a_reader_pauses(end: str) -> None:
    assert long_sentences(f"{'word ' * 15}{end}Another {'word ' * 15}") == []


def test_an_abbreviation_ends_no_sentence() -> None:
    ((start, end, words),) = long_sentences("word " * 12 + "e.g. " + "word " * 12)
    assert (start, words) == (0, 26)
    assert end > start


def test_a_long_sentence_of_somebody_else_is_theirs() -> None:
    assert long_sentences(f"“{LONG}.”") == long_sentences(f"> {LONG}") == []


def test_short_words_and_sentences_read_younger() -> None:
    easy = "We ask you first. You can say no. It is fine. We talk on. You stay here. All is well."
    hard = "Organisational accountability necessitates comprehensive individualised documentation "
    assert reading_age(easy) == 5
    assert reading_age(hard * 4) == 18


def test_the_age_follows_the_formula() -> None:
    """5 letters and 10 words a sentence: 4.71 * 5 + 0.5 * 10 - 21.43 = 7.12, and five years."""
    assert reading_age(("abcde " * 10 + ". Z").replace(" . Z", ". ") * 3) == 12


@given(st.text())
def test_a_few_words_have_no_age_and_all_others_a_sensible_one(text: str) -> None:
    age = reading_age(text)
    assert age is None or 5 <= age <= 18
    assert reading_age("word " * (FEWEST_WORDS - 1)) is None
