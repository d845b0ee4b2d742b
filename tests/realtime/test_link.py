"""Processes tell each other what is stale and who is awake, through a wire that may be away."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from redis import ConnectionError as NotReached

from workshop.clock import server_clock
from workshop.realtime.link import Link, prefix_for
from workshop.realtime.presence import SILENT_FOR, Presence
from workshop.realtime.staleness import Stale

TASK, DESK = Stale(1, "room", "task"), Stale(1, "desk", "people")


class Wire:
    """What Redis does for a channel: everybody who listens hears it, also who said it."""

    def __init__(self) -> None:
        self.processes: list[Process] = []
        self.sent: list[bytes] = []
        self.is_away = False

    def publish(self, _channel: str, message: bytes) -> None:
        if self.is_away:
            raise NotReached
        self.sent.append(message)
        for process in self.processes:
            process.link._take(message, 0.0)


@dataclass
class Process:
    """One process: its link, who is awake with it, and what it heard."""

    link: Link
    presence: Presence
    heard: set[Stale] = field(default_factory=set)
    stirs: list[str] = field(default_factory=list)

    def awake(self) -> set[int]:
        return set(self.presence.awake(server_clock()))


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def new_process(wire: Wire) -> Callable[[], Process]:
    """Makes a process on the wire."""

    def make() -> Process:
        presence, heard, stirs = Presence(), set[Stale](), list[str]()
        link = Link(
            "redis://127.0.0.1:1/0", "test:", presence, heard.update,
            lambda: stirs.append("stirred"), server_clock,
        )  # fmt: skip
        link._redis = wire
        wire.processes.append(Process(link, presence, heard, stirs))
        return wire.processes[-1]

    return make


def test_the_others_hear_what_is_stale_and_oneself_does_not(
    new_process: Callable[[], Process],
) -> None:
    one, other, third = new_process(), new_process(), new_process()
    one.link.tell([TASK])
    one.link._publish(is_beat=False)
    assert (one.heard, other.heard, third.heard) == (set(), {TASK}, {TASK})


def test_who_is_awake_anywhere_is_known_everywhere(new_process: Callable[[], Process]) -> None:
    one, other = new_process(), new_process()
    assert one.presence.came(7)
    one.link._publish(is_beat=False)
    assert other.awake() == {7}
    assert other.stirs == ["stirred"], "its desks show it"
    assert other.presence.came(8)
    one.presence.went(7)
    for process in (one, other):
        process.link._publish(is_beat=False)
    assert one.awake() == other.awake() == {8}


def test_a_newcomer_is_told_who_is_awake(new_process: Callable[[], Process]) -> None:
    one = new_process()
    one.presence.came(7)
    one.link._publish(is_beat=False)
    late = new_process()
    late.link._publish(is_beat=False)
    one.link._publish(is_beat=False)
    assert late.awake() == {7}


def test_nothing_is_said_when_there_is_nothing_to_say(
    new_process: Callable[[], Process], wire: Wire
) -> None:
    one = new_process()
    for _ in range(3):
        one.link._publish(is_beat=False)
    assert len(wire.sent) == 1, "only that it is here"
    one.link._publish(is_beat=True)
    assert len(wire.sent) == 2


def test_what_could_not_be_told_is_told_when_the_wire_is_back(
    new_process: Callable[[], Process], wire: Wire
) -> None:
    one, other = new_process(), new_process()
    one.link._publish(is_beat=False)
    wire.is_away = True
    one.presence.came(7)
    one.link.tell([TASK])
    with pytest.raises(NotReached):
        one.link._publish(is_beat=False)
    wire.is_away = False
    one.link.tell([DESK])
    one.link._publish(is_beat=False)
    assert other.heard == {TASK, DESK}
    assert other.awake() == {7}


def test_a_silent_process_is_forgotten_but_not_by_who_was_deaf(
    new_process: Callable[[], Process],
) -> None:
    one, other = new_process(), new_process()
    one.presence.came(7)
    one.link._publish(is_beat=False)
    later = SILENT_FOR + 1
    other.presence.wait_for_others(later)
    assert not other.presence.forget_silent(later + 1)
    assert other.awake() == {7}
    assert other.presence.forget_silent(2 * later)
    assert other.awake() == set()


def test_a_message_that_nobody_can_read_is_left(new_process: Callable[[], Process]) -> None:
    one = new_process()
    for message in (b"", b"{", b'{"sender": 1}', b'{"sender": "x", "stale": [["1", 2]]}'):
        one.link._take(message, 0.0)
    assert one.heard == set()


def test_no_secret_is_in_the_name_of_the_channel() -> None:
    assert "secret" not in prefix_for("a secret")
    assert prefix_for("a secret") != prefix_for("another secret")
