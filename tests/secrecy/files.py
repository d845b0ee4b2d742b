"""What lies on the disk: a database, its write-ahead log frame by frame, and a backup."""

import sqlite3
from pathlib import Path

WAL_HEADER, FRAME_HEADER, PAGE_SIZE_AT = 32, 24, 8
Frame = tuple[int, int, bytes]


def frames_in(wal: bytes) -> list[Frame]:
    """Each frame's page number, size of the database after a commit, and page.

    Salts and checksums are left out: SQLite draws the salts itself, anew for every log.
    https://www.sqlite.org/fileformat2.html#walformat
    """
    if not wal:
        return []
    size = int.from_bytes(wal[PAGE_SIZE_AT : PAGE_SIZE_AT + 4])
    starts = range(WAL_HEADER, len(wal), FRAME_HEADER + size)
    return [
        (
            int.from_bytes(wal[at : at + 4]),
            int.from_bytes(wal[at + 4 : at + 8]),
            wal[at + FRAME_HEADER : at + FRAME_HEADER + size],
        )
        for at in starts
    ]


def backup_of(path: Path, target: Path) -> bytes:
    """What SQLite's own backup writes."""
    with sqlite3.connect(path) as source, sqlite3.connect(target) as copied:
        source.backup(copied)
    source.close()
    copied.close()
    content = target.read_bytes()
    target.unlink()
    return content


def emptied_into_one_file(path: Path) -> bytes:
    """The database file, when the log has been taken into it."""
    with sqlite3.connect(path) as connection:
        (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()
    assert not is_busy
    return path.read_bytes()


def differences(one: bytes, other: bytes) -> int:
    """How many bytes differ; another length is an error."""
    assert len(one) == len(other)
    both = int.from_bytes(one) ^ int.from_bytes(other)
    return sum(byte != 0 for byte in both.to_bytes(len(one)))
