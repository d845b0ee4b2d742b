"""What becomes of suggestions: none is taken unseen, and nothing is written over."""

import pytest

from tests.actions.test_suggesting import (
    BASE,
    FIRST,
    LAST,
    news,
    room,
    save,
    says,
    seen,
    shown,
    suggest,
    waiting,
)
from tests.house import TestHouse
from workshop.actions import answering, suggesting
from workshop.actions.drafting import Conflict
from workshop.domain.refusals import NotValid, Refusal
from workshop.models import Suggestion

__all__ = ["room"]


def test_one_is_taken_in_other_words(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    room.do(answering.take_edited, room.sam, suggestion=made, text="We always ask.",
            opened=BASE)  # fmt: skip
    assert says(room) == "We always ask."
    assert news(room, "Ada") == [("Taken, with other words", "", "")]


def test_taking_in_other_words_never_writes_over_what_was_not_seen(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    save(room, "We wait.")
    with pytest.raises(Conflict) as refused:
        room.do(answering.take_edited, room.sam, suggestion=made, text="We always ask.",
            opened=BASE)  # fmt: skip
    assert (refused.value.theirs, refused.value.yours) == ("We wait.", "We always ask.")
    assert says(room) == "We wait."


def test_changes_that_do_not_touch_are_both_made(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    save(room, LAST)
    one = shown(room, made)
    assert (one["has_moved"], one["fits"], one["base"], one["text"]) == (True, True, BASE, FIRST)
    room.do(answering.take_suggestion, room.sam, suggestion=made)
    assert says(room) == LAST.replace("We ask", "We always ask")


def test_changes_that_touch_are_shown_as_three_texts_and_not_taken(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    save(room, BASE.replace("We ask", "We never ask"))
    one = shown(room, made)
    assert (one["has_moved"], one["fits"], one["base"], one["text"]) == (True, False, BASE, FIRST)
    assert [piece.text for piece in one["moved"] if piece.kind == "added"] == [" never"]
    with pytest.raises(Refusal, match="by hand"):
        room.do(answering.take_suggestion, room.sam, suggestion=made)
    assert room.row(Suggestion, made).state == "open"
    assert waiting(seen(room))[0]["id"] == made


def test_two_suggestions_on_other_words_are_taken_one_after_the_other(room: TestHouse) -> None:
    for made in (suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)):
        room.do(answering.take_suggestion, room.sam, suggestion=made)
    assert says(room) == LAST.replace("We ask", "We always ask")


def test_what_is_joined_is_taken_together_and_both_authors_are_told(room: TestHouse) -> None:
    first, second = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    room.do(suggesting.say_me_too, room.people["Cem"], suggestion=first, is_so=True)
    room.do(answering.join_suggestion, room.sam, suggestion=first, to=second)
    assert news(room, "Ada") == [("Joined with another suggestion", "", "")]
    (one,) = waiting(seen(room))
    assert (one["id"], one["also"], len(one["joined"])) == (second, 2, 1)
    room.do(suggesting.read_answer, room.people["Ada"], suggestion=first)
    room.do(answering.take_suggestion, room.sam, suggestion=second)
    assert says(room) == LAST.replace("We ask", "We always ask")
    taken = "Taken, as it was suggested"
    assert news(room, "Ada") == [("Joined with another suggestion", taken, "")]
    assert news(room, "Bo") == [(taken, "", "")]


def test_only_two_on_one_field_are_joined(room: TestHouse) -> None:
    first = suggest(room, "Ada", FIRST)
    other = suggest(room, "Bo", "It helps.", base="", field="why_it_matters")
    for to in (first, other):
        with pytest.raises(NotValid):
            room.do(answering.join_suggestion, room.sam, suggestion=first, to=to)


def test_one_that_is_declined_stays_with_the_reason_and_can_be_taken_later(
    room: TestHouse,
) -> None:
    made = suggest(room, "Ada", FIRST)
    with pytest.raises(NotValid):
        room.do(answering.decline_suggestion, room.sam, suggestion=made, reason="")
    room.do(answering.decline_suggestion, room.sam, suggestion=made, reason="It is too long.")
    (field,) = (one for one in seen(room)["fields"] if one["settled"])
    assert [one["answer"] for one in field["settled"]] == ["It is too long."]
    assert news(room, "Ada") == [("Not taken", "", "It is too long.")]
    room.do(answering.take_suggestion, room.sam, suggestion=made)
    assert says(room) == FIRST


def test_what_was_taken_is_not_settled_again(room: TestHouse) -> None:
    made, other = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    room.do(answering.take_edited, room.sam, suggestion=made, text="We ask.", opened=BASE)
    for action, more in (
        (answering.take_suggestion, {}),
        (answering.decline_suggestion, {"reason": "No."}),
        (answering.join_suggestion, {"to": other}),
    ):
        with pytest.raises(Refusal, match="already"):
            room.do(action, room.sam, suggestion=made, **more)
    assert says(room) == "We ask."
