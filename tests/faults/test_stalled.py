"""Phones that stop reading while pushes go on: dropped, nothing left open, others unharmed."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import websocket

from tests.faults.crowd import Crowd, Page, crowd_in, wait_for
from tests.faults.servers import Server, serving
from workshop.rehearsal.line import Line
from workshop.rehearsal.record import percentiles

ASKED = (300, 3)
"""How often a stalled phone has asked for everything: one kind all it can, another what a slow one
may."""
NOTES = 5
LONG_WORDS = " and so on" * 180
SMALL = 4096
MOST_MB = 50
CHANGES = 20


class Stalled:
    """A phone that asks for a lot, and then takes nothing any more."""

    def __init__(self, page: Page, wanted: dict[str, int], asked: int) -> None:
        like: Line = page.line
        self.socket = websocket.create_connection(
            like._address, cookie=like._cookies,
            sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)],
        )  # fmt: skip
        self.socket.recv()
        self.socket.send(f"40{json.dumps(like._auth)}")
        while not self.socket.recv().startswith("40"):
            pass
        self.socket.sock.settimeout(0.5)
        try:
            for number in range(asked):
                self.socket.send(f"42{number}{json.dumps(['ask', wanted])}")
        except (OSError, websocket.WebSocketException):
            return  # The server has cut who asks for more than they take.

    def close(self) -> None:
        """End it at last."""
        self.socket.sock.close()


@contextmanager
def stalled(crowd: Crowd, count: int) -> Iterator[list[Stalled]]:
    phones: list[Stalled] = []
    wanted = {f"note-{number}": -1 for number in crowd.numbers.values()}
    try:
        for number in range(count):
            page = crowd.people[number % len(crowd.people)]
            phones.append(Stalled(page, wanted, ASKED[number % len(ASKED)]))
        yield phones
    finally:
        for one in phones:
            one.close()


def worker_of(server: Server) -> int:
    """The process that holds the sockets."""
    assert server.process is not None
    first = server.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return int(children[-1])


def descriptors(worker: int) -> int:
    """How many sockets a process has open."""
    names = Path(f"/proc/{worker}/fd").iterdir()
    return sum("socket" in os.readlink(name) for name in names)


def megabytes(worker: int) -> float:
    """The memory that a process has for itself."""
    (line,) = (
        line for line in Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
        if line.startswith("Pss:")
    )  # fmt: skip
    return int(line.split()[1]) / 1024


def show_a_lot(crowd: Crowd) -> None:
    """Put long texts on every phone, so that a few messages fill what the system buffers."""
    crowd.begin_writing()
    for page in crowd.people:
        for _ in range(NOTES):
            crowd.post(page, LONG_WORDS)
    prompt = crowd.people[0].find_value("prompt", ("task",))
    assert crowd.desk.ask_to("notes.show", prompt=prompt)["ok"]


def test_who_stops_reading_is_dropped_and_leaves_nothing_open(tmp_path: Path) -> None:
    count = 12
    with serving(tmp_path, TRUSTED_PROXIES="1") as (server, place), crowd_in(place, 6) as crowd:
        show_a_lot(crowd)
        worker, most = worker_of(server), 0.0
        before, memory = descriptors(worker), megabytes(worker)
        with stalled(crowd, count):

            def all_gone() -> bool:
                nonlocal most
                change(crowd, crowd.people[0])
                most = max(most, megabytes(worker) - memory)
                return descriptors(worker) <= before

            wait_for(all_gone)
        assert most <= MOST_MB
        assert crowd.stale()[0] == []


@pytest.mark.long
def test_a_hundred_stalled_phones_cost_little_and_slow_nobody(tmp_path: Path) -> None:
    seconds = 300
    with serving(tmp_path, TRUSTED_PROXIES="1") as (server, place), crowd_in(place, 10) as crowd:
        show_a_lot(crowd)
        worker = worker_of(server)
        memory = megabytes(worker)
        with stalled(crowd, 100):
            crowd.record.ack_ms.clear()
            until = time.monotonic() + seconds
            turn, most = 0, 0.0
            while time.monotonic() < until:
                began = time.monotonic()
                change(crowd, crowd.people[turn % 10])
                turn += 1
                if turn % CHANGES == 0:
                    most = max(most, megabytes(worker) - memory)
                time.sleep(max(0.0, 1 / CHANGES - (time.monotonic() - began)))
        assert crowd.stale()[0] == []
    print(f"{turn} changes, memory at most +{most:.0f} MB, acks {percentiles(crowd.record.ack_ms)}")
    assert most <= MOST_MB


def change(crowd: Crowd, page: Page) -> None:
    """Change a note of one's own that everybody sees."""
    key = next(key for key, author in crowd.authors.items() if author == page.number)
    text = f"Changed {time.monotonic_ns()}{LONG_WORDS}"
    assert page.ask_to("note.change", note=crowd.numbers[key], text=text)["ok"]
    crowd.notes[key] = text
