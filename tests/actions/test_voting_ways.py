"""Ballots in every way of voting: ends, rounds, rules, live numbers, repeats."""

import pytest

from tests.house import TestHouse
from workshop.actions import closing, opening, papers
from workshop.domain.actors import SERVER
from workshop.domain.refusals import NotValid, Refusal
from workshop.domain.ways import WAYS, deciding_ways
from workshop.models import Ballot, BallotRevision, HandIn
from workshop.models.seals import destroy_key
from workshop.projections.papers import my_paper
from workshop.projections.scope import Scope

EVERYBODY = ("Ada", "Bo", "Cem", "Dee", "Eva")
FULLY = {"consent": "yes", "rating": "9", "dots": "yes", "pulse": "with"}
AGAINST = {"consent": "no", "rating": "1", "dots": "", "pulse": "not"}
DECIDING = [way.KEY for way in deciding_ways()]


@pytest.fixture
def principle(house: TestHouse) -> int:
    house.go("draft")
    return house.add_principle()


def test_every_way_is_tried_here() -> None:
    assert set(FULLY) == set(AGAINST) == set(WAYS)


@pytest.mark.parametrize("way", FULLY)
def test_the_last_paper_of_a_person_counts(house: TestHouse, principle: int, way: str) -> None:
    ballot = house.open_ballot(principle, way=way)
    for name in EVERYBODY:
        house.hand_in(name, ballot, said(house, ballot, AGAINST[way]))
        house.hand_in(name, ballot, said(house, ballot, FULLY[way]), number=1)
    house.close_ballot(ballot)
    verdicts = {"dots": "shortlisted", "pulse": "pulse"}
    assert record(house, ballot)["verdict"] == verdicts.get(way, "agreed_in_the_room")
    assert house.rows(HandIn) == []


@pytest.mark.parametrize("way", FULLY)
def test_a_repeat_answers_as_the_first_did(house: TestHouse, principle: int, way: str) -> None:
    ballot = house.open_ballot(principle, way=way)
    answers = said(house, ballot, FULLY[way])
    args = {"ballot": ballot, "number": 0, "answers": answers, "key": "a-key-of-the-phone"}
    first = house.do(papers.hand_in, house.people["Ada"], **args)
    (before,) = house.rows(HandIn)
    assert house.do(papers.hand_in, house.people["Ada"], **args) == first == {"number": 1}
    assert [one.sealed for one in house.rows(HandIn)] == [before.sealed]
    with pytest.raises(Refusal, match="Another phone"):
        house.do(papers.hand_in, house.people["Ada"], **{**args, "key": "another-key"})


@pytest.mark.parametrize("way", FULLY)
def test_no_paper_comes_in_at_the_end_or_after(house: TestHouse, principle: int, way: str) -> None:
    ballot = house.open_ballot(principle, way=way, hours=2)
    house.clock.turn(hours=2, seconds=-1)
    house.hand_in("Ada", ballot, said(house, ballot, FULLY[way]))
    house.clock.turn(seconds=1)
    for late in (0, 3600):
        house.clock.turn(seconds=late)
        with pytest.raises(Refusal, match="closed"):
            house.hand_in("Bo", ballot, said(house, ballot, FULLY[way]))
    assert len(house.rows(HandIn)) == 1


def test_a_ballot_with_an_end_is_not_closed_early_until_all_papers_are_in(
    house: TestHouse, principle: int
) -> None:
    ballot = house.open_ballot(principle, hours=72)
    for name in EVERYBODY:
        with pytest.raises(Refusal, match="how long they have"):
            house.do(closing.close_ballot, house.sam, ballot=ballot)
        house.hand_in(name, ballot, said(house, ballot, "yes"))
    house.close_ballot(ballot)
    assert house.row(Ballot, ballot).state == "closed"


def test_a_ballot_with_an_end_is_closed_by_anybody_at_its_end(
    house: TestHouse, principle: int
) -> None:
    ballot = house.open_ballot(principle, hours=1)
    house.clock.turn(hours=1)
    house.do(closing.close_ballot, SERVER, ballot=ballot)
    assert house.row(Ballot, ballot).state == "closing"


@pytest.mark.parametrize("hours", [-1, 745, 10**9])
def test_a_ballot_stays_open_for_up_to_a_month(
    house: TestHouse, principle: int, hours: int
) -> None:
    with pytest.raises(NotValid, match="month"):
        house.open_ballot(principle, hours=hours)


@pytest.mark.parametrize("typed", ["many", "0", "-5", "3001", "5.5"])
def test_a_smallest_group_that_is_no_number_is_refused(
    house: TestHouse, principle: int, typed: str
) -> None:
    with pytest.raises(NotValid, match="number"):
        house.open_ballot(principle, k=typed)


@pytest.mark.parametrize("way", DECIDING)
def test_a_rule_that_asks_for_less_than_the_last_ballot_is_refused(
    house: TestHouse, principle: int, way: str
) -> None:
    house.fill(3)
    close_with_nobody(house, principle, way=way, threshold=75, quorum=60, k="6", yes_if="no")
    strict = {"way": way, "threshold": 75, "quorum": 60, "k": "6", "yes_if": "no"}
    weaker = [{"threshold": 74}, {"quorum": 59}, {"k": "5"}, {"yes_if": "yes"}]
    for change in weaker:
        with pytest.raises(Refusal, match="cannot ask for less"):
            house.open_ballot(principle, **{**strict, **change})
    assert house.open_ballot(principle, **{**strict, "threshold": 80})


def test_a_weaker_rule_is_refused_in_another_way_of_voting_too(
    house: TestHouse, principle: int
) -> None:
    close_with_nobody(house, principle, way="rating", threshold=75)
    with pytest.raises(Refusal, match="cannot ask for less"):
        house.open_ballot(principle, way="consent", threshold=60)


def test_a_sounding_between_does_not_let_a_weaker_rule_in(house: TestHouse, principle: int) -> None:
    close_with_nobody(house, principle, way="consent", threshold=75)
    close_with_nobody(house, principle, way="dots", threshold=51)
    with pytest.raises(Refusal, match="cannot ask for less"):
        house.open_ballot(principle, way="consent", threshold=60)


def test_rounds_come_in_order(house: TestHouse, principle: int) -> None:
    """A first one, then its second; then a ballot anew, unless two rounds are asked for again."""
    found = []
    for rounds in (2, 1, 1, 2, 2):
        row = house.row(Ballot, close_with_nobody(house, principle, way="rating", rounds=rounds))
        found.append((row.round, row.rounds))
    assert found == [(1, 2), (2, 2), (1, 1), (1, 2), (2, 2)]


def test_first_and_second_rounds_are_not_mixed(house: TestHouse, principle: int) -> None:
    house.go("draft")
    other = house.add_principle("We go slowly.")
    close_with_nobody(house, principle, way="rating", rounds=2)
    with pytest.raises(Refusal, match="wait for their second round"):
        house.do(
            opening.open_ballot, house.sam, principles=[principle, other], way="rating", rounds=2
        )


def test_consent_has_one_round_whatever_is_asked(house: TestHouse, principle: int) -> None:
    ballot = house.row(Ballot, close_with_nobody(house, principle, way="consent", rounds=2))
    assert (ballot.round, ballot.rounds) == (1, 1)


def test_a_void_first_round_is_no_first_round(house: TestHouse, principle: int) -> None:
    ballot = house.open_ballot(principle, way="rating", rounds=2)
    house.do(closing.void_ballot, house.sam, ballot=ballot, reason="The power went.")
    again = house.row(Ballot, house.open_ballot(principle, way="rating", rounds=2))
    assert (again.round, again.rounds) == (1, 2)


@pytest.mark.parametrize("way", FULLY)
def test_a_lost_key_makes_a_ballot_of_any_way_void(
    house: TestHouse, principle: int, way: str
) -> None:
    ballot = house.open_ballot(principle, way=way)
    house.hand_in("Ada", ballot, said(house, ballot, FULLY[way]))
    destroy_key(house.settings.keys_dir, house.row(Ballot, ballot).seal)
    house.close_ballot(ballot)
    assert house.row(Ballot, ballot).state == "void"
    assert house.rows(HandIn) == []
    assert [one.record for one in house.rows(BallotRevision)] == [None]


def test_live_numbers_move_only_when_five_more_people_are_in_them(
    house: TestHouse, principle: int
) -> None:
    people = [*map(house.people.__getitem__, EVERYBODY), *house.fill(7)]
    ballot = house.open_ballot(principle, way="pulse")
    shown = []
    for person in people:
        house.hand_in(person, ballot, said(house, ballot, "with"))
        shown.append(numbers(house, ballot))
    assert shown == [0] * 4 + [5] * 5 + [10] * 3


def test_who_changes_again_and_again_moves_no_live_numbers(
    house: TestHouse, principle: int
) -> None:
    """Five changes of one person are one person's: the difference would be their answer."""
    ballot = house.open_ballot(principle, way="pulse")
    for name in EVERYBODY:
        house.hand_in(name, ballot, said(house, ballot, "with"))
    for number in range(1, 12):
        choice = ("not", "unsure", "with")[number % 3]
        house.hand_in("Ada", ballot, said(house, ballot, choice), number=number)
        assert numbers(house, ballot) == 5
    for name in EVERYBODY[1:4]:
        house.hand_in(name, ballot, said(house, ballot, "not"), number=1)
        assert numbers(house, ballot) == 5
    house.hand_in("Eva", ballot, said(house, ballot, "not"), number=1)
    assert numbers(house, ballot) < 5


def test_a_pulse_keeps_the_numbers_that_were_shown_last(house: TestHouse, principle: int) -> None:
    """At the close nothing is counted anew: it would tell what the last few said."""
    people = [*map(house.people.__getitem__, EVERYBODY), *house.fill(2)]
    ballot = house.open_ballot(principle, way="pulse")
    for person in people:
        house.hand_in(person, ballot, said(house, ballot, "with"))
    house.close_ballot(ballot)
    assert numbers(house, ballot) == 5
    assert house.rows(HandIn) == []


def test_a_pulse_is_answered_whole_so_that_no_number_stands_on_one_answer(
    house: TestHouse, principle: int
) -> None:
    ballot = house.open_ballot(principle, way="pulse")
    with pytest.raises(NotValid, match="answer each"):
        house.hand_in("Ada", ballot, {})
    assert house.rows(HandIn) == []


def test_the_same_key_with_another_answer_is_no_repeat(house: TestHouse, principle: int) -> None:
    ballot = house.open_ballot(principle)
    for choice, number, taken in (("yes", 0, 1), ("yes", 0, 1), ("no", 1, 2)):
        made = house.do(papers.hand_in, house.people["Ada"], ballot=ballot, number=number,
                        answers=said(house, ballot, choice), key="one-key-of-a-phone")  # fmt: skip
        assert made == {"number": taken}
    with pytest.raises(Refusal, match="Another phone"):
        house.do(papers.hand_in, house.people["Ada"], ballot=ballot, number=0,
                 answers=said(house, ballot, "yes"), key="one-key-of-a-phone")  # fmt: skip


def test_a_repeat_after_the_end_is_answered_as_the_first_was(
    house: TestHouse, principle: int
) -> None:
    ballot = house.open_ballot(principle, hours=24)
    sent = {"ballot": ballot, "number": 0, "answers": said(house, ballot, "yes"), "key": "a-key-01"}
    assert house.do(papers.hand_in, house.people["Ada"], **sent) == {"number": 1}
    house.clock.turn(hours=25)
    assert house.do(papers.hand_in, house.people["Ada"], **sent) == {"number": 1}
    with pytest.raises(Refusal, match="closed"):
        house.do(papers.hand_in, house.people["Bo"], **sent)


def test_a_second_rating_shows_the_first_round_of_rating_and_no_other_ballot(
    house: TestHouse, principle: int
) -> None:
    house.close_ballot(house.open_ballot(principle, way="rating", rounds=2))
    house.close_ballot(house.open_ballot(principle))
    house.open_ballot(principle, way="rating")
    ada = house.people["Ada"].participant_id or 0
    with house.database.reading() as session:
        view = my_paper(session, Scope(house.workshop, house.clock.now, participant_id=ada))
    (one,) = view["paper"]["revisions"]
    assert (one["before"]["way"], one["before"]["round"]) == ("rating", 1)


def said(house: TestHouse, ballot: int, choice: str) -> dict[str, str]:
    (row,) = house.rows(BallotRevision, BallotRevision.ballot_id == ballot)
    return {str(row.revision_id): choice} if choice else {}


def record(house: TestHouse, ballot: int) -> dict[str, object]:
    (row,) = house.rows(BallotRevision, BallotRevision.ballot_id == ballot)
    assert row.record is not None
    return dict(row.record)


def numbers(house: TestHouse, ballot: int) -> int:
    """How many are with it, as everybody sees it now."""
    (row,) = house.rows(BallotRevision, BallotRevision.ballot_id == ballot)
    if row.record is None:
        return 0
    low, high = dict(row.record["numbers"])["with"]
    assert low == high
    return int(low)


def close_with_nobody(house: TestHouse, principle: int, **rule: object) -> int:
    ballot = house.open_ballot(principle, **rule)
    house.close_ballot(ballot)
    return ballot
