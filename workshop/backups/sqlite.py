"""SQLite: the online backup of a database that is written to, and the look at a file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from workshop.backups.rows import MADE_AGAIN
from workshop.backups.unfit import NOT_OURS, Unfit

HEADER = b"SQLite format 3\0"


def is_sqlite(file: Path) -> bool:
    """Say whether a file begins as a SQLite database does."""
    with file.open("rb") as opened:
        return opened.read(len(HEADER)) == HEADER


def copy_database(path: Path, draft: Path) -> None:
    """Copy what is committed at this moment, in one step: writers go on meanwhile."""
    if not path.is_file():
        raise Unfit(f"There is no database at {path}.")
    try:
        # rw and not ro: a reader of a WAL needs the shared memory, which is a file beside it.
        opened = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True)
        with closing(opened) as source, closing(sqlite3.connect(draft)) as copied:
            source.backup(copied)
            _leave_out_files(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise Unfit(f"The database could not be copied: {error}.") from error


def _leave_out_files(copied: sqlite3.Connection) -> None:
    """Take out what can be made again, where there is some; the file is then as small as before."""
    there = {row[0] for row in copied.execute("SELECT name FROM sqlite_master")}
    gone = [copied.execute(f'DELETE FROM "{name}"').rowcount  # noqa: S608 (our own names)
            for name in MADE_AGAIN if name in there]
    copied.commit()
    if any(gone):
        copied.execute("VACUUM")


def unpack(file: Path, place: Path) -> None:
    """Copy a backup to where it may be worked on; a log that stands beside it comes along."""
    shutil.copyfile(file, place)
    log = file.with_name(f"{file.name}-wal")
    if log.is_file():
        shutil.copyfile(log, place.with_name(f"{place.name}-wal"))


def refuse_unsound(path: Path) -> None:
    """Refuse a file that is torn, or has more in it than tables and their indexes."""
    try:
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("PRAGMA trusted_schema=OFF")
            state = opened.execute("PRAGMA integrity_check(1)").fetchone()
            broken = opened.execute("PRAGMA foreign_key_check").fetchone()
            others = "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')"
            extra = opened.execute(others).fetchone()
    except sqlite3.Error:
        raise Unfit(NOT_OURS) from None
    if state != ("ok",) or broken or extra:
        raise Unfit(NOT_OURS)
