"""Work that no room waits for: in a thread, or in a process of its own that can be ended.

The process gets nothing of ours but the order and how nice it is: no secret, no open file.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
from gevent import Timeout, get_hub, subprocess
from gevent.lock import BoundedSemaphore

from workshop.config import ROOT
from workshop.publishing.making import Order

MAKING = "workshop.publishing.making"
LONGEST_LINE = 64 * 1024
BEGIN_SECONDS = 30
"""Until a process has read what it is to make."""
LARGEST_FILE = 128 * 1024 * 1024
FROM_OURS = ("INSTANCE", "LD_LIBRARY_PATH", "PATH", "TZ")
"""INSTANCE may have a folder of fonts."""


one_at_a_time = BoundedSemaphore(1)


def off_the_loop(work: Callable[..., Any], *args: Any) -> Any:
    """Do what is quickly done in gevent's threadpool, after any other such work.

    What it raises is raised here, and nowhere else: a thread of gevent's would print it, with its
    words.
    """
    with one_at_a_time:
        given, error = get_hub().threadpool.apply(_tried, (work, args))
    if error is not None:
        raise error
    return given


def _tried(work: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, BaseException | None]:
    try:
        return work(*args), None
    except BaseException as error:  # A library may end in one that is no Exception.
        return None, error


class BrokenOff(Exception):
    """The process ended, or was ended, before it had said all."""


class Maker:
    """One process that makes one file, and is so nice to all others."""

    def __init__(self, order: Order, nice: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", MAKING], cwd="/", env=_environ(nice), bufsize=-1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        # Its input stays open: where that ends, the process ends.
        try:
            with Timeout(BEGIN_SECONDS, BrokenOff):
                self._tell(order)
        except BaseException:
            self.end()
            raise

    def _tell(self, order: Order) -> None:
        with suppress(OSError):
            self._process.stdin.write(msgspec.json.encode(order) + b"\n")
            self._process.stdin.flush()

    @property
    def pid(self) -> int:
        """The process, which leads a group of its own."""
        number: int = self._process.pid
        return number

    def hear(self) -> dict[str, Any]:
        """The next thing that it says; waits for it."""
        line: bytes = self._process.stdout.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise BrokenOff
        said: dict[str, Any] = json.loads(line)
        if said.get("bytes", 0) > LARGEST_FILE:
            raise BrokenOff
        return said

    def read(self, size: int) -> bytes:
        """So many bytes of the file."""
        content: bytes = self._process.stdout.read(size)
        if len(content) != size:
            raise BrokenOff
        return content

    def stop(self) -> None:
        """End it, with all that it began; whoever hears it hears that it was broken off."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """Stop it, and put away what is left of it; for who heard it."""
        self.stop()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()


def _environ(nice: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in FROM_OURS if name in os.environ}
    return {**kept, "EXPORT_NICE": str(nice), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
