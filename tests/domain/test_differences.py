"""Differences and joined changes: no letter is lost or made up, and they read well."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.differences import ADDED, KEPT, MOST_PAIRS, REMOVED, differences, merged

WORDS = ["We", "ask", "ask", "before", "first,", "you", "and", "don’t", "é", "👍🏽", "\n\n", "."]
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from("ab \n."), max_size=30).map("".join),
)


def said(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind[0], piece.text) for piece in differences(old, new)]


@given(texts, texts)
def test_no_letter_is_lost_and_none_is_made_up(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old


@given(texts, texts)
def test_pieces_are_whole(old: str, new: str) -> None:
    kinds = [piece.kind for piece in differences(old, new)]
    assert all(piece.text for piece in differences(old, new))
    assert all(one != other for one, other in pairwise(kinds))
    assert (ADDED, REMOVED) not in pairwise(kinds)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.kind for piece in differences(text, text)} <= {KEPT}


@pytest.mark.parametrize(
    ("old", "new", "reads"),
    [
        ("", "We ask.", [("a", "We ask.")]),
        ("We ask.", "", [("r", "We ask.")]),
        ("We ask first.", "We ask you first.", [("k", "We ask"), ("a", " you"), ("k", " first.")]),
        ("We ask first.", "We ask.", [("k", "We ask"), ("r", " first"), ("k", ".")]),
        ("We ask first.", "We wait first.",
         [("k", "We "), ("r", "ask"), ("a", "wait"), ("k", " first.")]),
        ("We don’t push.", "We don't push.",
         [("k", "We "), ("r", "don’t"), ("a", "don't"), ("k", " push.")]),
        ("We tell and show you.", "We ask and wait for you.",
         [("k", "We "), ("r", "tell and show"), ("a", "ask and wait for"), ("k", " you.")]),
        ("Ask e\u0301", "Ask e", [("k", "Ask "), ("r", "e\u0301"), ("a", "e")]),
        ("One.\nTwo.", "One. Two.", [("k", "One."), ("r", "\n"), ("a", " "), ("k", "Two.")]),
    ],
)  # fmt: skip
def test_changes_read_well(old: str, new: str, reads: list[tuple[str, str]]) -> None:
    assert said(old, new) == reads


def test_a_single_word_is_not_left_standing_between_two_changes() -> None:
    old = "Workers give advice to people when workers think that it helps them."
    new = "We ask people to tell us when they think that it helps them."
    inner = [text for kind, text in said(old, new)[1:-1] if kind == "k"]
    assert all(len(text.split()) > 2 for text in inner), inner


@given(texts, texts)
def test_one_change_alone_is_that_change(base: str, text: str) -> None:
    assert merged(base, base, text) == text
    assert merged(base, text, base) == text
    assert merged(base, text, text) == text


@given(texts, texts, texts)
def test_it_does_not_matter_who_comes_first(base: str, one: str, other: str) -> None:
    assert merged(base, one, other) == merged(base, other, one)


@given(st.lists(st.sampled_from(["ask", "wait", "listen", "stay"]), min_size=5, max_size=9),
       st.data())  # fmt: skip
def test_changes_that_do_not_touch_are_both_made(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 4))
    second = data.draw(st.integers(first + 3, len(words) - 1))
    both = list(words)
    both[first], both[second] = "ONE", "OTHER"
    one = " ".join([*words[:first], "ONE", *words[first + 1 :]])
    other = " ".join([*words[:second], "OTHER", *words[second + 1 :]])
    assert merged(" ".join(words), one, other) == " ".join(both)


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        ("We ask first.", "We wait first.", "We listen first."),
        ("We ask.", "We ask you.", "We ask them."),
        ("We ask first.", "We ask.", "We ask you first."),
        ("We ask first.", "We always ask first.", "We wait."),
    ],
)
def test_changes_that_touch_are_not_put_together(base: str, one: str, other: str) -> None:
    assert merged(base, one, other) is None


def test_texts_in_which_everything_repeats_are_not_compared_for_ever() -> None:
    words = ["a"] * 5000
    pieces = differences("b " + " ".join(words) + " c", "c " + " ".join(words[:-1]) + " b")
    assert [piece.kind for piece in pieces] == [REMOVED, ADDED]
    assert len(words) ** 2 > MOST_PAIRS
