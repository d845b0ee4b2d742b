"""Words that were changed, held or taken back go from every principle on every screen."""

import pytest

from tests.realtime.conftest import Room
from workshop.actions import agenda, answering, drafting, holding, joining, suggesting, writing
from workshop.models import Principle

WORDS = "They told me off in front of my mother."


@pytest.mark.parametrize("how", ["change", "hold", "delete"])
def test_words_taken_back_go_from_the_principles_on_every_screen(room: Room, how: str) -> None:
    house = room.house
    house.go("write")
    note = house.write("Ada", WORDS)
    house.show()
    house.go("draft")
    principle = house.add_principle()
    house.do(drafting.attach_source, house.sam, principle=principle, note=note)
    room.tick()
    assert WORDS in room.screens["room"].page("task")
    ada = house.people["Ada"]
    if how == "change":
        house.do(writing.change_note, ada, note=note, text="Something else.")
    elif how == "hold":
        house.do(writing.judge_note, house.sam, note=note, state="held")
    else:
        house.do(writing.delete_note, ada, note=note)
    room.tick()
    for audience in ("room", "desk"):
        for top in room.screens[audience].tops:
            assert WORDS not in room.screens[audience].page(top), (audience, top)


@pytest.mark.parametrize("is_taken", [True, False])
@pytest.mark.parametrize("how", ["hold", "take back", "leave"])
def test_words_joined_with_others_go_from_every_open_page(
    room: Room, how: str, is_taken: bool
) -> None:
    house, people = room.house, room.house.people
    made = _two_joined(room)
    if is_taken:
        house.do(answering.take_suggestion, house.sam, suggestion=made["Bo"])
    room.tick()
    assert _pages_with(room, WORDS) == ["Eva", "desk"]
    if how == "hold":
        house.judge(made["Ada"], "held")
    elif how == "take back":
        house.do(suggesting.withdraw_suggestion, people["Ada"], suggestion=made["Ada"])
    else:
        house.do(joining.leave, people["Ada"], take_words=True)
    room.tick()
    assert _pages_with(room, WORDS) == []


def test_words_joined_with_what_was_taken_are_shown_again_when_they_go_on(room: Room) -> None:
    house, made = room.house, _two_joined(room)
    house.do(answering.take_suggestion, house.sam, suggestion=made["Bo"])
    house.judge(made["Ada"], "held")
    room.tick()
    assert _pages_with(room, WORDS) == []
    house.judge(made["Ada"], "kept")
    room.tick()
    assert _pages_with(room, WORDS) == ["Eva", "desk"]


def _two_joined(room: Room) -> dict[str, int]:
    """What Ada suggests is joined with what Bo suggests; Eva and the desk have them open."""
    house = room.house
    house.go("draft")
    principle = house.add_principle("We ask first.")
    room.read_suggestions(["Eva"])
    texts = {"Ada": "We ask first, always.", "Bo": "Here we ask first."}
    made = {
        name: house.do(
            suggesting.make_suggestion, house.people[name], principle=principle,
            field="statement", base="We ask first.", text=text, key=house.key(),
            reason=WORDS if name == "Ada" else "So.",
        )["suggestion"]
        for name, text in texts.items()
    }  # fmt: skip
    house.do(answering.join_suggestion, house.sam, suggestion=made["Ada"], to=made["Bo"])
    return made


def _pages_with(room: Room, words: str) -> list[str]:
    """On whose pages beside a principle words stand: Eva's phone, or the desk."""
    name = f"suggestions-{room.house.rows(Principle)[0].id}"
    places = {"Eva": f"person:{room.house.people['Eva'].participant_id}", "desk": "desk"}
    return [who for who, where in places.items() if words in room.screens[where].page(name)]


def test_the_words_of_another_rest_on_no_phone_that_slept(room: Room) -> None:
    house, made = room.house, _two_joined(room)
    room.tick()
    phone = room.screens.pop(f"person:{house.people['Eva'].participant_id}")
    assert "Me too" in phone.kept[f"own-{made['Bo']}"]
    house.judge(made["Bo"], "returned")
    house.do(holding.change_suggestion, house.people["Bo"], suggestion=made["Bo"],
             text="We ask first here.", reason="Without it.")  # fmt: skip
    room.tick()
    newest = phone.publisher.missed.answer(house.workshop, phone.audiences, phone.stamps, "en")
    phone.receive(newest["items"])
    assert "Without it." in str(newest)
    assert [name for name, kept in phone.kept.items() if "Here we ask" in kept] == []


def test_more_time_is_known_to_the_next_step(room: Room) -> None:
    house = room.house
    house.go("write")
    room.tick()
    house.do(agenda.add_time, house.sam, minutes=60)
    sent = room.tick()
    assert room.compare() == []
    assert "next" in [item["id"] for _room, _event, told in sent for item in told["items"]]
