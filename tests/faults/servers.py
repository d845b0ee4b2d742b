"""A server for faults: on one port over one folder, killed and started again as often as wanted."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.journeys.served import answering, free_port, start
from workshop.rehearsal.doors import Place

FOREIGN = ("DATABASE_URL", "REDIS_URL", "KEYS_DIR", "ORIGINS", "SECRET", "REHEARSAL_CLOCK")


class Server:
    """One server of a test, with its sample workshop."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder, self.port = folder, free_port()
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        own = {"INSTANCE": str(folder), "PORT": str(self.port), "HOST": "127.0.0.1"}
        self.environ = {**kept, **own, **environ}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Everything that it wrote."""
        return (self.folder / "server.log").read_text()

    def start(self) -> Place:
        """Start, and say where the sample is once somebody answers."""
        with (self.folder / "server.log").open("a") as log:
            self.process = start(self.environ, log)
        served = answering(self.address, self.folder, self.process)
        return Place(served.address, served.email, served.password, served.code)

    def kill(self) -> None:
        """End it and its workers as kill -9 does."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=15)
        self.process = None


@contextmanager
def serving(folder: Path, **environ: str) -> Iterator[tuple[Server, Place]]:
    """A server that runs while the test does."""
    server = Server(folder, **environ)
    try:
        yield server, server.start()
    finally:
        server.kill()
