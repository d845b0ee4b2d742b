"""What waits for one socket is bounded, and a queue that is at its end troubles nobody."""

from types import SimpleNamespace
from typing import Any

import pytest
from engineio import packet
from engineio.socket import Socket
from gevent.queue import JoinableQueue

from workshop.web.stalled import MOST_BYTES, MOST_WAITING, drop_when_stalled


@pytest.mark.parametrize(
    ("count", "length"), [(MOST_WAITING + 1, 1), (3, MOST_BYTES // 2)], ids=["many", "large"]
)
def test_who_takes_nothing_is_ended_and_nothing_is_kept_for_them(count: int, length: int) -> None:
    one, cuts = _socket()
    for _ in range(count):
        assert not one.closed
        one.send(packet.Packet(packet.MESSAGE, "x" * length))
    assert (one.closed, cuts, list(one.queue.queue)) == (True, ["cut"], [None])


def test_a_queue_that_ends_is_looked_at_too() -> None:
    one, cuts = _socket()
    one.queue.put(None)
    one.send(packet.Packet(packet.MESSAGE, "x"))
    assert (one.closed, cuts) == (False, [])


def test_who_is_found_silent_while_something_is_sent_is_closed_once() -> None:
    one, cuts = _socket()
    one.last_ping = 1.0
    one.send(packet.Packet(packet.MESSAGE, "x"))
    assert (one.closed, cuts) == (True, [])


def _socket() -> tuple[Any, list[str]]:
    """A socket of the engine's own, whose wire only notes that it was cut."""
    quiet = SimpleNamespace(info=lambda *_: None)
    server = SimpleNamespace(
        create_queue=JoinableQueue, logger=quiet, ping_timeout=10,
        _trigger_event=lambda *_, **__: None,
        reason=SimpleNamespace(SERVER_DISCONNECT="end", PING_TIMEOUT="silent"),
        start_background_task=lambda *_: None,
    )  # fmt: skip
    one, cuts = Socket(server, "sid"), list[str]()
    one.wire = SimpleNamespace(is_stuck=lambda _: False, cut=lambda: cuts.append("cut"))
    drop_when_stalled(one)
    return one, cuts
