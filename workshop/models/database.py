"""The engine, and the two kinds of session: one that reads, one that writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session


class Database:
    """One database: SQLite (WAL, FULL, IMMEDIATE) or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.engine = engine_for(url)
        self.is_postgresql = self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database and writes nothing."""
        with self.engine.connect() as connection:
            if self.is_postgresql:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with Session(connection, autoflush=False) as session:
                yield session
                session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection inside one transaction, committed at the end."""
        with self.engine.connect() as connection:
            connection.info["writes"] = True
            try:
                with connection.begin():
                    yield connection
            finally:
                connection.info.pop("writes", None)


def engine_for(url: str) -> Engine:
    """Return an engine with the settings that our promises rest on."""
    if not url.startswith("sqlite"):
        with_driver = url.replace("postgresql://", "postgresql+psycopg://")
        return create_engine(with_driver, pool_size=20, hide_parameters=True)
    folder = url.removeprefix("sqlite:///").rpartition("/")[0]
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000",
        "secure_delete=ON",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # Python's own BEGIN is deferred: two writers could then meet only at the COMMIT.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN")
