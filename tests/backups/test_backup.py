"""A backup is whole, of one moment, and for its owner's eyes only."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.backups.writers import LEAST_NOTES, WRITERS, writing
from tests.house import TestHouse
from workshop.backups import postgresql
from workshop.backups.backup import back_up
from workshop.backups.unfit import Unfit
from workshop.models import Note


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "away").mkdir()
    return tmp_path / "away" / "copy"


def test_a_backup_holds_what_is_saved_and_only_its_owner_reads_it(
    house: TestHouse, target: Path
) -> None:
    house.go("write")
    house.write("Ada", "Ask me first.")
    back_up(house.settings.database_url, target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in target.parent.iterdir()] == ["copy"]
    assert "Ask me first." in _everything_in(house, target)


def test_a_backup_under_writers_is_of_one_moment(house: TestHouse, target: Path) -> None:
    """Each person's notes are numbered: in a copy of one moment none is missing in between."""
    house.go("write")
    with writing(house) as written:
        assert written.enough.wait(60)
        back_up(house.settings.database_url, target)
    assert len(house.rows(Note)) == written.count()
    if house.database.is_postgresql:
        assert f"{WRITERS[0]} 1." in _everything_in(house, target)
        return
    with closing(sqlite3.connect(target)) as copied:
        texts = {row[0] for row in copied.execute("SELECT text FROM notes")}
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(texts) >= LEAST_NOTES
    for name in WRITERS:
        numbers = sorted(int(t.split()[1][:-1]) for t in texts if t.startswith(name))
        assert numbers == list(range(1, len(numbers) + 1))


def test_no_key_of_a_ballot_is_in_a_backup(house: TestHouse, target: Path) -> None:
    house.go("draft")
    house.open_ballot(house.add_principle())
    (key,) = house.settings.keys_dir.glob("*.key")
    back_up(house.settings.database_url, target)
    assert key.read_bytes() not in target.read_bytes()
    assert key.read_bytes().hex() not in _everything_in(house, target)


def test_a_name_that_is_taken_is_refused_unless_it_may_be_replaced(
    house: TestHouse, target: Path
) -> None:
    target.write_text("precious")
    with pytest.raises(Unfit, match="already"):
        back_up(house.settings.database_url, target)
    assert target.read_text() == "precious"
    back_up(house.settings.database_url, target, is_replaced=True)
    assert target.read_bytes()[:5] in (b"SQLit", b"PGDMP")


def test_where_there_is_no_database_there_is_no_backup(tmp_path: Path, target: Path) -> None:
    for url in (f"sqlite:///{tmp_path / 'none.db'}", "postgresql://nobody@127.0.0.1:1/none"):
        with pytest.raises(Unfit):
            back_up(url, target)
    assert list(target.parent.iterdir()) == []
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_torn_database_gives_no_backup(house: TestHouse, target: Path) -> None:
    house.database.engine.dispose()
    path = Path(make_url(house.settings.database_url).database or "")
    torn = bytearray(path.read_bytes())
    torn[8192:20480] = bytes(12288)
    path.write_bytes(torn)
    with pytest.raises(Unfit):
        back_up(house.settings.database_url, target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_nothing_behind(
    house: TestHouse, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workshop.backups.files.sync", full)
    with pytest.raises(Unfit, match="No space left"):
        back_up(house.settings.database_url, target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_tools_that_are_missing_are_named(
    house: TestHouse, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql.shutil, "which", lambda _name: None)
    with pytest.raises(Unfit, match="pg_dump is not on this machine"):
        back_up(house.settings.database_url, target)


def _everything_in(house: TestHouse, target: Path) -> str:
    """Every row of a backup as text."""
    if house.database.is_postgresql:
        command = ["pg_restore", "--file=-", str(target)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    with closing(sqlite3.connect(target)) as copied:
        return "\n".join(copied.iterdump())
