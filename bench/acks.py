"""Answers to a room that writes: two hundred commands a second, a thousand phones connected."""

import sys
from typing import Any

from bench.children import child, crowd_of_phones, refuse_strained
from bench.coming import let_in
from bench.figures import Figure, percentile
from bench.hall import hall
from bench.processes import SERVER_CORE
from bench.serving import serving

PEOPLE, RATE, SECONDS = 1000, 200, 10


def run(people: int = PEOPLE, rate: float = RATE, seconds: float = SECONDS) -> list[Figure]:
    """One run, and the same messages to a server that only answers."""
    plan = {"do": "command", "rate": rate, "seconds": seconds}
    with hall(people, "write") as room, serving(room.folder) as server, crowd_of_phones() as crowd:
        let_in(crowd, server.url, room.pages(server))
        server.settle()
        given = {"workshop": room.workshop, "prompt": room.prompt(), **plan}
        crowd.ask(**given | {"seconds": 1})
        before = server.cpu()
        told = crowd.ask(**given, first=1_000_000)
        share = (server.cpu() - before) / seconds
    echo = _echoed(people, plan)
    p50, p95, p99 = (1000 * percentile(told["acks"], one) for one in (50, 95, 99))
    refuse_strained(told, p95)
    return [
        Figure("ack_p95", p95, "ms", 40, reference=1000 * percentile(echo, 95), beside="picows"),
        Figure("ack_p99", p99, "ms", 100, reference=1000 * percentile(echo, 99), beside="picows"),
        Figure("ack_p50", p50, "ms", reference=1000 * percentile(echo, 50), beside="picows"),
        Figure("ack_refused", len(told["refused"]) + told["unanswered"], "commands", 0),
        Figure("ack_rate", told["rate"], "/s", 0.95 * rate, is_least=True),
        Figure("ack_server_cpu", 100 * share, "% of a core"),
    ]


def _echoed(people: int, plan: dict[str, Any]) -> list[float]:
    with (
        child(sys.executable, "-m", "bench.echo", core=SERVER_CORE) as server,
        crowd_of_phones() as crowd,
    ):
        url = f"ws://127.0.0.1:{server.read()['port']}/socket.io/?EIO=4&transport=websocket"
        let_in(crowd, url, [["", "{}"]] * people)
        acks: list[float] = crowd.ask(**plan, workshop=1, prompt=1)["acks"]
        return acks
