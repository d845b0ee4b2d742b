"""A commit that waits for the disk is waited for where the server says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from workshop.models.database import Database, PatientConnection


def test_a_commit_waits_elsewhere_and_nothing_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []

    def wait(commit: Callable[[], None]) -> None:
        waited.append(1)
        commit()

    monkeypatch.setattr(PatientConnection, "wait", staticmethod(wait))
    database = Database(f"sqlite:///{tmp_path / 'one.db'}")
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE words (word TEXT)"))
        connection.execute(text("INSERT INTO words VALUES ('kept')"))
        assert not waited
    with database.reading() as session:
        assert session.scalars(text("SELECT word FROM words")).all() == ["kept"]
    assert waited == [1]
    database.engine.dispose()
