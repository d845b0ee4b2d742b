"""A closed ballot of which nothing was published hides nothing else and stops nothing."""

from typing import Any

import pytest

from tests.actions.voted import drafted, printed, review, vote
from tests.house import TestHouse
from workshop.models import Ballot, BallotRevision
from workshop.projections.outcomes import outcomes_in


@pytest.fixture
def principle(house: TestHouse) -> int:
    """A principle that was voted on, of which no record is left."""
    made = drafted(house)
    ballot = vote(house, made)
    (row,) = house.rows(BallotRevision)
    house.alter(BallotRevision, (ballot, row.revision_id), record=None)
    return made


def test_without_a_record_nothing_has_come_out(house: TestHouse, principle: int) -> None:
    assert review(house)["outcomes"] == []
    assert in_the_step(house) == []


def test_the_next_ballot_is_counted_and_stands_alone(house: TestHouse, principle: int) -> None:
    vote(house, principle, Ada="no", Bo="no", Cem="no")
    assert [row.state for row in house.rows(Ballot)] == ["closed", "closed"]
    (outcome,) = review(house)["outcomes"]
    assert (outcome["kind"], outcome["earlier"]) == ("not_agreed", [])
    assert [ballot.title for ballot in printed(house).ballots] == ["Ballot 2"]


def in_the_step(house: TestHouse) -> list[dict[str, Any]]:
    with house.database.reading() as session:
        return outcomes_in(session, house.workshop, house.steps["ballot"])
