"""The three standards: every item is there, each has one way, and one question is asked once."""

from collections import Counter

import pytest

from tests.content.plain import long_sentences
from workshop.content import rehearsal_for
from workshop.content.reports import Standard, asked_by, question_for, questions, standards
from workshop.domain.refusals import NotFound
from workshop.projections.report_answers import INVITED
from workshop.projections.reports import SOURCES

ITEMS = [item for standard in standards() for item in standard.items]


def test_every_item_of_the_three_standards_is_there() -> None:
    assert {one.name: len(one.items) for one in standards()} == {
        "accord": 35, "gripp2": 5, "agree": 23,
    }  # fmt: skip
    accord, gripp2, agree = (Counter(item.key[0] for item in one.items) for one in standards())
    assert accord == {"T": 1, "I": 3, "M": 21, "R": 5, "D": 2, "O": 3}
    assert sum(gripp2.values()) == 5
    keys = [item.key for item in standards()[2].items]
    assert keys == [str(number) for number in range(1, 24)]
    assert agree.total() == 23


@pytest.mark.parametrize("standard", standards(), ids=lambda one: one.name)
def test_each_item_is_filled_or_asked_or_left_open_and_never_two_of_them(
    standard: Standard,
) -> None:
    assert len({item.key for item in standard.items}) == len(standard.items)
    for item in standard.items:
        ways = [bool(item.source), bool(item.asks), bool(item.left_open)]
        assert sum(ways) == 1, item.key


def test_every_filling_is_used_and_every_source_is_filled() -> None:
    assert {item.source for item in ITEMS if item.source} == set(SOURCES)


def test_every_question_is_asked_and_what_two_standards_ask_is_asked_once() -> None:
    asked = Counter(item.asks for item in ITEMS if item.asks)
    making = {one.key for one in questions() if one.is_about_making}
    assert set(asked) | making == {one.key for one in questions()}
    assert not set(asked) & making
    assert {key for key, times in asked.items() if times == 2} == {"funding", "interests"}
    assert len({one.text for one in questions()}) == len(questions())
    for standard in standards():
        texts = [one.key for one in asked_by(standard)]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("thing", [*standards(), *questions()], ids=lambda one: one.__class__)
def test_what_reports_say_and_ask_is_in_plain_sentences(thing: object) -> None:
    names = [one.full for one in standards()]
    assert [one for one in long_sentences(thing) if one not in names] == []


def test_no_standard_is_claimed_to_be_kept() -> None:
    for text in (f"{one.about} {one.source}" for one in standards()):
        assert not any(word in text.lower() for word in ("complian", "conform", "certif", "meets"))


def test_what_nobody_asks_is_refused() -> None:
    with pytest.raises(NotFound):
        question_for("blood_group")


def test_the_rehearsal_answers_questions_that_are_asked_and_leaves_some_open() -> None:
    play = rehearsal_for("mi_in_peer_support")
    given = [one for one in play.answers if not one.question.startswith(INVITED)]
    assert all(question_for(one.question) for one in given)
    assert any(one.left_open for one in given)
    assert len(given) < len(questions())
