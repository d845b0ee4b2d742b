"""What another process did is found by the stamps, though nobody told of it."""

import pytest

from tests.realtime.conftest import Room
from workshop.realtime.staleness import Stale
from workshop.realtime.watching import Watch


@pytest.fixture
def watch(room: Room) -> Watch:
    found = Watch(room.house.database)
    found.begin(room.house.workshop)
    return found


def test_what_changed_is_found_once_and_only_for_who_listens(room: Room, watch: Watch) -> None:
    workshop = room.house.workshop
    heard = {(workshop, "room"), (workshop, "desk")}
    assert watch.changed(heard) == set()
    room.house.go("write")
    found = watch.changed(heard)
    assert {Stale(workshop, "room", "task"), Stale(workshop, "desk", "agenda")} <= found
    assert {one.audience for one in found} == {"room", "desk"}
    assert watch.changed(heard) == set()


def test_a_workshop_that_was_not_looked_at_before_is_told_whole(room: Room, watch: Watch) -> None:
    workshop = room.house.workshop
    room.house.go("write")
    assert watch.changed([]) == set()
    assert Stale(workshop, "room", "task") in watch.changed([(workshop, "room")])


def test_the_pulse_tells_it(room: Room, watch: Watch) -> None:
    workshop = room.house.workshop
    room.house.go("write")
    room.publisher._stale.clear()
    room.publisher.remember(watch.changed([(workshop, "room")]))
    room.publisher.pulse()
    told = {where: message for where, event, message in room.sent if event == "pulse"}
    assert "task" in told[f"w{workshop}:room"]["stamps"]
    assert f"w{workshop}:desk" not in told
