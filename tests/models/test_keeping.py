"""A row that was not found is not asked for again, until this session may have made it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, event, insert

from workshop.models import Base, Mark
from workshop.models.database import Database, KeepingSession


@pytest.fixture
def session(tmp_path: Path) -> Iterator[KeepingSession]:
    database = Database(f"sqlite:///{tmp_path / 'one.db'}")
    with database.writing() as connection:
        Base.metadata.create_all(connection)
    with database.writing() as connection, KeepingSession(connection) as one:
        yield one
    database.engine.dispose()


def test_what_is_absent_is_asked_for_once(session: KeepingSession) -> None:
    asked: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert [session.get(Mark, "x") for _ in range(3)] == [None] * 3
    assert len(asked) == 1


def test_what_was_absent_is_found_when_this_session_has_made_it(session: KeepingSession) -> None:
    for name, make in (("added", _add), ("inserted", _insert)):
        assert session.get(Mark, name) is None
        make(session, name)
        found = session.get(Mark, name)
        assert found is not None
        assert found.value == "1"


def test_what_was_taken_away_is_back_when_that_is_undone(session: KeepingSession) -> None:
    _add(session, "x")
    session.flush()
    step = session.begin_nested()
    session.execute(delete(Mark))
    session.expire_all()
    assert session.get(Mark, "x") is None
    step.rollback()
    assert session.get(Mark, "x") is not None


def _add(session: KeepingSession, name: str) -> None:
    session.add(Mark(name=name, value="1"))


def _insert(session: KeepingSession, name: str) -> None:
    session.execute(insert(Mark).values(name=name, value="1"))
