"""PostgreSQL and Redis stop under load and come back: nothing is lost, every screen comes true."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import requests

from tests.faults.crowd import Crowd, crowd_in
from tests.faults.servers import Server, serving
from tests.faults.services import Postgres, Redis, find_postgres, find_redis, running
from tests.faults.storing import notes_in
from workshop.rehearsal import phone

LONG = bool(os.environ.get("LONG"))
TIMES = 10 if LONG else 1
PEOPLE = 20 if LONG else 4


@pytest.fixture(autouse=True)
def _persistent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of ours sends for as long as it is open."""
    monkeypatch.setattr(phone, "TRIES", 1000)


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with running(Postgres, find_postgres()) as one:
        yield one


@pytest.fixture
def queue() -> Iterator[Redis]:
    with running(Redis, find_redis()) as one:
        yield one


def test_postgresql_stops_and_comes_back(postgres: Postgres, tmp_path: Path) -> None:
    slowest = 0.0
    environ = {"DATABASE_URL": postgres.url, "TRUSTED_PROXIES": "1"}
    with serving(tmp_path, **environ) as (server, place), crowd_in(place, PEOPLE) as crowd:
        crowd.begin_writing()
        for _ in range(TIMES):
            with crowd.writing(PEOPLE):
                postgres.stop()
                assert_told(crowd, server)
                postgres.start()
            slowest = max(slowest, true_again(crowd))
        with psycopg.connect(postgres.url) as kept:
            found = kept.execute("SELECT key, text FROM notes").fetchall()
        assert dict(found) == crowd.notes
        assert len(found) == len(crowd.notes)
    print(f"PostgreSQL {TIMES} x: {len(found)} notes, lost 0, screens true within {slowest:.1f} s")


def test_redis_stops_and_comes_back(queue: Redis, tmp_path: Path) -> None:
    slowest = 0.0
    with serving(tmp_path, REDIS_URL=queue.url) as (_, place), crowd_in(place, PEOPLE) as crowd:
        crowd.begin_writing()
        for _ in range(TIMES):
            with crowd.writing(PEOPLE):
                queue.stop()
                assert crowd.post(crowd.people[0])["ok"], "a command needs no message queue"
                queue.start()
            slowest = max(slowest, true_again(crowd))
        assert notes_in(tmp_path, crowd) == crowd.notes
    print(f"Redis {TIMES} x: {len(crowd.notes)} notes, lost 0, screens true within {slowest:.1f} s")


def assert_told(crowd: Crowd, server: Server) -> None:
    """While nothing can be saved, everybody is told so, and to try again; nobody gets a 500."""
    desk, person = crowd.desk, crowd.people[0]
    commands = ((desk, "wall.blank", "is_blank"), (person, "participant.pause", "is_pausing"))
    for page, name, field in commands:
        answer = page.line.call("command", name, {"workshop": page.workshop, field: "false"})
        assert answer.get("again"), answer
        assert "Please try again" in answer["refused"]
    for page in (desk, person):
        headers = {"Cookie": page.visitor.cookies}
        shown = requests.get(f"{server.address}{page.path}", headers=headers, timeout=30)
        assert (shown.status_code, "Please try again" in shown.text) == (503, True)


def true_again(crowd: Crowd) -> float:
    """Wait until every screen is as if opened now; say how long that took."""
    behind, seconds = crowd.stale()
    assert behind == []
    return seconds
