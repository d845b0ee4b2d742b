"""A database that began another life is told to every page, also where nothing changes."""

import time

from tests.realtime.conftest import Room
from workshop.models import Mark
from workshop.realtime.publisher import EVERYBODY


def test_everybody_is_told_once_of_another_life(room: Room) -> None:
    room.publisher.pulse()
    assert room.sent == []
    room.house.alter(Mark, "epoch", value="another")
    deadline = time.monotonic() + 30
    while not room.sent:
        assert time.monotonic() < deadline
        room.publisher.pulse()
        time.sleep(0.05)
    room.publisher.pulse()
    assert room.sent == [(EVERYBODY, "pulse", {"epoch": "another", "stamps": {}})]
