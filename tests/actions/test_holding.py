"""A suggestion that is held back: its author and who runs today see it, and nobody else."""

from typing import Any

import pytest

from tests.actions.test_suggesting import (
    BASE,
    FIRST,
    LAST,
    all_words,
    news,
    room,
    save,
    says,
    scope,
    seen,
    suggest,
    waiting,
)
from tests.house import TestHouse
from workshop.actions import agenda, answering, holding, suggesting
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.models import MeToo, Suggestion
from workshop.projections.desk import waiting as waits_for_a_look
from workshop.projections.person import mine
from workshop.projections.room import principle
from workshop.projections.suggestions import one_suggestion, suggestions_to_judge

__all__ = ["room"]
WORDS = "We always ask, said Jo Miller."


def judge(house: TestHouse, suggestion: int, state: str, reason: str = "It names Jo.") -> None:
    house.judge(suggestion, state, reason)


def change(house: TestHouse, who: str, suggestion: int, text: str, reason: str = "So.") -> None:
    house.do(holding.change_suggestion, house.people[who], suggestion=suggestion, text=text,
             reason=reason)  # fmt: skip


def told(house: TestHouse, who: str) -> list[tuple[str, str]]:
    with house.database.reading() as session:
        held = (mine(session, scope(house, who)) or {})["held"]
    return [(one["judged"], one["held_because"]) for one in held]


def looked_through(house: TestHouse) -> list[dict[str, Any]]:
    with house.database.reading() as session:
        return suggestions_to_judge(session, scope(house, ""))


@pytest.mark.parametrize("state", ["held", "returned"])
def test_what_is_held_back_is_shown_to_its_author_and_who_runs_today_alone(
    room: TestHouse, state: str
) -> None:
    made, kept = suggest(room, "Ada", WORDS), suggest(room, "Bo", LAST)
    judge(room, made, state)
    for who in ("Ada", "Eva"):
        view = seen(room, who)
        assert [one["id"] for one in waiting(view)] == [kept]
        assert "Jo Miller" not in all_words(view)
    with room.database.reading() as session:
        assert one_suggestion(session, scope(room, "Eva", made)) is None
        assert (principle(session, scope(room, "Eva")) or {})["suggestions"] == 1
        assert waits_for_a_look(session, scope(room, ""))["held_suggestions"] == 1
    assert (told(room, "Ada"), told(room, "Bo")) == ([(state, "It names Jo.")], [])
    first, _ = looked_through(room)
    assert (first["id"], first["state"]) == (made, state)
    assert "Jo Miller" in "".join(piece.text for piece in first["pieces"])
    judge(room, made, "kept", "")
    assert {one["id"] for one in waiting(seen(room))} == {made, kept}
    assert told(room, "Ada") == []


def test_the_look_that_may_hold_one_back_does_not_learn_who_made_it(room: TestHouse) -> None:
    suggest(room, "Ada", FIRST)
    (one,) = looked_through(room)
    shown = {"id", "pieces", "why", "state", "reason", "number", "was_words", "can_return"}
    assert set(one) == shown
    assert str(room.people["Ada"].participant_id) not in all_words(one)


def test_only_its_author_is_told_that_it_was_held_back(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    room.told.clear()
    judge(room, made, "held")
    people = {stale.audience for stale in room.told if stale.audience.startswith("person")}
    assert people == {f"person:{room.people['Ada'].participant_id}"}
    assert ("desk", "waiting") in {(stale.audience, stale.slice) for stale in room.told}


def test_what_is_held_back_is_not_taken_joined_declined_or_wanted_too(room: TestHouse) -> None:
    made, other = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    judge(room, made, "held")
    for action, who, more in (
        (answering.take_suggestion, room.sam, {"suggestion": made}),
        (answering.take_edited, room.sam, {"suggestion": made, "text": "We ask.", "opened": BASE}),
        (answering.join_suggestion, room.sam, {"suggestion": made, "to": other}),
        (answering.join_suggestion, room.sam, {"suggestion": other, "to": made}),
        (answering.decline_suggestion, room.sam, {"suggestion": made, "reason": "No."}),
        (suggesting.say_me_too, room.people["Eva"], {"suggestion": made, "is_so": True}),
    ):
        with pytest.raises(NotFound):
            room.do(action, who, **more)
    assert says(room) == BASE
    assert room.rows(MeToo) == []
    assert [row.state for row in room.rows(Suggestion)] == ["open", "open"]


def test_its_author_changes_what_was_returned_and_it_goes_on(room: TestHouse) -> None:
    made = suggest(room, "Ada", WORDS)
    room.do(suggesting.say_me_too, room.people["Bo"], suggestion=made, is_so=True)
    judge(room, made, "returned")
    change(room, "Ada", made, WORDS, "Without the name of Jo.")
    (one,) = waiting(seen(room))
    assert (one["id"], one["reason"], one["also"]) == (made, "Without the name of Jo.", 1)
    assert told(room, "Ada") == []
    for _ in range(2):
        change(room, "Ada", made, WORDS, "Without the name of Jo.")


def test_who_wanted_other_words_does_not_want_the_changed_ones(room: TestHouse) -> None:
    made = suggest(room, "Ada", WORDS)
    room.do(suggesting.say_me_too, room.people["Bo"], suggestion=made, is_so=True)
    judge(room, made, "returned")
    change(room, "Ada", made, FIRST)
    assert [one["also"] for one in waiting(seen(room))] == [0]
    assert seen(room, "Bo")["is_supported"] == set()


def test_what_was_held_stays_held_when_it_is_changed_until_it_is_let_go_on(
    room: TestHouse,
) -> None:
    made = suggest(room, "Ada", WORDS)
    judge(room, made, "held")
    change(room, "Ada", made, FIRST)
    assert waiting(seen(room)) == []
    assert told(room, "Ada") == [("held", "It names Jo.")]
    judge(room, made, "kept", "")
    assert [one["id"] for one in waiting(seen(room))] == [made]
    with pytest.raises(Refusal, match="only while it is held back"):
        change(room, "Ada", made, LAST)


def test_it_goes_on_only_in_words_that_were_read(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    judge(room, made, "held")
    for text, why in ((FIRST, "Jo Miller never asked."), (WORDS, "So.")):
        (shown,) = looked_through(room)
        change(room, "Ada", made, text, why)
        for mark in (shown["was_words"], ""):
            with pytest.raises(Refusal, match="changed it since"):
                room.do(holding.judge_suggestion, room.sam, suggestion=made, state="kept",
                        was_words=mark)  # fmt: skip
        assert waiting(seen(room)) == []
    (shown,) = looked_through(room)
    for _ in range(2):
        room.do(holding.judge_suggestion, room.sam, suggestion=made, state="kept",
                was_words=shown["was_words"])  # fmt: skip
    assert [one["id"] for one in waiting(seen(room))] == [made]


def test_what_was_returned_does_not_go_on_unchanged(room: TestHouse) -> None:
    made = suggest(room, "Ada", WORDS)
    judge(room, made, "returned")
    why = room.row(Suggestion, made).reason
    with pytest.raises(NotValid, match="Nothing is changed yet"):
        change(room, "Ada", made, WORDS, why)
    assert waiting(seen(room)) == []


def test_a_reason_is_changed_though_the_field_says_the_words_by_now(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST, reason="Jo Miller never asked.")
    judge(room, made, "returned")
    save(room, FIRST)
    change(room, "Ada", made, FIRST, "Nobody asked.")
    assert [one["reason"] for one in waiting(seen(room))] == ["Nobody asked."]


def test_nobody_else_changes_it_and_it_says_something_new(room: TestHouse) -> None:
    made = suggest(room, "Ada", WORDS)
    judge(room, made, "returned")
    with pytest.raises(NotFound):
        change(room, "Bo", made, FIRST)
    for text, why, field in ((BASE, "So.", "text"), (FIRST, " ", "reason")):
        with pytest.raises(NotValid) as refused:
            change(room, "Ada", made, text, why)
        assert refused.value.field == field
    assert room.row(Suggestion, made).text == WORDS


@pytest.mark.parametrize("which", [0, 1])
def test_what_was_joined_stands_alone_when_one_of_them_is_held_back(
    room: TestHouse, which: int
) -> None:
    pair = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    room.do(answering.join_suggestion, room.sam, suggestion=pair[0], to=pair[1])
    judge(room, pair[which], "held")
    (left,) = waiting(seen(room))
    assert (left["id"], left["joined"]) == (pair[1 - which], [])
    room.do(answering.take_suggestion, room.sam, suggestion=left["id"])
    assert says(room) == (LAST, FIRST)[which]
    judge(room, pair[which], "kept", "")
    assert [one["id"] for one in waiting(seen(room))] == [pair[which]]


def test_what_was_taken_is_held_back_but_not_returned_and_its_words_stay(room: TestHouse) -> None:
    pair = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    room.do(answering.join_suggestion, room.sam, suggestion=pair[0], to=pair[1])
    room.do(answering.take_suggestion, room.sam, suggestion=pair[1])
    said = says(room)
    with pytest.raises(Refusal, match="already"):
        judge(room, pair[1], "returned")
    judge(room, pair[1], "held")
    settled = [one for field in seen(room)["fields"] for one in field["settled"]]
    assert [one["id"] for one in settled] == [pair[0]]
    assert says(room) == said
    with pytest.raises(Refusal, match="already"):
        change(room, "Bo", pair[1], BASE.replace("We", "You"))
    judge(room, pair[1], "kept", "")
    settled = [one for field in seen(room)["fields"] for one in field["settled"]]
    assert [(one["id"], len(one["joined"])) for one in settled] == [(pair[1], 1)]


def test_a_declined_one_keeps_its_answer_while_it_is_held(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    room.do(answering.decline_suggestion, room.sam, suggestion=made, reason="It is too long.")
    judge(room, made, "held")
    judge(room, made, "kept", "")
    settled = [one for field in seen(room)["fields"] for one in field["settled"]]
    assert [one["answer"] for one in settled] == ["It is too long."]
    assert news(room, "Ada") == [("Not taken", "", "It is too long.")]


def test_it_is_taken_back_while_it_is_held_and_after_a_close_it_can_still_be_held(
    room: TestHouse,
) -> None:
    made, other = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    room.do(agenda.close_workshop, room.sam)
    judge(room, made, "held")
    room.do(suggesting.withdraw_suggestion, room.people["Ada"], suggestion=made)
    assert [row.id for row in room.rows(Suggestion)] == [other]
    with pytest.raises(NotAllowed):
        room.do(holding.judge_suggestion, room.people["Eva"], suggestion=other, state="held")
