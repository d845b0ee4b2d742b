"""What watches over a server is told the truth, quickly, and never by a mishap."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from gevent import sleep
from sqlalchemy import text

from tests.house import TestHouse
from tests.journeys.served import free_port
from tests.web.doors import Visitor
from workshop.models.database import Database
from workshop.web import health, readiness
from workshop.web.readiness import reasons_against, troubles

NOBODY_THERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    health._last.clear()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_that_lives_says_so_without_its_database(
    visitor: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "reading", None)
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_a_server_in_good_order_is_ready(visitor: Visitor) -> None:
    answer = visitor.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"ready": True, "reasons": [], "troubles": []}


def test_a_database_of_another_release_is_not_ready(house: TestHouse) -> None:
    with house.database.writing() as connection:
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    found = reasons_against(house.settings, house.database)
    with house.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": before})
    assert found == ["The database's tables are not those of this release."]
    assert reasons_against(house.settings, house.database) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_that_does_not_answer_is_said(house: TestHouse) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    found = reasons_against(house.settings, away)
    away.engine.dispose()
    assert found == ["The database does not answer."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_keys_that_cannot_be_kept_are_said(house: TestHouse, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = replace(house.settings, keys_dir=tmp_path / "file")
    found = reasons_against(settings, house.database)
    assert found == ["The folder of ballot keys cannot be written to."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_message_queue_that_does_not_answer_is_said(house: TestHouse) -> None:
    settings = replace(house.settings, redis_url=NOBODY_THERE)
    assert reasons_against(settings, house.database) == []
    found = troubles(settings)
    assert found == ["The message queue (Redis) does not answer."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_hangs_is_not_waited_for(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "PATIENCE", 0.05)
    monkeypatch.setattr(readiness, "look_at_database", lambda _database: sleep(60))
    found = reasons_against(house.settings, house.database)
    assert found == ["The database did not answer in time."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_mishap_while_looking_is_a_reason_too(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readiness, "look_at_keys", lambda _folder: 1 / 0)
    found = reasons_against(house.settings, house.database)
    assert found == ["The folder of ballot keys could not be looked at."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_that_stops_takes_nobody_new(visitor: Visitor, app: Flask) -> None:
    app.extensions["workshop"].is_stopping.set()
    answer = visitor.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["ready"] is False
    assert answer.json["reasons"] == ["The server is stopping."]
    assert visitor.get("/healthz").status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_without_its_message_queue_says_so_and_stays_ready(
    visitor: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = app.extensions["workshop"]
    object.__setattr__(parts, "settings", replace(parts.settings, redis_url=NOBODY_THERE))
    answer = visitor.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "ready": True, "reasons": [], "troubles": ["The message queue (Redis) does not answer."],
    }  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_that_is_not_ready_says_why_without_an_address(
    visitor: Visitor, app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    parts = app.extensions["workshop"]
    settings = replace(parts.settings, keys_dir=tmp_path / "file")
    object.__setattr__(parts, "settings", settings)
    answer = visitor.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["reasons"] == ["The folder of ballot keys cannot be written to."]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_many_who_ask_at_once_do_not_wear_the_database_out(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(health, "KEPT_SECONDS", 1000)
    monkeypatch.setattr(health, "reasons_against", lambda *_parts: looks.append(1) or [])
    assert [visitor.get("/readyz").status_code for _ in range(20)] == [200] * 20
    assert looks == [1]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_message_queue_that_comes_back_is_no_trouble(house: TestHouse, tmp_path: Path) -> None:
    if shutil.which("redis-server") is None:
        pytest.skip("no redis-server on this machine: apt-get install redis-server")
    port = free_port()
    settings = replace(house.settings, redis_url=f"redis://127.0.0.1:{port}/0")
    for _ in ("at first", "and again"):
        with _redis_at(port, tmp_path):
            _until(lambda: troubles(settings) == [])
        assert troubles(settings) == ["The message queue (Redis) does not answer."]


@contextmanager
def _redis_at(port: int, folder: Path) -> Iterator[None]:
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "",
               "--dir", str(folder)]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait(timeout=30)


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
