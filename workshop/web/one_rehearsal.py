"""The one rehearsal that may run for an installation: a locked file says so to every process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def taken_for(folder: Path, workshop_id: int) -> Iterator[int | None]:
    """Take the place for a workshop; None while a rehearsal runs.

    What is given is an open file: as long as the rehearsal has it open too, the place is taken,
    also when the process that began it is gone.
    """
    file = _open(folder)
    try:
        if not _lock(file, fcntl.LOCK_EX):
            yield None
            return
        os.truncate(file, 0)
        os.write(file, str(workshop_id).encode())
        yield file
    finally:
        os.close(file)


def is_running(folder: Path, workshop_id: int) -> bool:
    """Say whether the rehearsal that runs is this workshop's."""
    file = _open(folder)
    try:
        is_theirs = os.read(file, 20) == str(workshop_id).encode()
        return is_theirs and not _lock(file, fcntl.LOCK_SH)
    finally:
        os.close(file)


def _open(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / "running", os.O_RDWR | os.O_CREAT, 0o600)


def _lock(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
