"""One slice to everybody in a room, four times a second, as the room grows; others beside it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.children import Child, child, crowd_of_phones, refuse_slowed, refuse_strained
from bench.coming import let_in
from bench.figures import Figure, NotHere
from bench.hall import hall
from bench.node_room import room_script
from bench.processes import SERVER_CORE, cpu_seconds, pss_kib
from bench.serving import EMITS, serving
from workshop.realtime.rooms import room_name

SIZES = (250, 1000, 3000)
TIMES, PAUSE = 24, 0.25
FILLER = "x" * 215
SLICE = {"times": TIMES, "pause": PAUSE, "filler": FILLER}


@dataclass(frozen=True)
class Sent:
    """What it took to send the slices to so many phones; milliseconds, microseconds, KiB."""

    p50: float
    p95: float
    last_p95: float
    missing: int
    cpu_each: float
    memory_each: float


def run(sizes: tuple[int, ...] = SIZES) -> list[Figure]:
    """One run: the same server with more and more phones; then the others with a thousand."""
    few, many, most = sizes
    ours = _ours(sizes)
    picows, node = _picows(many), _node(many)
    refuse_slowed(picows.p95, ours[many].p95)
    beside, name = (node, "Node's socket.io") if node else (picows, "picows")
    holds = max((n for n in sizes if ours[n].p95 <= 100 and not ours[n].missing), default=0)
    return [
        Figure("fanout_1000", ours[many].p95, "ms", 25, reference=beside.p95, beside=name),
        Figure("fanout_1000_p50", ours[many].p50, "ms", reference=beside.p50, beside=name),
        Figure(
            "fanout_1000_last_p95",
            ours[many].last_p95,
            "ms",
            reference=beside.last_p95,
            beside=name,
        ),
        Figure("fanout_1000_missing", ours[many].missing, "slices", 0),
        Figure("fanout_1000_picows", picows.p95, "ms"),
        *_against_node(ours[many], node),
        Figure("cpu_each", ours[many].cpu_each, "µs", reference=beside.cpu_each, beside=name),
        Figure("cpu_each_picows", picows.cpu_each, "µs"),
        Figure("phones_one_process", holds, "phones", most, is_least=True),
        Figure("phones_one_process_p95", ours[most].p95, "ms", 100),
        Figure("phones_one_process_missing", ours[most].missing, "slices", 0),
        Figure(
            "memory_kib",
            ours[many].memory_each,
            "KiB",
            80,
            reference=beside.memory_each,
            beside=name,
        ),
        Figure("growth", ours[most].cpu_each / ours[few].cpu_each, "×", 1.3),
    ]


def _ours(sizes: tuple[int, ...]) -> dict[int, Sent]:
    found: dict[int, Sent] = {}
    with hall(sizes[-1], "write") as room, serving(room.folder, settings=EMITS) as server:
        pages, plan = room.pages(server), {"room": room_name(room.workshop, "room"), **SLICE}
        with crowd_of_phones() as crowd:
            let_in(crowd, server.url, pages[:1])
            empty, here = server.memory(), 1
            for size in sizes:
                let_in(crowd, server.url, pages[here:size])
                server.settle()
                memory = (server.memory() - empty) / size
                here, before = size, server.cpu()
                crowd.ask(do="hear")
                server.emit(**plan)
                heard = crowd.ask(do="heard", times=TIMES, patience=TIMES * PAUSE + 10)
                found[size] = _sent(heard, size, server.cpu() - before, memory)
    return found


def _picows(size: int) -> Sent:
    with child(sys.executable, "-m", "bench.echo", core=SERVER_CORE) as server:
        return _beside(server, size)


def _node(size: int) -> Sent | None:
    try:
        script = room_script()
    except NotHere:
        return None
    with child("node", script.name, core=SERVER_CORE, cwd=script.parent) as server:
        return _beside(server, size)


def _beside(server: Child, size: int) -> Sent:
    url = f"ws://127.0.0.1:{server.read()['port']}/socket.io/?EIO=4&transport=websocket"
    with crowd_of_phones() as crowd:
        let_in(crowd, url, [["", "{}"]])
        empty = pss_kib(server.pid)
        let_in(crowd, url, [["", "{}"]] * (size - 1))
        memory, before = (pss_kib(server.pid) - empty) / size, cpu_seconds(server.pid)
        crowd.ask(do="hear")
        server.ask(**SLICE)
        heard = crowd.ask(do="heard", times=TIMES, patience=10)
        return _sent(heard, size, cpu_seconds(server.pid) - before, memory)


def _sent(heard: dict[str, Any], size: int, cpu: float, memory: float) -> Sent:
    p50, p95, last = (1000 * heard[name] for name in ("p50", "p95", "last_p95"))
    refuse_strained(heard, max(p95, 1))
    wanted = TIMES * size
    return Sent(p50, p95, last, wanted - heard["received"], 1e6 * cpu / wanted, memory)


def _against_node(ours: Sent, node: Sent | None) -> Iterator[Figure]:
    if node:
        yield Figure("cpu_ratio", ours.cpu_each / node.cpu_each, "×", 0.6)
