"""What was decided in words or openly stands beside the ballots, and changes none of them."""

from typing import Any

import pytest

from tests.actions.voted import drafted, edition_now, printed, review, vote
from tests.house import TestHouse
from workshop.actions import joining, opening, publication, reviewing
from workshop.actions.drafting import Conflict
from workshop.domain.refusals import Refusal
from workshop.models import Decision, JournalEntry, OpenDecision, Revision
from workshop.projections.outcomes import outcomes_in
from workshop.publishing.text import lines_of
from workshop.publishing.wording import sentence_words


@pytest.fixture
def principle(house: TestHouse) -> int:
    """A principle, with six people in the room."""
    return drafted(house)


def decide(house: TestHouse, principle: int, is_agreed: bool = True, **more: Any) -> int:
    args = {"text": "Each said in turn.", "key": house.key()} | more
    made = house.do(reviewing.record_decision, house.sam, principle=principle, is_agreed=is_agreed,
                    **args)  # fmt: skip
    house.clock.turn(minutes=1)
    return int(made["decision"])


def write(house: TestHouse, principle: int, text: str, version: int) -> None:
    house.do(reviewing.write_decision, house.sam, principle=principle, text=text, version=version)


def kinds(house: TestHouse) -> list[str]:
    """Everything that stands on the principle, in order."""
    (outcome,) = review(house)["outcomes"]
    return [*(one["kind"] for one in outcome["earlier"]), outcome["kind"]]


def test_two_facilitators_never_write_over_each_other(house: TestHouse, principle: int) -> None:
    vote(house, principle)
    house.go("review")
    write(house, principle, "We try it.", 0)
    with pytest.raises(Conflict) as conflict:
        write(house, principle, "We wait.", 0)
    assert (conflict.value.theirs, conflict.value.yours) == ("We try it.", "We wait.")
    assert conflict.value.command == "decision.write"
    write(house, principle, "We wait.", 1)
    kept = house.row(Decision, principle)
    assert (kept.text, kept.version) == ("We wait.", 2)


def test_a_decision_in_words_is_shown_to_the_room_and_printed(
    house: TestHouse, principle: int
) -> None:
    vote(house, principle)
    house.go("review")
    write(house, principle, "We try it for half a year.", 0)
    (outcome,) = review(house)["outcomes"]
    assert outcome["decision"] == printed(house).decision == "We try it for half a year."


def test_an_open_decision_keeps_who_was_there_by_voice_and_the_words_as_they_were(
    house: TestHouse, principle: int
) -> None:
    house.go("ballot")
    number = house.people["Ada"].participant_id
    house.do(joining.place_person, house.sam, participant=number, standing="gone")
    kept = house.row(OpenDecision, decide(house, principle))
    assert kept.people == {"v1": 1, "v2": 2, "v3": 2}
    assert house.row(Revision, kept.revision_id).texts == {"statement": "We ask before we advise."}
    (told,) = house.rows(JournalEntry, JournalEntry.what == "decision.recorded")
    assert told.detail == {"principle_id": principle, "number": 1, "is_agreed": True}


def test_a_repeated_tap_records_one_decision(house: TestHouse, principle: int) -> None:
    house.go("ballot")
    first = decide(house, principle, key="the-same-key")
    assert decide(house, principle, key="the-same-key") == first
    assert len(house.rows(OpenDecision)) == 1


def test_nothing_is_decided_openly_while_people_vote_in_secret(
    house: TestHouse, principle: int
) -> None:
    house.open_ballot(principle)
    with pytest.raises(Refusal, match="A ballot is open"):
        decide(house, principle)


def test_a_later_ballot_stands_over_an_open_decision_and_hides_it_not(
    house: TestHouse, principle: int
) -> None:
    house.go("ballot")
    decide(house, principle, is_agreed=True)
    vote(house, principle, Ada="no", Bo="no", Cem="no")
    assert kinds(house) == ["agreed_openly", "not_agreed"]
    text = printed(house)
    assert (text.status, text.verdict) == ("not_agreed", "Not agreed.")
    assert [ballot.title for ballot in text.ballots] == ["Decided openly", "Ballot 1"]


def test_an_open_decision_does_not_hide_the_ballot_before_it(
    house: TestHouse, principle: int
) -> None:
    vote(house, principle, Ada="no", Bo="no", Cem="no")
    decide(house, principle, is_agreed=True)
    assert kinds(house) == ["not_agreed", "agreed_openly"]
    (outcome,) = review(house)["outcomes"]
    assert outcome["before"]["kind"] == "not_agreed"
    assert outcome["before"]["rows"]
    text = printed(house)
    assert text.status == "agreed_openly"
    assert text.verdict == (
        "Agreed openly, not by secret ballot. Before that, by secret ballot: Not agreed."
    )


def test_in_the_ballot_step_both_stand_in_order_and_neither_twice(
    house: TestHouse, principle: int
) -> None:
    vote(house, principle, Ada="no", Bo="no", Cem="no")
    decide(house, principle)
    with house.database.reading() as session:
        found = outcomes_in(session, house.workshop, house.steps["ballot"])
        elsewhere = outcomes_in(session, house.workshop, house.steps["review"])
    assert [one["kind"] for one in found] == ["not_agreed", "agreed_openly"]
    assert found[1]["before"] is None
    assert [one["kind"] for one in elsewhere] == ["agreed_openly"]
    assert elsewhere[0]["before"]["kind"] == "not_agreed"


def test_at_the_same_moment_the_secret_ballot_comes_last(
    house: TestHouse, principle: int
) -> None:
    vote(house, principle, Ada="no", Bo="no", Cem="no")
    house.alter(OpenDecision, decide(house, principle), decided_at=_closed_at(house))
    assert kinds(house) == ["agreed_openly", "not_agreed"]


def test_an_edition_can_be_made_of_open_decisions_and_never_calls_them_agreed_alone(
    house: TestHouse, principle: int
) -> None:
    house.go("ballot")
    decide(house, principle)
    house.do(publication.publish_edition, house.sam)
    (openly,) = printed(house).ballots
    sentence, words, people = openly.verdict.split("\n\n")
    assert sentence.startswith("Agreed openly, not by secret ballot.")
    assert words == "Each said in turn."
    assert people.count("fewer than five people") == 3
    assert "1 in all: 1 agreed openly" in str(lines_of(edition_now(house)))


def test_screens_and_edition_tell_who_was_there_by_one_rule(
    house: TestHouse, principle: int
) -> None:
    house.fill(3, "v2")
    house.go("ballot")
    decide(house, principle)
    (outcome,) = review(house)["outcomes"]
    assert all(set(one) == {"label", "shape", "told"} for one in outcome["people"])
    told = [f"{one['label']}: {sentence_words(one['told'], str.format)}"
            for one in outcome["people"]]  # fmt: skip
    assert [one.split(": ")[1] for one in told] == [
        "fewer than five people", "5 people", "fewer than five people",
    ]  # fmt: skip
    (openly,) = printed(house).ballots
    assert openly.verdict.endswith(f"Who was there: {'; '.join(told)}.")


def test_the_secret_way_stays_open_after_an_open_decision(
    house: TestHouse, principle: int
) -> None:
    house.go("ballot")
    decide(house, principle)
    assert house.do(opening.open_ballot, house.sam, principles=[principle])["ballot"]


def _closed_at(house: TestHouse) -> Any:
    (ballot,) = house.rows(opening.Ballot)
    return ballot.closed_at
