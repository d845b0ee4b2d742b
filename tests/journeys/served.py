"""A real server of its own for a test: started as an operator starts it, ended by its process."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import requests

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """Where a server answers, and the sample workshop that waits on it."""

    address: str
    workshop: str
    code: str
    wall: str
    email: str
    password: str

    @property
    def desk(self) -> str:
        """The desk's address."""
        return f"{self.address}/desk/{self.workshop}"

    @property
    def phone(self) -> str:
        """The address of the room on a phone."""
        return f"{self.address}/w/{self.workshop}"


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A server with a sample workshop, its files in that folder."""
    port = free_port()
    environ = {**os.environ, "INSTANCE": str(folder), "PORT": str(port), "HOST": "127.0.0.1"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environ.pop(name, None)
    with (folder / "server.log").open("w") as log:
        process = start(environ, log)
        try:
            yield answering(f"http://127.0.0.1:{port}", folder, process)
        finally:
            process.terminate()
            process.wait(timeout=15)


def start(environ: dict[str, str], log: IO[str]) -> subprocess.Popen[bytes]:
    """A server in a process group of its own, so that it can be killed with its workers."""
    return subprocess.Popen(
        [sys.executable, "-m", "workshop.cli", "serve", "--sample"],
        cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip


def answering(address: str, folder: Path, process: subprocess.Popen[bytes]) -> Served:
    deadline = time.monotonic() + 40
    note = folder / "sample.txt"
    while time.monotonic() < deadline and process.poll() is None:
        try:
            requests.get(f"{address}/join", timeout=5)
            return Served(address, *note.read_text().split("\n")[:5])
        except (requests.RequestException, FileNotFoundError):
            time.sleep(0.1)
    raise AssertionError((folder / "server.log").read_text())


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
