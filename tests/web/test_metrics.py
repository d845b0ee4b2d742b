"""The numbers for operators: who may read them, what they count, and what they never tell."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.house import TestHouse
from tests.secrecy.numbers import numbers
from tests.web.doors import Visitor
from workshop import metrics
from workshop.config import SettingError, settings_from
from workshop.extensions import socketio
from workshop.models import Organisation
from workshop.web.listeners import listeners

TOKEN = "a-token-for-the-numbers"


@pytest.fixture(autouse=True)
def _nobody_listens() -> Iterator[None]:
    yield
    listeners.clear()


@pytest.fixture
def watched(app: Flask) -> Flask:
    """A server with a token for its numbers."""
    parts = app.extensions["workshop"]
    object.__setattr__(parts, "settings", replace(parts.settings, metrics_token=TOKEN))
    return app


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_a_token_in_the_settings_there_are_no_numbers(visitor: Visitor) -> None:
    assert visitor.get("/metrics").status_code == 404
    assert visitor.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}", "Bearer é"]
)
def test_numbers_are_for_who_has_the_token(watched: Flask, visitor: Visitor, given: str) -> None:
    answer = visitor.get("/metrics", headers={"Authorization": given} if given else {})
    assert answer.status_code == 401
    assert answer.text == ""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_has_the_token_reads_the_numbers(watched: Flask, visitor: Visitor) -> None:
    answer = visitor.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    for name in ("pages_connected", "commands_waiting", "ack_seconds", "batch_commands",
                 "tick_seconds", "tick_slices", "screen_seconds", "refusals", "drops",
                 "database_errors", "apologies"):  # fmt: skip
        assert f"# HELP workshop_{name}" in answer.text, name


def test_a_short_token_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="METRICS_TOKEN"):
        settings_from({"INSTANCE": str(tmp_path), "METRICS_TOKEN": "short"})


def test_numbers_count_what_happens(app: Flask, house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    visitor.get(f"/w/{house.workshop}")
    house.go("write")
    before = numbers()
    auth = {"page": "phone", "workshop": house.workshop, "csrf": visitor.token}
    phone = socketio.test_client(app, auth=auth, flask_test_client=visitor.client)
    message = {"workshop": house.workshop, "prompt": house.prompts[0], "text": "Ask."}
    message["key"] = house.key()
    assert "note" in phone.emit("command", "note.post", message, callback=True)
    empty = {**message, "text": "", "key": house.key()}
    assert "refused" in phone.emit("command", "note.post", empty, callback=True)
    assert visitor.do("ballot.open", principles="1").status_code in (403, 422)
    app.extensions["workshop"].publisher.tick()
    with_phone = numbers()
    phone.disconnect()
    listening = "workshop_pages_connected [('page', 'phone')]"
    assert with_phone[listening] - before[listening] == 1
    assert numbers()[listening] == before[listening]
    grown = {name: n - before.get(name, 0) for name, n in with_phone.items()}
    assert grown["workshop_ack_seconds_count []"] == 3
    assert sum(n for name, n in grown.items() if name.startswith("workshop_refusals")) == 2
    assert grown["workshop_batch_commands_sum []"] >= 2
    assert grown["workshop_screen_seconds_count []"] == grown["workshop_tick_slices_sum []"] > 0
    assert grown["workshop_commands_waiting []"] == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_refused_paper_is_not_told_by_its_kind(house: TestHouse, visitor: Visitor) -> None:
    visitor.join()
    before = numbers()
    answer = visitor.do("paper.hand_in", ballot="1", number="0", **{"answers.1": "yes"})
    assert answer.status_code >= 400
    told = {name for name, n in numbers().items() if n != before.get(name, 0)}
    assert not [name for name in told if name.startswith("workshop_refusals")]


def test_what_the_database_could_not_do_is_counted_and_what_it_refuses_is_not(
    house: TestHouse,
) -> None:
    def count() -> float:
        return numbers()["workshop_database_errors_total []"]

    before = count()
    with pytest.raises(IntegrityError):
        house.add(Organisation(name="Another", slug="tern-house"))
    assert count() == before
    # PostgreSQL ends it after a millisecond; SQLite knows no such function.
    with house.database.reading() as session:
        if house.database.is_postgresql:
            session.execute(text("SET statement_timeout = 1"))
        with pytest.raises(OperationalError):
            session.execute(text("SELECT pg_sleep(60)"))
    assert count() == before + 1


def test_a_process_that_ended_is_not_counted_among_those_that_are_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    files = {pid: tmp_path / f"gauge_livesum_{pid}.db" for pid in (ended.pid, os.getpid())}
    for file in files.values():
        file.touch()
    monkeypatch.setenv(metrics.SEVERAL, str(tmp_path))
    metrics.forget_ended()
    assert [file.exists() for file in files.values()] == [False, True]


def test_several_processes_put_their_numbers_together(tmp_path: Path) -> None:
    count = "metrics.batch_commands.observe(3); metrics.connected('{}', 1)"
    environ = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for page in ("phone", "phone", "desk"):
        _run(count.format(page), environ)
    said = _run("print(metrics.exposition().decode())", environ)
    assert re.search(r"^workshop_batch_commands_sum 9.0$", said, re.M), said
    assert re.search(r'^workshop_pages_connected{page="phone"} 2.0$', said, re.M), said


def _run(code: str, environ: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from workshop import metrics; {code}"],
        env=environ, cwd=Path(__file__).parents[2], timeout=60,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout
