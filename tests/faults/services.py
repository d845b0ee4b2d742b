"""PostgreSQL and Redis of a test's own, on other ports and in folders of their own."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from tests.journeys.served import free_port

PATIENCE = 60.0
DEBIAN = Path("/usr/lib/postgresql")


class Service:
    """A server process that can be stopped in the middle of anything, and started again."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder, self.program, self.port = folder, program, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.as_user: dict[str, Any] = {}

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = self._run(*self.words())
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, f"{self.program} does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop without any goodbye; whoever is connected is cut off."""
        if self.process is not None:
            self.process.send_signal(self.SIGNAL)
            self.process.wait(timeout=PATIENCE)
            self.process = None

    SIGNAL = signal.SIGKILL

    def words(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def _run(self, *words: str) -> "subprocess.Popen[bytes]":
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(words, cwd=self.folder, **silent, **self.as_user)


class Redis(Service):
    """A message queue that keeps nothing."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def words(self) -> list[str]:
        return [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]

    def answers(self) -> bool:
        with redis.Redis(port=self.port) as one, suppress(redis.ConnectionError):
            return bool(one.ping())
        return False


class Postgres(Service):
    """A database server; it refuses to run as root, so it runs as `postgres` then."""

    # Its own children would outlive a kill -9 and hold the folder; this ends them too, at once.
    SIGNAL = signal.SIGQUIT

    def __init__(self, folder: Path, program: str) -> None:
        super().__init__(folder, program)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            self.as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        made = self._run(
            str(Path(program).with_name("initdb")), "-D", str(folder / "db"),
            "-U", "tern", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip
        assert made.wait(timeout=PATIENCE) == 0

    @property
    def url(self) -> str:
        return f"postgresql://tern@127.0.0.1:{self.port}/postgres"

    def words(self) -> list[str]:
        return [self.program, "-D", str(self.folder / "db"), "-p", str(self.port),
                "-k", str(self.folder), "-h", "127.0.0.1"]  # fmt: skip

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.url, connect_timeout=2).close()
            return True
        return False


@contextmanager
def running(kind: type[Service], program: str | None) -> Iterator[Any]:
    """One service that runs while the test does; without its program the test is left out."""
    if program is None:
        pytest.skip(f"no program for a {kind.__name__} of the test's own on this machine")
    folder = Path(tempfile.mkdtemp(prefix="fault-"))
    service = kind(folder, program)
    try:
        service.start()
        yield service
    finally:
        service.stop()
        shutil.rmtree(folder)


def find_postgres() -> str | None:
    """The newest PostgreSQL that is installed."""
    versions = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return str(versions[-1]) if versions else shutil.which("postgres")


def find_redis() -> str | None:
    return shutil.which("redis-server")
