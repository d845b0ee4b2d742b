"""What a process holds on its database while it lives: a place there, and perhaps the lead.

PostgreSQL keeps both as locks of one connection, and gives them up when the process is gone. With
SQLite a lock on a file beside the database says that somebody serves it: one process, which leads.
"""

import fcntl
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from workshop.models.database import Database

# Locks are named for each schema: the first number is ours, and says what is locked.
TO_SHARE = text("SELECT pg_try_advisory_lock_shared(471100, hashtext(current_schema()))")
ALONE = text("SELECT pg_try_advisory_lock(471100, hashtext(current_schema()))")
LEAD = text("SELECT pg_try_advisory_lock(471101, hashtext(current_schema()))")
ALIVE = text("SELECT 1")
ONE_AT_THE_DOOR = text("SELECT pg_advisory_lock(471102, hashtext(current_schema()))")
THROUGH_THE_DOOR = text("SELECT pg_advisory_unlock(471102, hashtext(current_schema()))")
NOT_ALONE = text("SELECT pg_advisory_unlock(471100, hashtext(current_schema()))")
IS_OURS = text("SELECT value = :mark FROM marks WHERE name = 'installation'")
MAKE_OURS = text(
    "INSERT INTO marks (name, value) VALUES ('installation', :mark)"
    " ON CONFLICT (name) DO UPDATE SET value = :mark"
)


class Claim(Protocol):
    """A place among those who serve a database."""

    def take_place(self) -> bool:
        """Take a place, or keep it; False while somebody else serves alone."""

    def leads(self) -> bool:
        """Say whether this process leads now: at most one does."""

    def give_up(self) -> None:
        """Give up the place and the lead."""


def claim_on(database: Database, installation: str = "") -> Claim:
    """What is to be held on a database: by one alone, or by one of several of an installation."""
    if database.is_postgresql:
        return ServerClaim(database, installation)
    return FileClaim(database.engine.url.database or "")


def installation_of(secret: str, keys_dir: Path) -> str:
    """Return what the processes of one installation have in common: their secret and their keys.

    A process with other keys could not read a paper, and one with another secret knows no phone.
    """
    named = keys_dir / ".installation"
    keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not named.exists():
        draft = keys_dir / f".{secrets.token_hex(8)}"
        draft.write_text(secrets.token_hex(16), "ascii")
        with suppress(FileExistsError):
            os.link(draft, named)
        draft.unlink()
    return hashlib.sha256(f"{secret}:{named.read_text('ascii')}".encode()).hexdigest()[:32]


class FileClaim:
    """A place on a SQLite file, which has room for one."""

    def __init__(self, file: str) -> None:
        self._name = f"{file}.serving"
        self._file = -1

    def take_place(self) -> bool:
        """Take the only place there is."""
        if self._file >= 0:
            return True
        opened = os.open(self._name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            return False
        self._file = opened
        return True

    def leads(self) -> bool:
        """Lead, as the only one."""
        return self.take_place()

    def give_up(self) -> None:
        """Let somebody else in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class ServerClaim:
    """A place on a PostgreSQL database, held by a connection of its own."""

    def __init__(self, database: Database, installation: str) -> None:
        self._database = database
        self._installation = installation
        self._connection: Connection | None = None
        self._leads = False

    def take_place(self) -> bool:
        """Take a place; who is alone lets nobody in, and goes in only where nobody is."""
        if self._connection is None:
            opened = self._database.engine.connect()
            opened = opened.execution_options(isolation_level="AUTOCOMMIT")
            if not self._may_come_in(opened):
                opened.invalidate()
                opened.close()
                return False
            self._connection = opened
        return True

    def _may_come_in(self, opened: Connection) -> bool:
        if not self._installation:
            return bool(opened.scalar(ALONE))
        opened.execute(ONE_AT_THE_DOOR)
        may = bool(opened.scalar(TO_SHARE)) and self._is_ours(opened)
        opened.execute(THROUGH_THE_DOOR)
        return may

    def _is_ours(self, opened: Connection) -> bool:
        """Whether those who are in are of our installation; who comes first says which it is."""
        mark = {"mark": self._installation}
        if opened.scalar(IS_OURS, mark):
            return True
        if not opened.scalar(ALONE):
            return False
        opened.execute(MAKE_OURS, mark)
        opened.execute(NOT_ALONE)
        return True

    def leads(self) -> bool:
        """Look that the lead is still held, or take it if nobody has it."""
        try:
            if self.take_place() and self._connection is not None:
                found = self._connection.scalar(ALIVE if self._leads else LEAD)
                self._leads = bool(found)
        except SQLAlchemyError:
            # PostgreSQL is away, and with it everything that was held there.
            self.give_up()
        return self._leads

    def give_up(self) -> None:
        """End the connection, and with it all that it holds."""
        connection, self._connection, self._leads = self._connection, None, False
        if connection is not None:
            connection.invalidate()
            connection.close()
