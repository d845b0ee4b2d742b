"""Pings from one loop: who was heard of lately, owes a pong or is closed is left alone."""

from types import SimpleNamespace
from typing import Any

from engineio import packet

from workshop.web.pings import PING, end_silent, ping_due, take_over
from workshop.web.wire import text_frame

NOW = 1_000_000.0


def test_only_who_was_not_heard_of_for_an_interval_is_pinged() -> None:
    sockets = {
        "due": _socket(heard_at=NOW - 10),
        "fresh": _socket(heard_at=NOW - 9),
        "owing": _socket(heard_at=NOW - 30, last_ping=NOW - 5),
        "closed": _socket(heard_at=NOW - 30, closed=True),
    }
    engine = SimpleNamespace(sockets=sockets, ping_interval=10)
    assert ping_due(engine, NOW) == 1
    assert {name: one.sent for name, one in sockets.items() if one.sent} == {"due": [PING]}
    assert sockets["due"].last_ping == NOW
    assert ping_due(engine, NOW + 1) == 1, "the fresh one only"
    assert ping_due(engine, NOW + 2) == 0


def test_a_ping_waits_behind_what_waits_already() -> None:
    one = _socket(heard_at=NOW - 10, waiting=2)
    assert ping_due(SimpleNamespace(sockets={"one": one}, ping_interval=10), NOW) == 1
    assert (one.sent, [kind.packet_type for kind in one.put]) == ([], [packet.PING])


def test_a_pong_makes_room_for_the_next_ping() -> None:
    one = _socket(heard_at=NOW - 10, last_ping=NOW)
    take_over(one)
    one.schedule_ping()
    assert one.last_ping is None
    assert one.heard_at > NOW


def test_who_is_closed_is_forgotten_and_everybody_else_is_looked_at() -> None:
    looked: list[str] = []
    sockets = {
        "here": _socket(check_ping_timeout=lambda: looked.append("here")),
        "closing": _socket(closing=True),
        "closed": _socket(closed=True),
    }
    engine = SimpleNamespace(sockets=sockets)
    end_silent(engine)
    assert list(sockets) == ["here", "closing"]
    assert looked == ["here"]


def test_the_frame_is_the_engines_ping() -> None:
    assert text_frame(packet.Packet(packet.PING).encode()) == PING


def _socket(waiting: int = 0, **state: Any) -> Any:
    sent: list[bytes] = []
    put: list[Any] = []
    usual = {"last_ping": None, "closed": False, "closing": False}
    return SimpleNamespace(
        **usual | state, sent=sent, put=put,
        wire=SimpleNamespace(push=lambda frame: sent.append(frame) or len(frame)),
        queue=SimpleNamespace(qsize=lambda: waiting, put=put.append),
    )  # fmt: skip
