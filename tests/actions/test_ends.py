"""A ballot that is open for days: the last moment, and who may close it before."""

from datetime import timedelta
from typing import Any

import pytest

from tests.house import TestHouse
from workshop.actions import closing
from workshop.domain.refusals import Refusal
from workshop.models import BallotRevision
from workshop.projections.next_step import next_step
from workshop.projections.scope import Scope

THREE_DAYS = 72


def open_for_days(house: TestHouse) -> tuple[int, str]:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle(), hours=THREE_DAYS)
    return ballot, str(house.rows(BallotRevision)[0].revision_id)


def offered(house: TestHouse) -> dict[str, Any]:
    with house.database.reading() as session:
        return next_step(session, Scope(house.workshop, house.clock.now))


def test_a_paper_is_taken_until_just_before_the_end(house: TestHouse) -> None:
    ballot, revision = open_for_days(house)
    house.clock.turn(hours=THREE_DAYS)
    house.clock.now -= timedelta(microseconds=1)
    assert house.hand_in("Ada", ballot, {revision: "yes"}) == 1


def test_a_paper_at_exactly_the_end_is_refused(house: TestHouse) -> None:
    ballot, revision = open_for_days(house)
    house.clock.turn(hours=THREE_DAYS)
    with pytest.raises(Refusal, match="The ballot is closed"):
        house.hand_in("Ada", ballot, {revision: "yes"})


def test_the_desk_offers_to_close_before_the_end_only_when_all_papers_are_in(
    house: TestHouse,
) -> None:
    ballot, revision = open_for_days(house)
    for name in ("Ada", "Bo", "Cem", "Dee"):
        house.hand_in(name, ballot, {revision: "yes"})
    view = offered(house)
    assert view["do"] == "wait_for_end"
    assert view["closes_at"] == (house.clock.now + timedelta(hours=THREE_DAYS)).isoformat()
    with pytest.raises(Refusal, match="how long they have"):
        house.do(closing.close_ballot, house.sam, ballot=ballot)
    house.hand_in("Eva", ballot, {revision: "yes"})
    assert offered(house)["do"] == "close_ballot"
    house.close_ballot(ballot)


def test_a_ballot_without_an_end_is_closed_by_hand_at_any_time(house: TestHouse) -> None:
    house.go("draft")
    house.open_ballot(house.add_principle())
    assert offered(house)["do"] == "close_ballot"
