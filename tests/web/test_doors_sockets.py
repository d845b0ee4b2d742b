"""The socket door: who may listen to what, and that it refuses what the forms refuse."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.house import SECRET, TestHouse
from tests.web.conftest import sign_in
from tests.web.doors import Visitor
from workshop.domain.codes import wall_token
from workshop.extensions import socketio
from workshop.models import Note
from workshop.web.sockets import listeners

Plug = Callable[..., Any]


@pytest.fixture
def plug(app: Flask, house: TestHouse) -> Iterator[Plug]:
    """Opens sockets for visitors, and closes them all at the end."""
    opened = []

    def connect(visitor: Visitor, page: str, **auth: Any) -> Any:
        sent = {"page": page, "workshop": house.workshop, "csrf": visitor.token, **auth}
        opened.append(socketio.test_client(app, auth=sent, flask_test_client=visitor.client))
        return opened[-1]

    yield connect
    for client in opened:
        if client.is_connected():
            client.disconnect()


def test_a_phone_writes_over_its_socket_and_is_answered(
    house: TestHouse, visitor: Visitor, plug: Plug
) -> None:
    phone = _phone(house, visitor, plug)
    answer = _give(phone, "note.post", _note(house, "Ask me."))
    assert answer["ok"]
    assert [note.id for note in house.rows(Note)] == [answer["note"]]


def test_what_cannot_be_read_is_refused(house: TestHouse, visitor: Visitor, plug: Plug) -> None:
    phone = _phone(house, visitor, plug)
    for message in (None, [], "text", {}, {"workshop": "²"}, {"workshop": -1}):
        assert "cannot be read" in _give(phone, "note.post", message)["refused"]


def test_a_refusal_comes_as_words(house: TestHouse, visitor: Visitor, plug: Plug) -> None:
    phone = _phone(house, visitor, plug)
    said = _give(phone, "note.post", _note(house, " "))
    assert (said["refused"], said["field"]) == (
        "There are no words yet. Please write something first.", "text",
    )  # fmt: skip
    assert "no such thing" in _give(phone, "note.publish", {})["refused"]


def test_a_socket_speaks_for_its_own_workshop_only(
    house: TestHouse, visitor: Visitor, plug: Plug
) -> None:
    phone = _phone(house, visitor, plug)
    answer = _give(phone, "help.ask", {"workshop": house.workshop + 1})
    assert "not something you can do" in answer["refused"]


def test_nobody_listens_without_the_form_token(
    house: TestHouse, visitor: Visitor, plug: Plug
) -> None:
    visitor.join()
    assert not plug(visitor, "phone", csrf="wrong").is_connected()
    assert not plug(visitor, "phone", csrf="").is_connected()


def test_a_stranger_listens_nowhere(visitor: Visitor, desk: Visitor, plug: Plug) -> None:
    visitor.get("/join")
    for page in ("phone", "desk", "supporter", "wall", "", "nothing"):
        assert not plug(visitor, page).is_connected(), page
        for workshop in (0, 999, "9" * 30, "²", None):
            assert not plug(visitor, page, workshop=workshop).is_connected(), (page, workshop)
            assert not plug(desk, page, workshop=workshop).is_connected(), (page, workshop)
    assert listeners == {}


def test_a_supporter_does_not_hear_the_desk(
    app: Flask, house: TestHouse, desk: Visitor, plug: Plug
) -> None:
    maya = Visitor(app, house)
    sign_in(maya, house, house.maya.account_id or 0)
    maya.get(f"/supporter/{house.workshop}")
    assert not plug(maya, "desk").is_connected()
    assert plug(maya, "supporter").is_connected()
    assert plug(desk, "desk").is_connected()
    assert not plug(desk, "supporter").is_connected()
    assert sorted(one.audiences for one in listeners.values()) == [("desk",), ("supporter",)]


def test_the_wall_listens_by_its_link_and_does_nothing(
    house: TestHouse, visitor: Visitor, plug: Plug
) -> None:
    token = wall_token(house.workshop, 0, SECRET)
    assert not plug(visitor, "wall", token=token[:-1] + "x").is_connected()
    wall = plug(visitor, "wall", token=token)
    assert wall.is_connected()
    message = {"workshop": house.workshop, "from_activity": 1}
    assert "refused" in _give(wall, "agenda.go_on", message)


def test_a_phone_that_asks_hears_its_own_and_the_rooms_slices_only(
    house: TestHouse, visitor: Visitor, plug: Plug
) -> None:
    phone = _phone(house, visitor, plug)
    names = dict.fromkeys(("task", "mine", "people", "wall", "help", "note-²", "x" * 99), -1)
    answer = phone.emit("ask", names, callback=True)
    assert {item["id"] for item in answer["items"]} == {"task", "mine"}
    for strange in (None, [], "all", dict.fromkeys(map(str, range(601)), -1)):
        assert phone.emit("ask", strange, callback=True)["items"] == []


def test_who_has_suggestions_open_hears_the_room_and_their_own_or_the_desk(
    house: TestHouse, visitor: Visitor, desk: Visitor, plug: Plug
) -> None:
    house.go("draft")
    number = house.add_principle()
    visitor.get("/join")
    assert not plug(visitor, "suggestions", principle=number).is_connected()
    visitor.join()
    page = f"/w/{house.workshop}/principle/{number}/suggestions"
    for who in (visitor, desk):
        who.get(page)
        assert not plug(who, "suggestions", principle=number + 1).is_connected()
    phone, decides = (plug(who, "suggestions", principle=number) for who in (visitor, desk))
    (own,) = [one for heard in listeners.values() for one in heard.audiences if "person" in one]
    assert sorted(one.audiences for one in listeners.values()) == [
        ("desk", f"deciding:{number}"), ("room", own, f"suggesting:{number}"),
    ]  # fmt: skip
    names = dict.fromkeys((f"suggestions-{number}", f"write-{number}", "scene"), -1)
    for heard, shown in ((phone, set(names)), (decides, {*names} - {f"write-{number}"})):
        answer = heard.emit("ask", names, callback=True)
        assert {item["id"] for item in answer["items"]} == shown


def test_who_signs_out_is_no_longer_heard(house: TestHouse, desk: Visitor, plug: Plug) -> None:
    opened = plug(desk, "desk")
    message = {"workshop": house.workshop}
    assert _give(opened, "clock.hold", message)["ok"]
    desk.post("/sign-out", {})
    assert "signed out" in _give(opened, "clock.resume", message)["refused"]


def test_the_phone_before_is_no_longer_heard_once_its_person_is_on_another(
    house: TestHouse, visitor: Visitor, plug: Plug, new_visitor: Callable[[str], Visitor]
) -> None:
    words = re.findall(r'class="code code--long">([^<]+)<', visitor.join().text)[0]
    visitor.get(f"/w/{house.workshop}")
    house.go("write")
    old = plug(visitor, "phone")
    new_phone = new_visitor("192.0.2.9")
    new_phone.get(f"/j/{house.code}/back")
    new_phone.post(f"/j/{house.code}/back", {"words": words})
    assert "not in any more" in _give(old, "note.post", _note(house, "Ask me."))["refused"]
    assert house.rows(Note) == []
    new_phone.get(f"/w/{house.workshop}")
    assert _give(plug(new_phone, "phone"), "note.post", _note(house, "Ask me."))["ok"]


def _phone(house: TestHouse, visitor: Visitor, plug: Plug) -> Any:
    visitor.join()
    visitor.get(f"/w/{house.workshop}")
    house.go("write")
    return plug(visitor, "phone")


def _give(client: Any, name: str, message: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.emit("command", name, message, callback=True)
    return answer


def _note(house: TestHouse, text: str) -> dict[str, Any]:
    return {
        "workshop": str(house.workshop), "prompt": str(house.prompts[0]), "text": text,
        "key": house.key(),
    }  # fmt: skip
