"""Furnished databases for tests: SQLite from a copied file, PostgreSQL in a schema of its own."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import OperationalError

from tests.house import TestHouse, settings_in
from workshop.models import Base
from workshop.models.database import Database
from workshop.models.upgrade import upgrade

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


def furnished_file(folder: Path) -> tuple[TestHouse, Path]:
    """A house in a SQLite file that nobody has open, to be copied for each test."""
    path = folder / "template.db"
    url = f"sqlite:///{path}"
    house = TestHouse(open_database(url), settings_in(folder, url))
    upgrade(house.database)
    house.furnish()
    with house.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    house.database.engine.dispose()
    return house, path


def furnished_url(
    request: pytest.FixtureRequest, furnished: tuple[TestHouse, Path], folder: Path
) -> str:
    """The address of a furnished database of the kind that a fixture was asked for."""
    skip_without(request.param)
    template, path = furnished
    if request.param == "sqlite":
        return copy_of(path, folder)
    url: str = request.getfixturevalue("postgresql_url")
    refill(url, template)
    return url


def copy_of(path: Path, folder: Path) -> str:
    """The address of a copied SQLite database."""
    copied = folder / "workshop.db"
    shutil.copyfile(path, copied)
    return f"sqlite:///{copied}"


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
        upgrade(database)
        database.engine.dispose()
        yield url
    finally:
        with _administering() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))


def refill(url: str, template: TestHouse) -> None:
    """Give a PostgreSQL schema the template's rows and no other; far quicker than a new one."""
    engine = create_engine(_with_driver(url))
    with template.database.engine.connect() as source, engine.begin() as target:
        target.execute(text("SET LOCAL session_replication_role = replica"))
        target.execute(text("".join(f"DELETE FROM {name};" for name in Base.metadata.tables)))
        for table in Base.metadata.tables.values():
            rows = [dict(row) for row in source.execute(table.select()).mappings()]
            if rows:
                target.execute(table.insert(), rows)
                _go_on_counting(target, table)
    engine.dispose()


def open_database(url: str) -> Database:
    """A database that forgets the disk: these tests do not pull the plug."""
    database = Database(url)
    if not database.is_postgresql:
        event.listen(database.engine, "connect", _hurry)
    return database


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _go_on_counting(connection: Connection, table: Any) -> None:
    counted = table.autoincrement_column
    if counted is not None and counted.default is None:
        name = f"pg_get_serial_sequence('{table.name}', '{counted.name}')"
        highest = f"(SELECT max({counted.name}) FROM {table.name})"
        connection.execute(text(f"SELECT setval({name}, {highest})"))


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
