"""More than one process is refused where it cannot work, with a sentence that says why."""

from pathlib import Path

import pytest
from flask import Flask

from tests.house import TestHouse
from workshop import cli
from workshop.config import SettingError, settings_from
from workshop.models.claims import claim_on
from workshop.models.database import Database
from workshop.web import running

POSTGRESQL, REDIS = "postgresql://127.0.0.1/workshop", "redis://127.0.0.1/0"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"WORKERS": "2"}, "2 workers need PostgreSQL"),
        ({"WORKERS": "2", "REDIS_URL": REDIS}, "2 workers need PostgreSQL"),
        ({"WORKERS": "3", "DATABASE_URL": POSTGRESQL}, "3 workers need Redis"),
        ({"WORKERS": "0"}, "one worker or more"),
        ({"WORKERS": "two"}, "must be a whole number"),
        ({"EXPORT_NICE": "20"}, "from 0 .* to 19"),
        ({"EXPORT_NICE": "-5"}, "must be a whole number"),
        ({"REDIS_URL": "127.0.0.1:6379"}, "REDIS_URL must begin with"),
    ],
)
def test_what_cannot_work_is_refused(tmp_path: Path, settings: dict[str, str], words: str) -> None:
    with pytest.raises(SettingError, match=words):
        settings_from({"INSTANCE": str(tmp_path), **settings})


def test_with_postgresql_and_redis_there_may_be_several(tmp_path: Path) -> None:
    environ = {"DATABASE_URL": POSTGRESQL, "REDIS_URL": REDIS, "WORKERS": "2"}
    assert settings_from({"INSTANCE": str(tmp_path), **environ}).workers == 2


@pytest.mark.parametrize("count", ["2", "0", "-1"])
def test_serve_says_it_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: str
) -> None:
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL", "WORKERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cli.sys, "argv", ["workshop", "serve", "--workers", count])
    monkeypatch.setattr(cli.os, "execve", lambda *_: pytest.fail("it was started"))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert "worker" in str(ended.value).lower()


def test_a_second_process_without_redis_refuses_to_start(
    app: Flask, house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(house.settings.database_url)
    first = claim_on(database)
    assert first.take_place()
    waited: list[float] = []
    monkeypatch.setattr(running.gevent, "spawn", lambda *_: pytest.fail("it was started"))
    monkeypatch.setattr(running.gevent, "sleep", waited.append)
    with pytest.raises(SettingError, match="Another process serves this database"):
        running.begin(app)
    assert sum(waited) == running.PLACE_SECONDS
    first.give_up()
    database.engine.dispose()
