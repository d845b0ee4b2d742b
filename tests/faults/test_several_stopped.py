"""Two processes, and Redis and PostgreSQL that go and come back under load: nothing is lost."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults.crowd import crowd_in
from tests.faults.servers import serving
from tests.faults.services import Postgres, Redis, find_postgres, find_redis, running
from tests.faults.several import Several, until
from workshop.rehearsal import phone

pytestmark = pytest.mark.long
TIMES, PEOPLE = 10, 20


@pytest.fixture(autouse=True)
def _persistent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of ours sends for as long as it is open."""
    monkeypatch.setattr(phone, "TRIES", 1000)


@pytest.fixture
def services() -> Iterator[tuple[Postgres, Redis]]:
    with running(Postgres, find_postgres()) as postgres, running(Redis, find_redis()) as queue:
        yield postgres, queue


@pytest.mark.parametrize("what", ["redis", "postgresql", "a worker"])
def test_it_stops_and_comes_back(
    services: tuple[Postgres, Redis], tmp_path: Path, what: str
) -> None:
    postgres, queue = services
    slowest = 0.0
    environ = {"DATABASE_URL": postgres.url, "REDIS_URL": queue.url, "WORKERS": "2"}
    with (
        serving(tmp_path, **environ, TRUSTED_PROXIES="1") as (server, place),
        crowd_in(place, PEOPLE) as crowd,
    ):
        site = Several(server, place, postgres.url)
        crowd.begin_writing()
        for _ in range(TIMES):
            with crowd.writing(PEOPLE):
                if what == "a worker":
                    _kill_one(site)
                else:
                    service = queue if what == "redis" else postgres
                    service.stop()
                    service.start()
            behind, seconds = crowd.stale()
            assert behind == []
            slowest = max(slowest, seconds)
        with psycopg.connect(postgres.url) as kept:
            found = kept.execute("SELECT key, text FROM notes").fetchall()
        assert dict(found) == crowd.notes
        assert len(found) == len(crowd.notes)
    print(f"{what} {TIMES} x: {len(found)} notes, lost 0, screens true within {slowest:.1f} s")


def _kill_one(site: Several) -> None:
    """As kill -9 does to one process; it is replaced before the next one goes."""
    oldest, *_ = site.workers()
    os.kill(oldest, signal.SIGKILL)
    until(lambda: len(site.workers()) == 2 and oldest not in site.workers())
