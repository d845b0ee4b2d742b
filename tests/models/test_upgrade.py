"""The migrations make exactly the tables that the models describe, on both kinds of database."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from workshop.models import Base
from workshop.models.database import Database
from workshop.models.upgrade import upgrade

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://root@127.0.0.1:5432/test")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        yield Database(f"sqlite:///{tmp_path / 'w.db'}")
        return
    schema = f"t{uuid.uuid4().hex}"
    try:
        connection = psycopg.connect(POSTGRESQL, autocommit=True)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL: {error}")
    connection.execute(f'CREATE SCHEMA "{schema}"')
    opened = Database(f"{POSTGRESQL}?options=-csearch_path%3D{schema}")
    yield opened
    opened.engine.dispose()
    connection.execute(f'DROP SCHEMA "{schema}" CASCADE')
    connection.close()


def test_migrations_and_models_agree(database: Database) -> None:
    upgrade(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    database.engine.dispose()


def test_a_second_start_changes_nothing(database: Database) -> None:
    upgrade(database)
    with database.reading() as session:
        epoch = session.execute(text("SELECT value FROM marks WHERE name = 'epoch'")).scalar()
    upgrade(database)
    with database.reading() as session:
        again = session.execute(text("SELECT value FROM marks WHERE name = 'epoch'")).scalar()
    assert epoch == again
    database.engine.dispose()
