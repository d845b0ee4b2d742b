"""The facilitator's laptop dies in the middle of things: another takes over, nothing is lost."""

from pathlib import Path

import pytest

from tests.faults.crowd import GENEROUS, Page, crowd_in
from tests.faults.servers import serving
from tests.house import TestHouse
from workshop.actions import accounts, agenda, closing
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.refusals import NotAllowed
from workshop.models import Ballot, BallotRevision
from workshop.rehearsal import doors
from workshop.rehearsal.seeing import offers


def colleague(house: TestHouse, workshop: int | None) -> Actor:
    """Somebody of the same organisation, invited to run this workshop or to none."""
    made = house.door.perform(accounts.invite, house.sam, role="facilitator", workshop=workshop)
    account = house.door.perform(
        accounts.accept_invitation, NOBODY, token=made["token"], name="Toni",
        email="toni@example.org", password="a long password of Toni's",
    )  # fmt: skip
    return Actor(account_id=account["account"])


def test_a_colleague_closes_the_ballot_that_was_open(house: TestHouse) -> None:
    toni = colleague(house, house.workshop)
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    revision = str(house.rows(BallotRevision)[0].revision_id)
    for name in ("Ada", "Bo", "Cem"):
        house.hand_in(name, ballot, {revision: "yes"})
    house.sam = toni
    house.hand_in("Dee", ballot, {revision: "yes"})
    house.hand_in("Eva", ballot, {revision: "no"})
    house.close_ballot(ballot)
    assert house.row(Ballot, ballot).state == "closed"
    (row,) = house.rows(BallotRevision)
    assert (row.record["papers"], row.record["verdict"]) == (5, "agreed_in_the_room")
    house.go("review")
    house.do(agenda.close_workshop, toni)


def test_who_was_not_invited_to_this_workshop_takes_over_nothing(house: TestHouse) -> None:
    stranger = colleague(house, None)
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    with pytest.raises(NotAllowed):
        house.do(closing.close_ballot, stranger, ballot=ballot)
    assert house.row(Ballot, ballot).state == "open"


def test_another_laptop_shows_what_the_dead_one_did_and_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, place), crowd_in(place, 2) as crowd:
        crowd.begin_writing()
        crowd.post(crowd.people[0])
        dead = crowd.desk
        dead.line._socket.sock.close()
        visitor = doors.sign_in(place)
        crowd.desk = Page(visitor, dead.path, 0, crowd.record, dead.network)
        assert crowd.desk.sees(offers("next", "notes.show"))
        prompt = crowd.desk.find_value("prompt", ("next",))
        assert crowd.desk.ask_to("notes.show", prompt=prompt)["ok"]
        assert crowd.stale(GENEROUS)[0] == []
        dead.close()
