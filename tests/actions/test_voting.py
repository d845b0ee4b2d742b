"""Ballots: who may vote, which paper counts, and what is gone after the close."""

import pytest

from tests.house import TestHouse
from workshop.actions import closing, joining, opening
from workshop.actions.counting import KEY_LOST
from workshop.domain.actors import SERVER
from workshop.domain.groups import TooFewToVote
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.models import Ballot, BallotRevision, Elector, HandIn, JournalEntry, Revision
from workshop.models.seals import destroy_key, key_names
from workshop.projections import room
from workshop.projections.scope import Scope, View

EVERYBODY = ("Ada", "Bo", "Cem", "Dee", "Eva")


@pytest.fixture
def principle(house: TestHouse) -> int:
    house.go("draft")
    return house.add_principle()


@pytest.fixture
def ballot(house: TestHouse, principle: int) -> int:
    return house.open_ballot(principle)


def test_a_ballot_freezes_who_votes_and_what_about(house: TestHouse, ballot: int) -> None:
    voices = {row.participant_id: row.voice for row in house.rows(Elector)}
    assert voices == {
        house.people[name].participant_id: f"v{number}"
        for name, number in zip(EVERYBODY, (1, 1, 2, 2, 3), strict=True)
    }
    assert len(house.rows(BallotRevision)) == len(house.rows(Revision)) == 1


def test_who_comes_after_the_opening_does_not_vote(house: TestHouse, ballot: int) -> None:
    late = house.come_in("Late", "v1")
    with pytest.raises(NotAllowed, match="before you came"):
        house.hand_in(late, ballot, _answer(house, "yes"))
    assert house.rows(HandIn) == []


def test_who_was_gone_at_the_opening_does_not_vote(house: TestHouse, principle: int) -> None:
    house.fill(1)
    _place(house, "Eva", "gone")
    ballot = house.open_ballot(principle)
    with pytest.raises(NotAllowed):
        house.hand_in("Eva", ballot, _answer(house, "yes"))


def test_fewer_than_k_people_cannot_vote_in_secret(house: TestHouse, principle: int) -> None:
    _place(house, "Eva", "gone")
    with pytest.raises(TooFewToVote):
        house.open_ballot(principle)
    assert house.rows(Ballot) == []
    assert key_names(house.settings.keys_dir) == set()


def test_a_ballot_does_not_open_when_the_numbers_have_changed(
    house: TestHouse, principle: int
) -> None:
    house.go("ballot")
    with pytest.raises(Refusal, match="came or went"):
        house.do(opening.open_ballot, house.sam, principles=[principle],
                 expected="v1:2,v2:3,v3:1")  # fmt: skip
    assert house.do(opening.open_ballot, house.sam, principles=[principle],
                    expected="v1:2,v2:2,v3:1")  # fmt: skip


def test_two_ballots_cannot_be_open(house: TestHouse, principle: int, ballot: int) -> None:
    with pytest.raises(Refusal, match="ballot is open"):
        house.do(opening.open_ballot, house.sam, principles=[principle])


@pytest.mark.parametrize("count", [0, 13])
def test_a_paper_has_one_to_twelve_principles(house: TestHouse, count: int) -> None:
    house.go("ballot")
    with pytest.raises(NotValid):
        house.do(opening.open_ballot, house.sam, principles=list(range(1, count + 1)))


def test_the_last_paper_of_a_person_counts(house: TestHouse, ballot: int) -> None:
    for name in EVERYBODY:
        house.hand_in(name, ballot, _answer(house, "yes"))
    changed = _answer(house, "no", why="I changed my mind.")
    assert house.hand_in("Ada", ballot, changed, number=1) == 2
    house.close_ballot(ballot)
    record = _record(house, ballot)
    assert (record["papers"], record["against"]) == (5, ["I changed my mind."])


def test_a_reason_taken_back_is_not_published(house: TestHouse, ballot: int) -> None:
    house.hand_in("Ada", ballot, _answer(house, "no", why="It hurts.", harm="on"))
    house.hand_in("Ada", ballot, _answer(house, "yes"), number=1)
    for name in EVERYBODY[1:]:
        house.hand_in(name, ballot, _answer(house, "yes"))
    house.close_ballot(ballot)
    record = _record(house, ballot)
    assert (record["verdict"], record["harm"], record["against"]) == (
        "agreed_in_the_room", False, [],
    )  # fmt: skip


def test_a_stale_paper_is_refused_and_undoes_nothing(house: TestHouse, ballot: int) -> None:
    house.hand_in("Ada", ballot, _answer(house, "yes"))
    with pytest.raises(Refusal, match="Another phone"):
        house.hand_in("Ada", ballot, _answer(house, "no"), number=0)
    assert [row.number for row in house.rows(HandIn)] == [1]


def test_no_paper_comes_in_after_the_close(house: TestHouse, ballot: int) -> None:
    house.do(closing.close_ballot, house.sam, ballot=ballot)
    for _ in ("closing", "closed"):
        with pytest.raises(Refusal, match="closed"):
            house.hand_in("Ada", ballot, _answer(house, "yes"))
        house.finish_ballot(ballot)


def test_an_answer_that_is_not_on_the_paper_is_refused(house: TestHouse, ballot: int) -> None:
    with pytest.raises(NotValid):
        house.hand_in("Ada", ballot, _answer(house, "perhaps"))
    assert house.rows(HandIn) == []


def test_votes_and_key_are_gone_after_the_close(house: TestHouse, ballot: int) -> None:
    for name in EVERYBODY:
        house.hand_in(name, ballot, _answer(house, "yes"))
    assert len(house.rows(HandIn)) == 5
    assert len(key_names(house.settings.keys_dir)) == 1
    house.close_ballot(ballot)
    assert house.rows(HandIn) == []
    assert key_names(house.settings.keys_dir) == set()


def test_papers_are_sealed_at_one_length(house: TestHouse, ballot: int) -> None:
    house.hand_in("Ada", ballot, _answer(house, "yes"))
    house.hand_in("Bo", ballot, _answer(house, "no", why="A long reason. " * 50))
    sealed = [row.sealed for row in house.rows(HandIn)]
    assert len({len(paper) for paper in sealed}) == 1
    assert not any(b"reason" in paper or b"choice" in paper for paper in sealed)


def test_a_lost_key_makes_the_ballot_void(house: TestHouse, ballot: int) -> None:
    house.hand_in("Ada", ballot, _answer(house, "yes"))
    destroy_key(house.settings.keys_dir, house.row(Ballot, ballot).seal)
    with pytest.raises(Refusal, match="key of the ballot was lost"):
        house.hand_in("Bo", ballot, _answer(house, "yes"))
    house.close_ballot(ballot)
    row = house.row(Ballot, ballot)
    assert (row.state, row.void_reason) == ("void", KEY_LOST)
    assert house.rows(HandIn) == []
    assert [one.record for one in house.rows(BallotRevision)] == [None]


def test_a_void_ballot_keeps_its_reason_and_is_voted_again(
    house: TestHouse, principle: int, ballot: int
) -> None:
    house.hand_in("Ada", ballot, _answer(house, "yes"))
    answer = house.do(closing.void_ballot, house.sam, ballot=ballot, reason="The power went.")
    destroy_key(house.settings.keys_dir, answer["destroy"])
    assert house.row(Ballot, ballot).void_reason == "The power went."
    assert house.rows(HandIn) == []
    again = house.open_ballot(principle)
    assert house.row(Ballot, again).state == "open"


def test_what_a_closed_ballot_came_to_stays(house: TestHouse, ballot: int) -> None:
    house.close_ballot(ballot)
    with pytest.raises(Refusal, match="closed"):
        house.do(closing.void_ballot, house.sam, ballot=ballot, reason="I do not like it.")


def test_a_ballot_that_a_stop_left_closing_is_finished_at_the_next_start(
    house: TestHouse, ballot: int
) -> None:
    for name in EVERYBODY:
        house.hand_in(name, ballot, _answer(house, "yes"))
    house.do(closing.close_ballot, house.sam, ballot=ballot)
    restarted = house.copy_in(house.database, house.settings)
    restarted.finish_ballot(ballot)
    restarted.finish_ballot(ballot)
    assert _record(restarted, ballot)["papers"] == 5
    assert restarted.rows(HandIn) == []
    assert key_names(restarted.settings.keys_dir) == set()


def test_only_the_server_counts(house: TestHouse, ballot: int) -> None:
    house.do(closing.close_ballot, house.sam, ballot=ballot)
    with pytest.raises(NotAllowed):
        house.do(closing.finish_ballot, house.sam, ballot=ballot, records=None)
    with pytest.raises(NotFound):
        house.do(closing.finish_ballot, SERVER, ballot=ballot + 100, records=None)


def test_a_ballot_on_hold_tells_nothing_and_a_second_ballot_follows(
    house: TestHouse, principle: int, ballot: int
) -> None:
    house.hand_in("Ada", ballot, _answer(house, "no", why="It hurts.", harm="on"))
    for name in EVERYBODY[1:]:
        house.hand_in(name, ballot, _answer(house, "yes"))
    house.close_ballot(ballot)
    assert _record(house, ballot)["verdict"] == "on_hold"
    second = house.open_ballot(principle)
    for name in EVERYBODY:
        house.hand_in(name, second, _answer(house, "yes"))
    house.close_ballot(second)
    assert house.row(Ballot, second).number == 2
    assert _record(house, second)["verdict"] != "on_hold"


def test_what_is_published_names_nobody(house: TestHouse, ballot: int) -> None:
    for name in EVERYBODY:
        house.hand_in(name, ballot, _answer(house, "yes"))
    house.close_ballot(ballot)
    told = str(_record(house, ballot))
    for name in EVERYBODY:
        assert name not in told
        assert str(house.people[name].participant_id) not in told


def _answer(house: TestHouse, choice: str, why: str = "", harm: str = "") -> dict[str, str]:
    (revision,) = {row.revision_id for row in house.rows(BallotRevision)}
    fields = {str(revision): choice, f"{revision}-no-why": why, f"{revision}-harm": harm}
    return {name: text for name, text in fields.items() if text}


def _record(house: TestHouse, ballot: int) -> dict[str, object]:
    (row,) = house.rows(BallotRevision, BallotRevision.ballot_id == ballot)
    assert row.record is not None
    return dict(row.record)


def _place(house: TestHouse, name: str, standing: str) -> None:
    number = house.people[name].participant_id
    house.do(joining.place_person, house.sam, participant=number, standing=standing)


def test_a_ballot_that_is_made_void_twice_is_void_once(house: TestHouse, ballot: int) -> None:
    answers = [
        house.do(closing.void_ballot, house.sam, ballot=ballot, reason=reason)
        for reason in ("The power went.", "The power went.", "Another reason.")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert house.row(Ballot, ballot).void_reason == "The power went."
    assert len(house.rows(JournalEntry, JournalEntry.what == "ballot.voided")) == 1


def test_everybody_reads_why_a_ballot_is_void_until_the_next_one_opens(
    house: TestHouse, principle: int, ballot: int
) -> None:
    house.do(closing.void_ballot, house.sam, ballot=ballot, reason="The power went.")
    assert _task(house)["void_reason"] == "The power went."
    house.close_ballot(house.open_ballot(principle))
    assert _task(house)["void_reason"] == ""


def _task(house: TestHouse) -> View:
    with house.database.reading() as session:
        return room.task(session, Scope(house.workshop, house.clock.now))
