"""A full room: what all phones ask for is painted once, and a tick lets commands through."""

import time

import pytest
from markupsafe import Markup

from tests.realtime.conftest import Room
from tests.ticking import send_all
from workshop.actions import writing
from workshop.realtime.painting import Painter


def test_what_every_phone_asks_for_is_painted_once_until_the_room_changes(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = room.house
    house.go("write")
    note = house.write("Ada", "First words.")
    house.show()
    painted: list[str] = []
    paint = Painter.paint

    def noting(painter: Painter, name: str) -> Markup:
        painted.append(name)
        return paint(painter, name)

    monkeypatch.setattr(Painter, "paint", noting)
    asked = {"task": -1, f"note-{note}": -1}
    answers = [_answer(room, "room", asked) for _phone in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert sorted(painted) == sorted(asked)
    house.do(writing.change_note, house.people["Ada"], note=note, text="Second words.")
    assert "Second words." in str(_answer(room, "room", asked))


def test_what_is_one_persons_own_is_never_given_to_another(room: Room) -> None:
    house = room.house
    house.go("write")
    house.write("Ada", "Only for my own screen.")
    for name in ("Ada", "Bo"):
        own = _answer(room, f"person:{house.people[name].participant_id}", {"mine": -1})
        assert ("Only for my own screen." in str(own)) == (name == "Ada")


def test_a_part_that_cannot_be_painted_spares_everybody_elses(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = room.house
    house.go("write")
    send_all(room.publisher)
    room.sent.clear()
    names = ("Ada", "Bo", "Cem")
    broken, *others = sorted(f"person:{house.people[one].participant_id}" for one in names)
    paint = Painter.paint

    def failing(painter: Painter, name: str) -> Markup:
        if painter.audience == broken:
            raise ZeroDivisionError
        return paint(painter, name)

    monkeypatch.setattr(Painter, "paint", failing)
    for name in names:
        house.write(name, "Some words.")
    send_all(room.publisher)
    own = {to for to, _event, _message in room.sent if ":person:" in to}
    assert own == {f"w{house.workshop}:{one}" for one in others}


def test_a_tick_lets_others_go_on_between_two_audiences(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr(time, "sleep", rests.append)
    room.house.go("write")
    for name in ("Ada", "Bo", "Cem"):
        room.house.write(name, "Some words.")
    send_all(room.publisher)
    assert len(rests) >= 4
    before = len(rests)
    room.publisher.pulse()
    assert len(rests) - before >= 4


def test_what_takes_long_to_paint_is_painted_less_often_and_what_all_see_goes_first(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    room.house.go("write")
    send_all(room.publisher)
    room.publisher.rests = 10
    room.sent.clear()
    painted = Painter.paint

    def slowly(painter: Painter, name: str) -> Markup:
        moment[0] += 0.03
        return painted(painter, name)

    monkeypatch.setattr(Painter, "paint", slowly)
    for word in ("One.", "Two."):
        room.house.write("Ada", word)
        room.publisher.tick()
    heard = [where.partition(":")[2] for where, _event, _message in room.sent]
    ada = f"person:{room.house.people['Ada'].participant_id}"
    assert heard == ["desk", ada, ada]
    moment[0] += 1.0
    room.publisher.tick()
    assert [where.partition(":")[2] for where, _event, _message in room.sent][3:] == ["desk"]


def _answer(room: Room, audience: str, have: dict[str, int]) -> dict[str, object]:
    return room.publisher.missed.answer(room.house.workshop, [audience], have, "en")
