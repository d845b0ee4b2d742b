"""Suggestions: none is lost or taken unseen, and nobody learns from whom one is."""

from collections.abc import Iterable
from typing import Any

import pytest

from tests.actions.voted import IF_WORDS, NO_WORDS, drafted, vote
from tests.house import TestHouse
from workshop.actions import answering, drafting, joining, joint_writing, suggesting
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.models import MeToo, PrincipleField, Suggestion
from workshop.projections.own_suggestions import my_part, my_suggestions
from workshop.projections.person import mine
from workshop.projections.scope import Scope
from workshop.projections.suggestions import (
    one_suggestion,
    suggestion_to_decide,
    suggestions_in_room,
)

BASE = "We ask people before we advise them on anything."
FIRST, LAST = BASE.replace("We ask", "We always ask"), BASE.replace("anything", "their plans")


@pytest.fixture
def room(house: TestHouse) -> TestHouse:
    """A room that suggests on one principle."""
    house.go("draft")
    house.principle = house.add_principle(BASE)
    house.add_suggesting()
    house.go("suggest")
    return house


def suggest(house: TestHouse, who: str, text: str, base: str = BASE, **more: Any) -> int:
    given = {"field": "statement", "reason": f"So says {who}.", "key": house.key(), **more}
    made = house.do(suggesting.make_suggestion, house.people[who], principle=house.principle,
                    base=base, text=text, **given)  # fmt: skip
    return int(made["suggestion"])


def save(house: TestHouse, text: str) -> None:
    """Somebody writes in the draft while suggestions wait."""
    row = house.row(PrincipleField, (house.principle, "statement"))
    house.go("draft")
    house.do(joint_writing.save_field, house.people["Bo"], principle=house.principle,
             field="statement", text=text, opened=row.text)  # fmt: skip
    house.go("suggest")


def says(house: TestHouse) -> str:
    return str(house.row(PrincipleField, (house.principle, "statement")).text)


def seen(house: TestHouse, who: str = "Eva") -> dict[str, Any]:
    """What a phone is shown: the list, each suggestion in it, and one's own part of those."""
    with house.database.reading() as session:
        view = dict(suggestions_in_room(session, scope(house, who)) or {})
        for field in view["fields"]:
            for kind in ("open", "settled"):
                field[kind] = [
                    one | (one_suggestion(session, scope(house, who, one["id"])) or {})
                    for one in field[kind]
                ]
        own = [my_part(session, scope(house, who, one["id"])) for one in waiting(view)]
    for name in ("is_mine", "is_supported"):
        view[name] = {one["id"] for one in own if one and one[name]}
    return view


def news(house: TestHouse, who: str) -> list[tuple[str, str, str]]:
    with house.database.reading() as session:
        told = (mine(session, scope(house, who)) or {})["answered"]
    return [(one["said"], one["then"], one["answer"]) for one in told]


def shown(house: TestHouse, suggestion: int) -> dict[str, Any]:
    with house.database.reading() as session:
        return dict(suggestion_to_decide(session, scope(house, ""), suggestion)["one"])


def scope(house: TestHouse, who: str, item: int = 0) -> Scope:
    person = house.people[who].participant_id if who else 0
    return Scope(house.workshop, house.clock(), item_id=item or house.principle,
                 participant_id=person or 0)  # fmt: skip


def waiting(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for field in view["fields"] for one in field["open"]]


def all_words(view: Any) -> str:
    if isinstance(view, dict):
        return all_words([*view.keys(), *view.values()])
    is_many = isinstance(view, Iterable) and not isinstance(view, str)
    return " ".join(all_words(one) for one in view) if is_many else str(view)


def test_a_suggestion_is_shown_to_everybody_with_its_reason_and_without_its_author(
    room: TestHouse,
) -> None:
    made = suggest(room, "Ada", FIRST)
    view = seen(room)
    (one,) = waiting(view)
    assert (one["id"], one["reason"]) == (made, "So says Ada.")
    assert str(room.people["Ada"].participant_id) not in all_words(view)
    assert view["is_mine"] == set()
    assert seen(room, "Ada")["is_mine"] == {made}


def test_a_suggestion_sent_twice_is_one_and_nobody_takes_anothers_key(room: TestHouse) -> None:
    first = suggest(room, "Ada", FIRST, key="the-same-key")
    assert suggest(room, "Ada", FIRST, key="the-same-key") == first
    with pytest.raises(NotValid):
        suggest(room, "Bo", FIRST, key="the-same-key")
    assert len(room.rows(Suggestion)) == 1


def test_no_reason_no_change_and_no_such_field_are_refused(room: TestHouse) -> None:
    with pytest.raises(NotValid) as refused:
        suggest(room, "Ada", FIRST, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(NotValid, match="says that already"):
        suggest(room, "Ada", BASE)
    with pytest.raises(NotValid):
        suggest(room, "Ada", FIRST, field="no such field")
    assert room.rows(Suggestion) == []


def test_a_suggestion_names_the_revision_that_it_was_made_from(room: TestHouse) -> None:
    first = suggest(room, "Ada", FIRST)
    room.do(drafting.freeze, room.sam, principle=room.principle)
    second = suggest(room, "Ada", LAST)
    numbers = {row.id: row.revision for row in room.rows(Suggestion)}
    assert numbers == {first: 0, second: 1}


def test_me_too_counts_once_for_each_person_and_can_be_taken_back(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    for who in ("Bo", "Bo", "Cem"):
        room.do(suggesting.say_me_too, room.people[who], suggestion=made, is_so=True)
    assert [one["also"] for one in waiting(seen(room))] == [2]
    assert (seen(room, "Bo")["is_supported"], seen(room, "Eva")["is_supported"]) == ({made}, set())
    for _ in range(2):
        room.do(suggesting.say_me_too, room.people["Bo"], suggestion=made, is_so=False)
    assert [one["also"] for one in waiting(seen(room))] == [1]
    for who in ("Bo", "Cem"):
        assert str(room.people[who].participant_id) not in all_words(seen(room, "Eva"))


def test_nobody_says_me_too_to_their_own(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    with pytest.raises(Refusal, match="your own"):
        room.do(suggesting.say_me_too, room.people["Ada"], suggestion=made, is_so=True)
    assert room.rows(MeToo) == []


def test_one_is_taken_as_it_is_and_its_author_alone_is_told(room: TestHouse) -> None:
    made = suggest(room, "Ada", FIRST)
    room.told.clear()
    for _ in range(2):
        room.do(answering.take_suggestion, room.sam, suggestion=made)
    assert says(room) == FIRST
    assert news(room, "Ada") == [("Taken, as it was suggested", "", "")]
    assert news(room, "Bo") == []
    people = {stale.audience for stale in room.told if stale.audience.startswith("person")}
    assert people == {f"person:{room.people['Ada'].participant_id}"}
    room.do(suggesting.read_answer, room.people["Ada"], suggestion=made)
    assert news(room, "Ada") == []


def test_what_was_joined_stands_alone_again_when_the_other_is_taken_back(room: TestHouse) -> None:
    first, second = suggest(room, "Ada", FIRST), suggest(room, "Bo", LAST)
    room.do(answering.join_suggestion, room.sam, suggestion=first, to=second)
    room.do(suggesting.withdraw_suggestion, room.people["Bo"], suggestion=second)
    assert [one["id"] for one in waiting(seen(room))] == [first]


def test_its_author_takes_it_back_until_it_is_taken_and_nobody_else_can(room: TestHouse) -> None:
    made, kept = suggest(room, "Ada", FIRST), suggest(room, "Ada", LAST)
    with pytest.raises(NotFound):
        room.do(suggesting.withdraw_suggestion, room.people["Bo"], suggestion=made)
    for _ in range(2):
        room.do(suggesting.withdraw_suggestion, room.people["Ada"], suggestion=made)
    room.do(answering.take_suggestion, room.sam, suggestion=kept)
    with pytest.raises(Refusal, match="part of the principle"):
        room.do(suggesting.withdraw_suggestion, room.people["Ada"], suggestion=kept)
    assert [row.id for row in room.rows(Suggestion)] == [kept]


def test_who_leaves_with_their_words_leaves_no_name_on_what_was_taken(room: TestHouse) -> None:
    taken, _ = suggest(room, "Ada", FIRST), suggest(room, "Ada", LAST)
    room.do(answering.take_suggestion, room.sam, suggestion=taken)
    room.do(joining.leave, room.people["Ada"], take_words=True)
    assert [(row.id, row.participant_id) for row in room.rows(Suggestion)] == [(taken, None)]


def test_my_suggestions_are_mine_alone(room: TestHouse) -> None:
    suggest(room, "Ada", FIRST)
    with room.database.reading() as session:
        mine_too = [len(my_suggestions(session, scope(room, who))) for who in ("Ada", "Bo")]
    assert mine_too == [1, 0]


def test_what_a_ballot_asked_for_arrives_here_and_nothing_else_of_it(house: TestHouse) -> None:
    house.principle = drafted(house)
    vote(house, house.principle, Ada="if", Bo="no", Cem="no")
    house.go("review")
    view = seen(house)
    assert [one["text"] for one in view["conditions"]] == [IF_WORDS]
    assert NO_WORDS not in all_words(view)
    assert house.rows(Suggestion) == []
