"""Fresh databases for tests: SQLite from a copied file, PostgreSQL in a schema of its own."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError

from tests.house import mark_epoch
from workshop.models import Base
from workshop.models.database import Database

POSTGRESQL = os.environ.get("TEST_DATABASE_URL") or "postgresql://root@127.0.0.1:5432/test"
KINDS = ("sqlite", "postgresql")


@cache
def why_no_postgresql() -> str:
    """Why PostgreSQL cannot be used here, or nothing."""
    engine = create_engine(_with_driver(POSTGRESQL), connect_args={"connect_timeout": 2})
    try:
        engine.connect().close()
    except OperationalError as error:
        return f"PostgreSQL at {engine.url.host} cannot be reached: {type(error).__name__}"
    finally:
        engine.dispose()
    return ""


def skip_without(kind: str) -> None:
    """Leave a test out where its database is not here; on CI that is a failure."""
    reason = why_no_postgresql() if kind == "postgresql" else ""
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


def make_template(folder: Path) -> Path:
    """A SQLite file with every table and an epoch, to be copied for each test."""
    path = folder / "template.db"
    database = Database(f"sqlite:///{path}")
    _make_tables(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


def sqlite_copy(template: Path, folder: Path) -> str:
    """The address of a fresh SQLite database."""
    path = folder / "workshop.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@contextmanager
def postgresql_schema() -> Iterator[str]:
    """The address of a new schema with every table, dropped at the end."""
    name = f"t{secrets.token_hex(8)}"
    with _administering() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    options = f"options=-csearch_path%3D{name}%20-csynchronous_commit%3Doff"
    url = f"{POSTGRESQL}{'&' if '?' in POSTGRESQL else '?'}{options}"
    try:
        database = Database(url)
        _make_tables(database)
        database.engine.dispose()
        yield url
    finally:
        with _administering() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))


def empty(url: str) -> None:
    """Take every row out of a PostgreSQL schema; far quicker than to make a new one."""
    engine = create_engine(_with_driver(url))
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        tables = [name for name in Base.metadata.tables if name != "marks"]
        connection.execute(text("".join(f"DELETE FROM {name};" for name in tables)))
    engine.dispose()


def _make_tables(database: Database) -> None:
    with database.writing() as connection:
        Base.metadata.create_all(connection)
    mark_epoch(database)


@contextmanager
def _administering() -> Iterator[Connection]:
    engine = create_engine(_with_driver(POSTGRESQL))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")
