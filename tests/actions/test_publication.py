"""Editions are numbered, never doubled by a repeated tap, and only of what was voted on."""

import pytest

from tests.actions.voted import edition_now
from tests.house import TestHouse
from workshop.actions import publication
from workshop.domain.refusals import Refusal
from workshop.models import Edition


def voted(house: TestHouse) -> None:
    house.fill(6)
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    house.close_ballot(ballot)


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


def test_an_edition_keeps_the_rule_of_each_ballot_that_decided(house: TestHouse) -> None:
    house.fill(9)
    house.go("draft")
    first, second = house.add_principle(), house.add_principle("We listen first.")
    for principle, rule in (
        (first, {}), (second, {"way": "dots"}),
        (second, {"way": "rating", "threshold": 80, "quorum": 67, "k": "7"}), (first, {}),
    ):  # fmt: skip
        house.close_ballot(house.open_ballot(principle, **rule))
    consent, rated = edition_now(house).how_made.rule.split("\n\n")
    assert consent == (
        "Ballot 1, 4: A group agrees when 75 of 100 who say Yes or No say Yes. "
        "“Yes, if” counts as Yes. At least 50 of 100 of the group must answer, and 4 people or "
        "more. A group is counted only if it has 5 people or more. This was fixed on 2 March 2026, "
        "when ballot 1 opened, before anybody could vote."
    )
    assert rated == (
        "Ballot 3: A group agrees when 80 of 100 who rate give 7, 8 or 9. At least 67 of 100 of "
        "the group must answer, and 5 people or more. A group is counted only if it has 7 people "
        "or more. This was fixed on 2 March 2026, when ballot 3 opened, before anybody could vote."
    )
    house.do(publication.publish_edition, house.sam)
    (edition,) = house.rows(Edition)
    assert [one["ballots"] for one in edition.document["how_made"]["rules"]] == [[1, 4], [3]]


def test_what_happened_leaves_out_that_words_were_fixed_for_a_ballot(house: TestHouse) -> None:
    voted(house)
    house.do(publication.publish_edition, house.sam)
    (edition,) = house.rows(Edition)
    what = [one["what"] for one in edition.document["how_made"]["happened"]]
    assert "ballot.opened" in what
    assert "principle.frozen" not in what
