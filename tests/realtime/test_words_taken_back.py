"""Words that were changed, held or taken back go from every principle on every screen."""

import pytest

from tests.realtime.conftest import Room
from workshop.actions import agenda, drafting, writing

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


def test_more_time_is_known_to_the_next_step(room: Room) -> None:
    house = room.house
    house.go("write")
    room.tick()
    house.do(agenda.add_time, house.sam, minutes=60)
    sent = room.tick()
    assert room.compare() == []
    assert "next" in [item["id"] for _room, _event, told in sent for item in told["items"]]
