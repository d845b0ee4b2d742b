"""A thousand phones on two processes with Redis and PostgreSQL, against the same on one process."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import redis

from bench.children import crowd_of_phones, refuse_strained
from bench.coming import let_in
from bench.fanout import PAUSE, SLICE, TIMES
from bench.figures import Figure, NotHere
from bench.hall import furnish
from bench.serving import EMITS, serving
from bench.stores import postgresql_database
from workshop.realtime.rooms import room_name

REDIS = os.environ.get("BENCH_REDIS_URL") or "redis://127.0.0.1:6379/9"
PEOPLE = 1000
WORKERS = "--workers"


def run(people: int = PEOPLE) -> list[Figure]:
    """One run; says so where something that it needs is not here."""
    refuse_without_workers()
    _refuse_without_redis()
    one, _ = _fan_out(people)
    two, received = _fan_out(people, WORKERS, "2", REDIS_URL=REDIS)
    return [
        Figure("two_processes", two / one, "×", 1.5),
        Figure("two_processes_delivered", received, "%", 100, is_least=True),
        Figure("two_processes_p95", two, "ms", reference=one, beside="one process"),
    ]


def refuse_without_workers() -> None:
    """Say that the server cannot be started on several processes, while that is so."""
    asked = [sys.executable, "-m", "workshop.cli", "serve", "--help"]
    if WORKERS not in subprocess.run(asked, capture_output=True, text=True, check=True).stdout:
        raise NotHere("`workshop serve --workers` is not built yet")


def _refuse_without_redis() -> None:
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.RedisError as error:
        raise NotHere(f"no Redis: {type(error).__name__}") from None


def _fan_out(people: int, *workers: str, **settings: str) -> tuple[float, float]:
    """The milliseconds for 95 of 100 deliveries, and how many per cent arrived."""
    with tempfile.TemporaryDirectory(prefix="hall-") as name, postgresql_database() as url:
        folder = Path(name)
        room = furnish(folder, people, "write", url=url)
        room.close()
        settings |= {"DATABASE_URL": url, "KEYS_DIR": str(folder / "keys"), **EMITS}
        # Nobody is pinned: two processes and the crowd share what cores there are.
        with (
            serving(folder, *workers, settings=settings, is_pinned=False) as server,
            crowd_of_phones(core=None) as crowd,
        ):
            let_in(crowd, server.url, room.pages(server))
            server.settle()
            crowd.ask(do="hear")
            server.emit(room=room_name(room.workshop, "room"), **SLICE)
            heard = crowd.ask(do="heard", times=TIMES, patience=TIMES * PAUSE + 15)
    refuse_strained(heard, 1000 * heard["p95"])
    return 1000 * heard["p95"], 100 * heard["received"] / (TIMES * people)
