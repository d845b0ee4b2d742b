"""Two changes of one text: nothing that either wrote is lost, and the same change counts once."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.merging import applied, changes, merged

TEXTS = st.text("ab .é😀\n\u0301\u200d\u0940न🏽", max_size=40)
WORDS = st.lists(st.sampled_from(["We", "ask", "first", "and", "wait", "."]), max_size=8)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("We ask.", "We ask first.", "We always ask.", "We always ask first."),
        ("We ask.", "We ask. And wait.", "Here We ask.", "Here We ask. And wait."),
        ("We ask and wait.", "We wait.", "We ask and wait long.", "We wait long."),
        ("ask", "asked", "We ask often", "We asked often"),
        ("か", "漢", "Here か first", "Here 漢 first"),
        ("ask ", "asked ", "We ask or tell ", "We asked or tell "),
        ("", "Mine.", "Theirs.", "Theirs.Mine."),
    ],
)
def test_two_changes_stand_in_one_text(base: str, mine: str, theirs: str, both: str) -> None:
    assert sorted(applied(theirs, merged(base, mine, theirs))) == sorted(both)
    if base:
        assert applied(theirs, merged(base, mine, theirs)) == both


@given(TEXTS, TEXTS)
def test_changes_make_the_new_text_and_stand_apart(old: str, new: str) -> None:
    edits = changes(old, new)
    assert applied(old, edits) == new
    assert all(one.end <= other.start for one, other in pairwise(edits))


@given(TEXTS, TEXTS)
def test_where_only_one_wrote_the_text_is_theirs(base: str, new: str) -> None:
    assert applied(base, merged(base, new, base)) == new
    assert applied(new, merged(base, base, new)) == new
    assert applied(new, merged(base, new, new)) == new


@given(WORDS, TEXTS, TEXTS, st.integers(0, 8), st.integers(0, 8))
def test_every_letter_that_either_put_in_is_there(
    words: list[str], mine: str, theirs: str, at: int, other: int
) -> None:
    base = " ".join(words)
    one, two = (" ".join([*words[:i], new, *words[i:]]) for i, new in ((at, mine), (other, theirs)))
    result = Counter(applied(two, merged(base, one, two)))
    if one != two:
        wanted = Counter(base) | Counter(one) | Counter(two)
        assert result >= wanted


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("Ada. Bo.", "And. Bo.", "Bo.", "And Bo."),
        ("We ask first.", "We asked first.", "We first.", "We asked first."),
        ("We ask.", "They ask.", "", "They"),
        ("We undo it.", "We redo it.", "We it.", "We redo it."),
    ],
)
def test_a_word_that_was_changed_is_whole_though_others_took_it_away(
    base: str, mine: str, theirs: str, both: str
) -> None:
    result = applied(theirs, merged(base, mine, theirs))
    assert result.replace(" ", "") == both.replace(" ", "")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("So e\u0301.", "So i\u0301.", "So o\u0301.", "So i\u0301o\u0301."),
        ("asl\u0323", "as", "am\u0323", "am\u0323"),
        ("👩🏽.", "👩.", "👨🏽.", "👩👨🏽."),
        ("👩\u200d🦽 asks", "asks", "👨\u200d🦼 asks", "👨\u200d🦼asks"),
        ("नी सब", "सब", "ली सब", "लीसब"),
    ],
)
def test_a_letter_goes_with_the_marks_on_it(
    base: str, mine: str, theirs: str, both: str
) -> None:
    assert applied(theirs, merged(base, mine, theirs)) == both


def test_a_long_text_is_compared_in_a_moment_however_it_repeats() -> None:
    old, new = "a " * 5000, "b " + "a " * 4000 + "c " * 900
    assert applied(old, changes(old, new)) == new
    assert len(changes(old, new)) == 1
