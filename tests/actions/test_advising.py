"""A field that is left open, and advice that is left: for everybody, and until it is taken back."""

from typing import Any

import pytest

from tests.house import TestHouse
from workshop.actions import advising, closing, drafting, joint_writing, publication, reviewing
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.models import Edition, LeftAdvice, OpenField, Revision
from workshop.projections import desk, room
from workshop.projections.papers import my_paper
from workshop.projections.scope import Scope
from workshop.publishing.gathering import guidance_from
from workshop.publishing.markdown import markdown_of

NOT_READY = "We are not ready to say."


@pytest.fixture
def drafting_house(house: TestHouse) -> TestHouse:
    house.go("draft")
    return house


def leave(house: TestHouse, principle: int, is_open: bool = True, field: str = "evidence") -> None:
    house.do(advising.leave_open, house.people["Ada"], principle=principle, field=field,
             is_open=is_open)  # fmt: skip


def advise(house: TestHouse, principle: int, is_left: bool, rule: str = "vulnerable") -> None:
    house.do(advising.leave_advice, house.people["Bo"], principle=principle, field="evidence",
             rule=rule, is_left=is_left)  # fmt: skip


def save(house: TestHouse, principle: int, text: str, opened: str = "") -> None:
    house.do(joint_writing.save_field, house.people["Bo"], principle=principle, field="evidence",
             text=text, opened=opened)  # fmt: skip


def shown(house: TestHouse, principle: int, to: Any = room) -> dict[str, Any]:
    with house.database.reading() as session:
        found = to.principle(session, Scope(house.workshop, house.clock(), item_id=principle))
        assert found is not None
        return dict(found)


def test_a_field_that_is_left_open_says_so_and_can_be_taken_up(drafting_house: TestHouse) -> None:
    house, principle = drafting_house, drafting_house.add_principle()
    for _ in range(2):
        leave(house, principle)
    assert [(one["key"], one["is_open"]) for one in shown(house, principle)["fields"]] == [
        ("evidence", True)
    ]
    for _ in range(2):
        leave(house, principle, is_open=False)
    assert shown(house, principle)["fields"] == house.rows(OpenField) == []


def test_a_safeguard_that_is_left_open_is_an_answer(drafting_house: TestHouse) -> None:
    house, principle = drafting_house, drafting_house.add_principle()
    assert "Training first" in shown(house, principle)["empty"]
    leave(house, principle, field="training")
    assert "Training first" not in shown(house, principle)["empty"]


def test_words_take_the_place_of_not_ready(drafting_house: TestHouse) -> None:
    house, principle = drafting_house, drafting_house.add_principle()
    leave(house, principle)
    save(house, principle, "One small study.")
    (field,) = shown(house, principle)["fields"]
    assert (field["text"], field["is_open"]) == ("One small study.", False)
    with pytest.raises(Refusal, match="words in this field"):
        leave(house, principle)


def test_neither_the_statement_nor_an_unknown_field_is_left_open(drafting_house: TestHouse) -> None:
    principle = drafting_house.add_principle()
    for field in ("statement", "no_such_field"):
        with pytest.raises(NotValid):
            leave(drafting_house, principle, field=field)
    with pytest.raises(NotFound):
        leave(drafting_house, 999)


def test_a_revision_keeps_what_was_left_open(drafting_house: TestHouse) -> None:
    house, principle = drafting_house, drafting_house.add_principle()
    house.do(drafting.freeze, house.sam, principle=principle)
    leave(house, principle)
    for _ in range(2):
        house.do(drafting.freeze, house.sam, principle=principle)
    leave(house, principle, is_open=False)
    assert [row.open_fields for row in house.rows(Revision)] == [[], ["evidence"]]


def test_paper_and_edition_say_what_is_left_open_and_which_words_remain(
    drafting_house: TestHouse,
) -> None:
    house = drafting_house
    house.fill(1)
    principle = house.add_principle("Vulnerable people say no.")
    leave(house, principle)
    ballot = house.open_ballot(principle)
    ada = house.people["Ada"].participant_id or 0
    with house.database.reading() as session:
        scope = Scope(house.workshop, house.clock(), participant_id=ada)
        (revision,) = my_paper(session, scope)["paper"]["revisions"]
    assert [field["is_open"] for field in revision["fields"]] == [True]
    house.do(closing.void_ballot, house.sam, ballot=ballot, reason="Again.")
    house.go("review")
    house.do(reviewing.record_decision, house.sam, principle=principle, is_agreed=True,
             text="By hands.", key=house.key())  # fmt: skip
    house.do(publication.publish_edition, house.sam)
    (edition,) = house.rows(Edition)
    text = markdown_of(guidance_from(edition.document))
    assert NOT_READY in text
    assert "Principle 1, What we agree: “Vulnerable”" in text


def test_advice_that_was_left_is_left_for_everybody(drafting_house: TestHouse) -> None:
    house, principle = drafting_house, drafting_house.add_principle()
    save(house, principle, "Vulnerable clients. " + "word " * 21)
    seen = {"key": "evidence", "label": "What we know, and how sure we are", "long": [21]}
    both, one = ["Vulnerable", "clients"], ["clients"]
    assert shown(house, principle, desk)["remaining"] == [seen | {"words": both}]
    for _ in range(2):
        advise(house, principle, is_left=True)
    assert shown(house, principle, desk)["remaining"] == [seen | {"words": one}]
    assert [row.rule for row in house.rows(LeftAdvice)] == ["vulnerable"]
    for _ in range(2):
        advise(house, principle, is_left=False)
    assert shown(house, principle, desk)["remaining"] == [seen | {"words": both}]
    assert shown(house, principle)["remaining"] == [], "the room is not told"


def test_advice_of_no_rule_cannot_be_left(drafting_house: TestHouse) -> None:
    principle = drafting_house.add_principle()
    with pytest.raises(NotFound):
        advise(drafting_house, principle, is_left=True, rule="x" * 400)
