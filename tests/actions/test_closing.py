"""Closing answers are counted; what they say is told only when nobody can add one any more."""

from tests.house import TestHouse
from workshop.actions import agenda, caring
from workshop.projections.desk import closing_results
from workshop.projections.scope import Scope


def results(house: TestHouse) -> dict[str, object]:
    with house.database.reading() as session:
        return closing_results(session, Scope(house.workshop, house.clock.now))


def answer(house: TestHouse, name: str) -> None:
    house.do(caring.answer_closing, house.people[name], answers={"heard": "yes"})


def test_answers_are_told_only_after_the_close(house: TestHouse) -> None:
    house.go("close")
    for name in house.people:
        answer(house, name)
    assert results(house) == {"answered": 5, "questions": []}
    house.do(agenda.close_workshop, house.sam)
    assert results(house)["questions"]


def test_fewer_than_five_answers_are_never_told(house: TestHouse) -> None:
    house.go("close")
    for name in ("Ada", "Bo", "Cem", "Dee"):
        answer(house, name)
    answer(house, "Ada")
    house.do(agenda.close_workshop, house.sam)
    assert results(house) == {"answered": 4, "questions": []}


def test_answers_are_not_told_between_two_meetings(house: TestHouse) -> None:
    house.go("close")
    for name in house.people:
        answer(house, name)
    house.do(agenda.close_workshop, house.sam, goes_on=True)
    assert results(house) == {"answered": 5, "questions": []}
    house.do(agenda.reopen_workshop, house.sam)
    house.do(agenda.close_workshop, house.sam)
    assert results(house)["questions"]
