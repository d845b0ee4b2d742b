"""The language lens: what it marks, what it passes over, and what it offers instead."""

import sys
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.lens import Lens, LensRule, Phrase, marks_in, words_of

RULES = {
    "no": LensRule("no", "It blames", "To say no is a right."),
    "name": LensRule("name", "It labels", "A person is more."),
    "steer": LensRule("steer", "It steers", "It is their goal.", is_done=True),
}
PHRASES = {
    "refuses": Phrase("no", "says no"),
    "refuses help": Phrase("no", "says no to help"),
    "non-compliant": Phrase("no", "chose not to"),
    "DNA": Phrase("no", "did not come"),
    "client": Phrase("name", "person"),
    "addicts": Phrase("name", "people who use drugs"),
    "steer them": Phrase("steer", "explore with them"),
}
LENS = Lens(
    RULES, {words_of(words): one for words, one in PHRASES.items()}, {"mail client": ("name",)}
)
NESTED = Lens(
    LENS.rules,
    LENS.phrases | {" ".join(["a"] * many): Phrase("name", "") for many in range(1, 13)},
    LENS.exceptions | {"a x": ("name", "no"), "x a": ("no",)},
)
"""Words that an organisation may come to point out: each stands in the next ones."""
QUOTES = ("“{}”", "‘{}’", '"{}"', "'{}'", "«{}»", "„{}“", "> {}", "“{}", "He said “{}”, twice.")
WORDS = st.sampled_from(
    ["refuses", "Refuses", "help", "client's", "mail", "DNA", "never", "steer", "them", "x-", "-x",
     "“", "”", "'", '"', "’", "«", "»", ">", "\n", "\n\n", ".", ",", "é", "😀", "non-compliant",
     "clients’", "‘", "İ", "ADDICTS"]
)  # fmt: skip
TEXTS = st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join) | st.text()


def said(text: str, **how: object) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.alternative) for m in marks_in(text, LENS, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("He refuses.", [("refuses", "says no")]),
        ("Refuses he", [("Refuses", "Says no")]),
        ("HE REFUSES.", [("REFUSES", "SAYS NO")]),
        ("He refuses help.", [("refuses help", "says no to help")]),
        ("He refuses\nhelp.", [("refuses\nhelp", "says no to help")]),
        ("He refuses\n\nhelp.", [("refuses", "says no")]),
        ("He refuses, help!", [("refuses", "says no")]),
        ("refusest prerefuses", []),
        ("non compliant Non‑compliant", [("non compliant", "chose not to"),
                                         ("Non‑compliant", "Chose not to")]),
        ("A DNA, no dna", [("DNA", "did not come")]),
        ("the client's way, the client’s way", [("client", "person"), ("client", "person")]),
        ("client-led, ex-client", []),
        ("the addicts' club", [("addicts", "")]),
        ("a mail client", []),
        ("a client who refuses", [("client", "person"), ("refuses", "says no")]),
    ],
)  # fmt: skip
def test_whole_words_are_marked_with_words_that_fit(
    text: str, marks: list[tuple[str, str]]
) -> None:
    assert said(text) == marks


@pytest.mark.parametrize("quote", QUOTES)
def test_nothing_in_a_quotation_is_marked(quote: str) -> None:
    assert said(quote.format("he refuses")) == []
    assert said(f"{quote.format('yes')}\n\nhe refuses") == [("refuses", "says no")]


def test_an_apostrophe_begins_no_quotation() -> None:
    text = "the peers' own client, and 'tis so; it's the client’s and the others’ view"
    assert [words for words, _ in said(text)] == ["client", "client"]


def test_what_is_not_done_to_people_is_passed_over() -> None:
    assert said("We steer them.") == [("steer them", "explore with them")]
    assert said("We never steer them. Nobody here may steer them.") == []
    assert said("We do not wait. We steer them.") != []
    assert said("We steer them.", is_warning=True) == []
    assert said("Never a client.", is_warning=True) == [("client", "person")]


def test_a_rule_that_was_left_stays_silent() -> None:
    assert said("A client refuses.", left=frozenset({"no"})) == [("client", "person")]


@given(TEXTS)
def test_marks_stand_in_order_inside_the_text_and_never_overlap(text: str) -> None:
    marks = marks_in(text, LENS)
    assert marks == sorted(marks)
    assert all(0 <= one.start < one.end <= len(text) for one in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


@pytest.mark.parametrize("text", ["a ", "a x ", "client ", "mail client ", "“a” "])
def test_twice_the_text_is_about_twice_the_work(text: str) -> None:
    once, twice = (lines_run(text * many) for many in (100, 200))
    assert twice < 2.5 * once


def lines_run(text: str) -> int:
    """How many lines the lens runs through for a text: time, on any machine."""
    count, before = 0, sys.gettrace()

    def trace(_frame: Any, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        marks_in(text, NESTED)
    finally:
        sys.settrace(before)
    return count


@given(TEXTS)
def test_a_text_in_a_block_quote_has_no_marks(text: str) -> None:
    lines = [f"> {line}" for line in text.split("\n")]
    assert marks_in("\n".join(lines), LENS) == []
