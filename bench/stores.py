"""Databases for one run, made from one that was furnished once."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from bench.figures import NotHere

POSTGRESQL = os.environ.get("BENCH_DATABASE_URL") or "postgresql://root@127.0.0.1:5432/test"
Copies = Callable[[], AbstractContextManager[str]]


@contextmanager
def sqlite_store(furnish: Callable[[Path, str], None]) -> Iterator[Copies]:
    """Furnish a SQLite file; gives what makes a copy of it and returns its address."""
    with tempfile.TemporaryDirectory(prefix="store-") as name:
        folder = Path(name)
        base = folder / "workshop.db"
        furnish(folder, f"sqlite:///{base}")

        @contextmanager
        def copied() -> Iterator[str]:
            path = folder / f"{secrets.token_hex(4)}.db"
            shutil.copyfile(base, path)
            yield f"sqlite:///{path}"

        yield copied


@contextmanager
def postgresql_store(furnish: Callable[[Path, str], None]) -> Iterator[Copies]:
    """Furnish a PostgreSQL database; gives what makes a copy of it and returns its address."""
    with tempfile.TemporaryDirectory(prefix="store-") as name, postgresql_database() as base:
        furnish(Path(name), base)
        yield lambda: postgresql_database(make_url(base).database or "")


@contextmanager
def postgresql_database(template: str = "template1") -> Iterator[str]:
    """The address of a new database, dropped at the end."""
    name = f"bench_{secrets.token_hex(6)}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _administer(words: str) -> None:
    url = make_url(POSTGRESQL).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(words)
    except OperationalError as error:
        raise NotHere(f"no PostgreSQL at {url.host}: {type(error).__name__}") from None
    finally:
        engine.dispose()
