"""After PostgreSQL was started anew, whoever asks first notices nothing of the dead connections."""

import pytest
from sqlalchemy import text

from tests import databases
from workshop.models import database as of
from workshop.models.database import Database

END_THE_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'rested'"
)


@pytest.fixture
def pooled(postgresql_url: str) -> Database:
    databases.skip_without("postgresql")
    mark = "&" if "?" in postgresql_url else "?"
    return Database(f"{postgresql_url}{mark}application_name=rested")


def test_a_connection_that_rested_and_died_is_replaced_before_it_is_used(
    pooled: Database, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of, "RESTED", 0.0)
    with pooled.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
    other = Database(postgresql_url)
    with other.writing() as connection:
        assert connection.execute(END_THE_OTHERS).all() == [(True,)]
    with pooled.reading() as session:
        assert session.scalar(text("SELECT 2")) == 2
    for one in (pooled, other):
        one.engine.dispose()
