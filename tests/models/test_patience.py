"""A commit that waits for the disk is waited for where the server says."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from workshop.models.database import Database


def test_a_commit_waits_elsewhere_and_nothing_else_does(tmp_path: Path) -> None:
    waited: list[int] = []

    def wait(commit: Callable[[], None]) -> None:
        waited.append(1)
        commit()

    database = Database(f"sqlite:///{tmp_path / 'one.db'}")
    database.wait = wait
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE words (word TEXT)"))
        connection.execute(text("INSERT INTO words VALUES ('kept')"))
        assert not waited
    with database.reading() as session:
        assert session.scalars(text("SELECT word FROM words")).all() == ["kept"]
    assert waited == [1]
    database.engine.dispose()


def test_what_one_server_waits_for_another_does_not(tmp_path: Path) -> None:
    one, other = (Database(f"sqlite:///{tmp_path / name}") for name in ("one.db", "other.db"))
    waited: list[Callable[[], None]] = []

    def wait(commit: Callable[[], None]) -> None:
        waited.append(commit)
        commit()

    one.wait = wait
    for database, count in ((one, 1), (other, 1), (one, 2)):
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS words (word TEXT)"))
        assert len(waited) == count
    for database in (one, other):
        database.engine.dispose()
