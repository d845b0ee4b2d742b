"""The engine, and the two kinds of session: one that reads, one that writes."""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    InternalError,
    OperationalError,
    TimeoutError,
)
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.pool import ConnectionPoolEntry

from workshop import metrics

COLLISIONS = ("40001", "40P01")
"""PostgreSQL's codes for a batch that met another process's and was undone: it is run again."""
ONE_MOMENT = "what was read of one moment"
CANNOT_ANSWER = (OperationalError, InterfaceError, TimeoutError)
"""What a database raises that is stopped, starting, full, or out of connections."""
CONNECTIONS = 25
RESTED = 1.0
"""Seconds after which a connection is tried before it is used."""
PATIENCE = 5
"""Seconds until a PostgreSQL that does not answer at all counts as one that is not there."""

Wait = Callable[[Callable[[], None]], None]


class Database:
    """One database: SQLite (WAL, FULL, IMMEDIATE) or PostgreSQL."""

    def __init__(self, url: str, workers: int = 0) -> None:
        """Open it; for a server say how many workers share what PostgreSQL has of connections."""
        self.engine = engine_for(url, workers)
        self.wait: Wait = PatientConnection.wait
        """How a commit to SQLite, which waits for the disk, is waited for."""
        event.listen(self.engine, "connect", self._share_patience)
        self.is_postgresql = self.engine.dialect.name == "postgresql"
        if workers and self.is_postgresql:
            event.listen(self.engine, "connect", _set_up_server)

    def _share_patience(self, connection: Any, _record: object) -> None:
        if isinstance(connection, PatientConnection):
            connection.wait = lambda commit: self.wait(commit)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database and writes nothing."""
        with self.engine.connect() as connection:
            if self.is_postgresql:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with KeepingSession(connection, autoflush=False) as session:
                session.info[ONE_MOMENT] = {}
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

    def wait_for_writers(self, connection: Connection, table: str) -> None:
        """Wait until nobody is in the middle of writing to a table; SQLite has one writer at most.

        Whoever cannot wait any longer (three seconds) gets an OperationalError.
        """
        if self.is_postgresql:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '3s'")
            connection.exec_driver_sql(f"LOCK TABLE {table} IN SHARE MODE")

    @contextmanager
    def upgrading(self) -> Iterator[Connection]:
        """Give a connection for migrations: SQLite rebuilds tables, and must not follow their keys.

        With foreign keys on, dropping the old table would delete every row that points to it.
        """
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if not self.is_postgresql:
                raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            connection.info["writes"] = True
            try:
                with connection.begin():
                    yield connection
                    self._refuse_broken_keys(connection)
            finally:
                connection.info.pop("writes", None)
                if not self.is_postgresql:
                    raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]

    def _refuse_broken_keys(self, connection: Connection) -> None:
        if not self.is_postgresql:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"The upgrade would break {len(broken)} references.")


class KeepingSession(Session):
    """A session for several commands, or several readers of one moment: a row that one of them
    got, or did not find, the next one need not ask for again.

    One writer, and the lock on the workshop's row, see to it that nothing changes in between but
    by this session itself: what it writes makes it look anew.
    """

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """Return the row with this key, or None; asks the database once."""
        place = entity, ident
        if place in self._absent and not any(isinstance(one, entity) for one in self.new):
            return None
        found = super().get(entity, ident, **options)
        if found is None:
            self.note_absent(entity, ident)
        return found

    def note_absent(self, entity: type, ident: Any) -> None:
        """Remember that there is no row with this key."""
        self._absent.add((entity, ident))

    @property
    def _absent(self) -> set[Any]:
        absent: set[Any] = self.info.setdefault("absent", set())
        return absent

    def look_anew(self, entities: Collection[type] | None = None) -> None:
        """Ask again for absent rows of some kinds, or of all."""
        kept = set() if entities is None else {p for p in self._absent if p[0] not in entities}
        self.info["absent"] = kept


@event.listens_for(KeepingSession, "loaded_as_persistent")
def _keep(session: Session, row: object) -> None:
    # A session forgets rows that nobody holds.
    session.info.setdefault("kept", []).append(row)


@event.listens_for(KeepingSession, "after_flush")
def _look_for_what_was_made(session: KeepingSession, _context: object) -> None:
    session.look_anew({type(one) for one in session.new})


@event.listens_for(KeepingSession, "after_soft_rollback")
def _look_for_what_is_back(session: KeepingSession, _transaction: object) -> None:
    session.look_anew()


@event.listens_for(KeepingSession, "do_orm_execute")
def _look_for_what_was_written(state: ORMExecuteState) -> None:
    if not state.is_select and isinstance(state.session, KeepingSession):
        state.session.look_anew()


def is_collision(error: DBAPIError) -> bool:
    """Say whether the database undid a transaction for the sake of another one."""
    return getattr(error.orig, "sqlstate", None) in COLLISIONS


class PatientConnection(sqlite3.Connection):
    """A connection whose commit, which waits for the disk, may be waited for somewhere else.

    A server on one loop waits in a thread: a slow disk then holds up only those whose words it is
    to keep, and whoever asks meanwhile comes into the next commit.
    """

    wait: Wait = staticmethod(lambda commit: commit())

    def commit(self) -> None:
        """Commit, durably."""
        commit, failures = super().commit, list[sqlite3.Error]()

        def attempt() -> None:
            try:
                commit()
            except sqlite3.Error as error:
                failures.append(error)

        # Gevent writes what is raised in its thread to the log before it tells who waits: on a full
        # disk they would never hear of it.
        self.wait(attempt)
        if failures:
            raise failures[0]


def engine_for(url: str, workers: int = 0) -> Engine:
    """Return an engine with the settings that our promises rest on."""
    if not url.startswith("sqlite"):
        with_driver = url.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(
            with_driver, hide_parameters=True,
            pool_size=max(CONNECTIONS // max(workers, 1), 5), max_overflow=5,
            connect_args={"connect_timeout": PATIENCE, "keepalives_idle": 2 * PATIENCE},
        )  # fmt: skip
        event.listen(engine, "checkin", _note_rest)
        event.listen(engine, "checkout", partial(_try_rested, engine))
        return _counted(engine)
    folder = url.removeprefix("sqlite:///").rpartition("/")[0]
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    options = {"check_same_thread": False, "factory": PatientConnection}
    engine = create_engine(url, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return _counted(engine)


def _counted(engine: Engine) -> Engine:
    event.listen(engine, "handle_error", _count_error)
    return engine


def _count_error(context: ExceptionContext) -> None:
    """Count what the database could not do; what its constraints refuse is no error of it."""
    if isinstance(context.sqlalchemy_exception, InterfaceError | InternalError | OperationalError):
        metrics.database_errors.inc()


def _note_rest(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["rests since"] = time.monotonic()


def _try_rested(
    engine: Engine, connection: Any, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """After a restart of PostgreSQL every pooled connection is dead: who rested is tried first.

    Who did not rest need not be: where it fails it is a command that is told to come again.
    """
    if time.monotonic() - record.info.get("rests since", time.monotonic()) < RESTED:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _set_up_server(connection: Any, _record: object) -> None:
    """A process that stands still, or whose machine is gone, does not hold a workshop for ever."""
    connection.execute(
        "SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '20s';"
        "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
        "SET tcp_keepalives_count = 3"
    )
    connection.commit()


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
