"""A start finishes what a stop left behind, and says where to go."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import open_database
from tests.house import TestHouse, settings_in
from workshop.actions import closing
from workshop.application import create_app
from workshop.models import Ballot, BallotRevision, HandIn, Workshop
from workshop.models.seals import key_names
from workshop.web import running


def test_a_start_counts_the_ballot_that_a_stop_left_closing(
    house: TestHouse, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    revision = str(house.rows(BallotRevision)[0].revision_id)
    for name in ("Ada", "Bo", "Cem", "Dee", "Eva"):
        house.hand_in(name, ballot, {revision: "yes"})
    house.do(closing.close_ballot, house.sam, ballot=ballot)
    for _ in ("a start", "and one more"):
        _start(app, monkeypatch)
    assert house.row(Ballot, ballot).state == "closed"
    assert house.rows(BallotRevision)[0].record["papers"] == 5
    assert house.rows(HandIn) == []
    assert key_names(house.settings.keys_dir) == set()


def test_the_first_start_prints_one_link_and_a_later_one_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    app = create_app(settings_in(tmp_path, url), async_mode="threading")
    said = io.StringIO()
    running.print_doors(app, {}, said)
    link = next(word for word in said.getvalue().split() if "/welcome/" in word)
    page = app.test_client().get(link.removeprefix("http://127.0.0.1:8000"))
    assert page.status_code == 200
    app.extensions["workshop"].database.engine.dispose()


def test_a_start_says_once_that_a_file_of_own_rules_is_not_read(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    running.print_doors(app, {}, io.StringIO())
    assert caplog.messages == []
    (app.extensions["workshop"].settings.instance / "lens.toml").write_text("[words]\n")
    running.print_doors(app, {}, io.StringIO())
    (said,) = caplog.records
    assert said.levelname == "WARNING"
    assert "lens.toml in INSTANCE is not read" in said.message
    assert "/plain-words" in said.message


def test_a_server_with_an_account_prints_no_link(app: Flask) -> None:
    said = io.StringIO()
    running.print_doors(app, {}, said)
    assert "Workshop is at" in said.getvalue()
    assert "/welcome/" not in said.getvalue()


def test_the_sample_is_made_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    app = create_app(settings_in(tmp_path, url), async_mode="threading")
    first, second = io.StringIO(), io.StringIO()
    for said in (first, second):
        running.print_doors(app, {"WORKSHOP_SAMPLE": "1", "WORKSHOP_FINISHED": "1"}, said)
    app.extensions["workshop"].database.engine.dispose()
    assert first.getvalue() == second.getvalue()
    database = open_database(url)
    found = TestHouse(database, settings_in(tmp_path, url)).rows(Workshop)
    database.engine.dispose()
    assert [one.state for one in found] == ["open", "closed"], "one to begin, one that is finished"
    assert f"/desk/{found[1].id}/guidance" in first.getvalue()


def _start(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin what runs beside the requests; the leader looks once, the rest never runs."""

    def spawn(run: Callable[..., None], *args: object) -> None:
        if run is running.lead:
            with pytest.raises(StopIteration):
                run(*args)

    def stop(_seconds: float) -> None:
        raise StopIteration

    monkeypatch.setattr(running.gevent, "spawn", spawn)
    monkeypatch.setattr(running.gevent, "sleep", stop)
    running.begin(app)
