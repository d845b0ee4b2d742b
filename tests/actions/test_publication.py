"""Editions are numbered, never doubled by a repeated tap, and only of what was voted on."""

import pytest

from tests.house import TestHouse
from workshop.actions import publication, voting
from workshop.domain.actors import SERVER
from workshop.domain.refusals import Refusal
from workshop.models import Edition


def voted(house: TestHouse) -> None:
    house.fill(6)
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    house.do(voting.close_ballot, house.sam, ballot=ballot)
    house.do(voting.finish_ballot, SERVER, ballot=ballot)


def test_there_is_no_edition_before_a_vote(house: TestHouse) -> None:
    with pytest.raises(Refusal, match="Nothing has been voted on"):
        house.do(publication.publish_edition, house.sam)


def test_a_repeated_tap_makes_one_edition(house: TestHouse) -> None:
    voted(house)
    first = house.do(publication.publish_edition, house.sam, expected=1)
    again = house.do(publication.publish_edition, house.sam, expected=1)
    assert first == again == {"edition": 1}
    assert house.do(publication.publish_edition, house.sam, expected=2) == {"edition": 2}
    with house.database.reading() as session:
        assert session.query(Edition).count() == 2
