"""Nothing that was said on a paper is dropped: it is answered, or it is said that it was not."""

import pytest
from sqlalchemy import delete

from tests.actions.voted import (
    HARM_WORDS,
    IF_WORDS,
    NO_WORDS,
    drafted,
    next_paper,
    objection,
    printed,
    review,
    vote,
)
from tests.house import TestHouse
from workshop.actions import reviewing
from workshop.actions.drafting import Conflict
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.models import Objection, Workshop


@pytest.fixture
def principle(house: TestHouse) -> int:
    """A principle on which a ballot has brought a condition, a reason and a harm."""
    made = drafted(house)
    vote(house, made, Ada="if", Bo="no", Cem="harm")
    house.go("review")
    return made


def judge(house: TestHouse, kind: str, state: str, answer: str = "") -> None:
    """As a page says it that was opened just now."""
    kept = objection(house, kind)
    judge_seen(house, kind, state, answer, (kept.state, kept.answer))


def judge_seen(
    house: TestHouse, kind: str, state: str, answer: str, seen: tuple[str, str]
) -> None:
    """As a page says it that showed this state and answer."""
    house.do(reviewing.judge_objection, house.sam, objection=objection(house, kind).id,
             state=state, answer=answer, was_state=seen[0], was_answer=seen[1])  # fmt: skip


@pytest.mark.parametrize("state", ["integrated", "set_aside"])
def test_to_work_in_or_set_aside_needs_words(house: TestHouse, principle: int, state: str) -> None:
    with pytest.raises(NotValid):
        judge(house, "condition", state, "  ")
    judge(house, "condition", state, "It has a card now.")
    kept = objection(house, "condition")
    assert (kept.state, kept.answer) == (state, "It has a card now.")


def test_a_state_that_is_none_and_an_objection_of_another_workshop_are_refused(
    house: TestHouse, principle: int
) -> None:
    with pytest.raises(NotValid):
        judge(house, "harm", "forgotten", "Words.")
    other = Workshop(
        id=77, organisation_id=1, title="Other", question="?", topic="blank",
        method="quick_session", code="ZZZZ2345", created_at=house.clock(),
    )  # fmt: skip
    house.add(other)
    house.alter(Objection, objection(house, "harm").id, workshop_id=77)
    with pytest.raises(NotFound):
        judge(house, "harm", "talked")


def test_while_people_vote_on_it_nothing_of_what_their_paper_says_can_change(
    house: TestHouse, principle: int
) -> None:
    ballot = house.open_ballot(principle)
    with pytest.raises(Refusal, match="People vote on this principle just now"):
        judge(house, "harm", "talked")
    house.close_ballot(ballot)
    judge(house, "harm", "talked")


def test_an_old_page_does_not_write_over_what_another_facilitator_said(
    house: TestHouse, principle: int
) -> None:
    judge(house, "harm", "set_aside", "We only\ntalk.")
    for seen in (("raised", ""), ("set_aside", "We only."), ("talked", "We only\ntalk.")):
        with pytest.raises(Conflict) as conflict:
            judge_seen(house, "harm", "remains", "It stays.", seen)
    kept = objection(house, "harm")
    assert (kept.state, kept.answer) == ("set_aside", "We only\ntalk.")
    assert (conflict.value.theirs, conflict.value.yours) == ("We only\ntalk.", "It stays.")
    judge_seen(house, "harm", "remains", "It stays.", ("set_aside", "We only\r\ntalk."))
    assert objection(house, "harm").answer == "It stays."


def test_an_answer_that_is_sent_again_is_no_conflict_and_tells_nobody_anything(
    house: TestHouse, principle: int
) -> None:
    judge_seen(house, "harm", "talked", "We did.", ("raised", ""))
    house.told.clear()
    judge_seen(house, "harm", "talked", "We did.", ("raised", ""))
    assert house.told == []


def test_the_room_sees_what_became_of_each(house: TestHouse, principle: int) -> None:
    judge(house, "harm", "set_aside", "We only talk.")
    (outcome,) = review(house)["outcomes"]
    said = [(one["kind"], one["text"], one["said"], one["answer"]) for one in outcome["objections"]]
    assert said == [
        ("harm", HARM_WORDS, "Set aside, with a reason", "We only talk."),
        ("condition", IF_WORDS, "Not talked about yet", ""),
        ("against", NO_WORDS, "Not talked about yet", ""),
    ]


def test_the_next_paper_says_what_people_said_and_what_became_of_it(
    house: TestHouse, principle: int
) -> None:
    judge(house, "condition", "integrated", "There is a card.")
    ballot = house.open_ballot(principle)
    said = [(one["text"], one["answer"]) for one in next_paper(house, ballot)["said"]]
    assert said == [(HARM_WORDS, ""), (IF_WORDS, "There is a card."), (NO_WORDS, "")]


def test_an_edition_prints_what_was_said_on_every_ballot_and_what_became_of_it(
    house: TestHouse, principle: int
) -> None:
    judge(house, "harm", "remains", "We could not settle it.")
    judge(house, "condition", "talked")
    vote(house, principle)
    text = printed(house)
    assert [(one.text, one.answer) for one in text.harms] == [
        (HARM_WORDS, "Remains a concern. We could not settle it.")
    ]
    assert [(one.text, one.answer) for one in text.reservations] == [
        (IF_WORDS, "Talked about."), (NO_WORDS, "Not talked about yet."),
    ]  # fmt: skip


def test_a_harm_without_words_is_printed_too(house: TestHouse) -> None:
    principle = drafted(house)
    vote(house, principle, Cem="harm")
    house.alter(Objection, objection(house, "harm").id, text="")
    (harm,) = printed(house).harms
    assert harm.text == "Somebody marked it, without words."
    assert harm.answer == "Not talked about yet."


def test_a_database_of_an_earlier_release_still_tells_what_its_records_hold(
    house: TestHouse, principle: int
) -> None:
    with house.database.writing() as connection:
        connection.execute(delete(Objection))
    vote(house, principle, Ada="no")
    (outcome,) = review(house)["outcomes"]
    assert [(one["text"], one["state"]) for one in outcome["objections"]] == [
        (NO_WORDS, "raised"), (HARM_WORDS, ""), (IF_WORDS, ""), (NO_WORDS, ""),
    ]  # fmt: skip
    text = printed(house)
    assert {(one.text, one.answer) for one in text.reservations} == {
        (NO_WORDS, "Not talked about yet."), (IF_WORDS, ""), (NO_WORDS, ""),
    }  # fmt: skip
