"""The server's clock: everything that asks what time it is asks this one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]


def server_clock() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)


def clock_for(rehearsal: Path | None) -> Clock:
    """Return the machine's clock, or a rehearsal's, which a file moves on by so many seconds."""
    if rehearsal is None:
        return server_clock
    return lambda: server_clock() + timedelta(seconds=_seconds_in(rehearsal))


def _seconds_in(file: Path) -> int:
    """A file that is not there, or is being written just now, moves nothing."""
    try:
        text = file.read_text().strip()
    except FileNotFoundError:
        return 0
    return int(text) if text.isdigit() else 0
