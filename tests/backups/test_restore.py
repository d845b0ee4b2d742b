"""A restore puts everything in place at once, or changes nothing."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from tests.backups.writers import LEAST_NOTES, writing
from tests.databases import skip_without
from tests.house import TestHouse
from workshop.actions.lens_rules import remove_rule, save_rule, switch_rule
from workshop.actions.writing import change_note
from workshop.backups import restore as restoring
from workshop.backups.backup import back_up
from workshop.backups.restore import restore
from workshop.backups.unfit import Unfit
from workshop.config import Settings
from workshop.domain.own_rules import own_key
from workshop.models import (
    Account,
    Ballot,
    BallotRevision,
    Base,
    HandIn,
    JournalEntry,
    Mark,
    Note,
    Organisation,
    SignIn,
)
from workshop.models.database import Database
from workshop.models.seals import key_names
from workshop.models.upgrade import config_for, is_of_this_release
from workshop.projections.lens import lens_of
from workshop.realtime.stamps import epoch_of


@pytest.fixture
def saved(house: TestHouse, tmp_path: Path) -> Path:
    """A backup that was made when Ada had written one note; she has changed it since."""
    house.go("write")
    house.note = house.write("Ada", "As it was.")
    back_up(house.settings.database_url, tmp_path / "copy")
    house.do(change_note, house.people["Ada"], note=house.note, text="As it is.")
    house.write("Bo", "Written later.")
    return tmp_path / "copy"


@pytest.fixture(params=["letters", "empty", "half", "sound but ours no more", "with a trigger"])
def unfit(request: pytest.FixtureRequest, house: TestHouse, saved: Path) -> Path:
    """A file that is no backup."""
    content = saved.read_bytes()
    if request.param == "letters":
        saved.write_text("Not a database. " * 1000)
    elif request.param == "empty":
        saved.write_bytes(b"")
    elif request.param == "half":
        saved.write_bytes(content[: len(content) // 2])
    else:
        other = saved.with_name("other.db")
        with closing(sqlite3.connect(other)) as made:
            made.execute("CREATE TABLE alembic_version (version_num TEXT)")
            if request.param == "with a trigger":
                made.execute("CREATE VIEW marks AS SELECT 'epoch' AS name, 'x' AS value")
            made.commit()
        return other
    return saved


def test_what_was_saved_is_there_again_with_a_new_epoch(house: TestHouse, saved: Path) -> None:
    before = house.row(Mark, "epoch").value
    restore(house.settings, saved)
    assert [note.text for note in house.rows(Note)] == ["As it was."]
    assert house.row(Mark, "epoch").value != before
    house.write("Cem", "It goes on.")
    assert len(house.rows(Note)) == 2


def test_an_organisations_own_rules_come_back_and_go_on_in_use(
    house: TestHouse, tmp_path: Path
) -> None:
    house.alter(Account, house.sam.account_id, role="administrator")
    typed = {"reason": "jargon", "why": "Only we know it.", "words": "care pathway = what is next"}
    rule = house.door.perform(save_rule, house.sam, **typed)["rule"]
    house.door.perform(switch_rule, house.sam, rule="caseload", is_off=True)
    back_up(house.settings.database_url, tmp_path / "copy")
    house.door.perform(switch_rule, house.sam, rule="caseload", is_off=False)
    house.door.perform(remove_rule, house.sam, rule=rule)
    restore(house.settings, tmp_path / "copy")
    with house.database.reading() as session:
        lens = lens_of(session, house.rows(Organisation)[0].id)
    assert lens.phrases["care pathway"] == (own_key(rule), "what is next")
    assert "caseload" not in lens.rules


def test_people_go_on_writing_through_a_restore(house: TestHouse, saved: Path) -> None:
    with writing(house) as written:
        assert written.enough.wait(60)
        restore(house.settings, saved)
        before = {name: len(texts) for name, texts in written.texts.items()}
        most = written.count() + LEAST_NOTES
        deadline = time.monotonic() + 60
        while written.count() < most:
            assert time.monotonic() < deadline
            time.sleep(0.01)
    # One of each may have been acknowledged before, and noted down after.
    late = {one for name, texts in written.texts.items() for one in texts[before[name] + 1 :]}
    kept = {note.text for note in house.rows(Note)}
    assert late <= kept
    assert "As it was." in kept
    assert not {texts[0] for texts in written.texts.values()} & kept


def test_what_was_replaced_is_kept_and_can_be_restored_too(house: TestHouse, saved: Path) -> None:
    kept = restore(house.settings, saved)
    assert kept is not None
    assert kept.stat().st_mode & 0o777 == 0o600
    restore(house.settings, kept)
    assert {note.text for note in house.rows(Note)} == {"As it is.", "Written later."}


def test_a_backup_of_the_first_release_is_brought_up_to_date(
    house: TestHouse, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'first.db'}"
    first = Database(url)
    with first.upgrading() as connection:
        command.upgrade(config_for(connection), "0001")
        connection.execute(text("INSERT INTO marks (name, value) VALUES ('epoch', 'long ago')"))
        connection.execute(text("INSERT INTO organisations (name, slug) VALUES ('Old', 'old')"))
    first.engine.dispose()
    back_up(url, tmp_path / "copy")
    restore(house.settings, tmp_path / "copy")
    assert [one.slug for one in house.rows(Organisation)] == ["old"]
    with house.database.reading() as session:
        assert is_of_this_release(session.connection())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_backup_fills_a_machine_that_is_new(
    house: TestHouse, saved: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'workshop.db'}"
    settings = _settings(house, url)
    assert restore(settings, saved) is None
    with Database(url).reading() as session:
        assert session.scalar(text("SELECT text FROM notes")) == "As it was."


def test_a_backup_of_sqlite_fills_postgresql(
    furnished: tuple[TestHouse, Path], postgresql_url: str, tmp_path: Path
) -> None:
    skip_without("postgresql")
    template, path = furnished
    settings = _settings(template, postgresql_url, tmp_path)
    restore(settings, path)
    database = Database(postgresql_url)
    moved = template.copy_in(database, settings)
    moved.go("write")
    moved.write("Ada", "Moved.")
    moved.come_in("Finn", "v1")
    assert [note.text for note in moved.rows(Note)] == ["Moved."]
    database.engine.dispose()


def test_an_unfit_file_changes_nothing(house: TestHouse, unfit: Path) -> None:
    before = _all_rows(house)
    with pytest.raises(Unfit):
        restore(house.settings, unfit)
    assert _all_rows(house) == before
    assert not list(house.settings.instance.glob("before-restore-*"))


def test_what_fails_in_the_middle_changes_nothing(
    house: TestHouse, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise ValueError("in the middle")

    before = _all_rows(house)
    monkeypatch.setattr(restoring, "_begin_anew", fail)
    with pytest.raises(ValueError, match="in the middle"):
        restore(house.settings, saved)
    assert _all_rows(house) == before


def test_a_backup_of_a_newer_release_is_refused_in_plain_words(
    house: TestHouse, saved: Path
) -> None:
    before = _all_rows(house)
    with house.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = saved.with_name("newer")
    back_up(house.settings.database_url, newer)
    with house.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"),
                           {"v": restoring.known_revisions()[0]})  # fmt: skip
    with pytest.raises(Unfit, match="newer release"):
        restore(house.settings, newer)
    assert _all_rows(house) == before


def test_a_ballot_that_was_open_is_void_and_its_key_is_gone(
    house: TestHouse, tmp_path: Path
) -> None:
    house.go("draft")
    ballot = house.open_ballot(house.add_principle())
    revision = str(house.rows(BallotRevision)[0].revision_id)
    house.hand_in("Ada", ballot, {revision: "no"})
    back_up(house.settings.database_url, tmp_path / "copy")
    restore(house.settings, tmp_path / "copy")
    assert house.row(Ballot, ballot).state == "void"
    assert house.rows(HandIn) == []
    assert key_names(house.settings.keys_dir) == set()
    assert "ballot.voided" in {one.what for one in house.rows(JournalEntry)}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_keys_of_ballots_that_are_no_more_are_destroyed_and_others_stay(
    house: TestHouse, tmp_path: Path
) -> None:
    back_up(house.settings.database_url, tmp_path / "copy")
    house.go("draft")
    house.open_ballot(house.add_principle())
    (house.settings.keys_dir / "another.key").write_bytes(bytes(32))
    restore(house.settings, tmp_path / "copy")
    assert key_names(house.settings.keys_dir) == {"another"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nobody_is_signed_in_by_a_session_of_the_past(house: TestHouse, tmp_path: Path) -> None:
    now = house.clock()
    house.add(SignIn(token_hash="0" * 64, account_id=house.sam.account_id, started_at=now,
                     seen_at=now))  # fmt: skip
    back_up(house.settings.database_url, tmp_path / "copy")
    restore(house.settings, tmp_path / "copy")
    assert house.rows(SignIn) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_server_notices_the_new_epoch_by_itself(house: TestHouse, saved: Path) -> None:
    def epoch() -> str:
        with house.database.reading() as session:
            return epoch_of(session)

    before, deadline = epoch(), time.monotonic() + 30
    restore(house.settings, saved)
    while epoch() == before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_is_not_there_is_said(house: TestHouse, tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="There is no file"):
        restore(house.settings, tmp_path / "nothing")


def _settings(house: TestHouse, url: str, folder: Path | None = None) -> Settings:
    return replace(house.settings, database_url=url, instance=folder or house.settings.instance)


def _all_rows(house: TestHouse) -> dict[str, list[object]]:
    with house.database.reading() as session:
        return {
            name: sorted(map(repr, session.execute(table.select())))
            for name, table in Base.metadata.tables.items()
        }
