"""The consent way of voting: what an answer may hold, and how answers are counted."""

import pytest

from tests.domain.cast import HARM, IF, NO, PASS, YES
from workshop.domain.refusals import NotFound, NotValid
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally
from workshop.domain.ways import WAYS, way_for
from workshop.domain.ways.consent import Answer, answer_for, reasons, tally


def test_answers_are_counted_by_side() -> None:
    answers = [YES, YES, IF, NO, HARM, PASS]
    assert tally(answers, Rule()) == Tally(yes=3, no=2, passes=1, part=1, harm=1)
    assert tally(answers, Rule(yes_if="no")) == Tally(yes=2, no=3, passes=1, part=1, harm=1)
    assert tally([], Rule()) == Tally()


def test_a_pass_is_neither_yes_nor_no() -> None:
    assert tally([PASS, PASS], Rule()).answered == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"choice": "maybe"}, "choice"),
        ({}, "choice"),
        ({"choice": "yes", "harm": True}, "harm"),
        ({"choice": "yes_if", "harm": True}, "harm"),
        ({"choice": "pass", "harm": True}, "harm"),
        ({"choice": "no", "reason": "a" * 2001}, "reason"),
        ({"choice": "no", "reason": "a\0b"}, "reason"),
        ({"choice": "pass", "reason": "because"}, "reason"),
    ],
)
def test_what_a_paper_cannot_hold_is_refused(sent: dict[str, object], field: str) -> None:
    with pytest.raises(NotValid) as refused:
        answer_for(sent)
    assert refused.value.field == field


def test_a_reason_of_2000_letters_is_taken_whole() -> None:
    assert answer_for({"choice": "no", "reason": "é" * 2000}).reason == "é" * 2000


def test_an_answer_is_sealed_and_read_back_the_same() -> None:
    for answer in (YES, IF, NO, PASS, HARM, Answer("no", "It hurts.\nReally.", harm=True)):
        assert answer_for(answer.to_json()) == answer


def test_reasons_are_sorted_by_what_they_go_with_and_empty_ones_left_out() -> None:
    answers = [IF, NO, Answer("yes_if", "c"), Answer("no", "a"), Answer("no", "h", harm=True)]
    assert reasons(answers) == {"conditions": ["c"], "against": ["a"], "harms": ["h"]}


def test_ways_of_voting_are_found_by_their_key_or_refused() -> None:
    assert way_for("consent") is WAYS["consent"]
    with pytest.raises(NotFound):
        way_for("shouting")
