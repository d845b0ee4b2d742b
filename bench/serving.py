"""The product's server, started as an operator starts it, on a core of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bench.processes import SERVER_CORE, cpu_seconds, pin, pss_kib
from workshop.rehearsal.visiting import Visitor

PATIENCE = 60.0
SETTLING, IDLE = 0.5, 0.1
OUR_OWN = ("DATABASE_URL", "REDIS_URL", "KEYS_DIR", "ORIGINS", "SECRET", "TRUSTED_PROXIES",
           "REHEARSAL_CLOCK", "WORKSHOP_SAMPLE")  # fmt: skip
EMITS = {"GUNICORN_CMD_ARGS": "--config python:bench.emitting"}


class Server:
    """One server in one folder; it can be killed and started again at the same port."""

    def __init__(self, folder: Path, more: tuple[str, ...], settings: dict[str, str]) -> None:
        self.folder, self.more, self.settings = folder, more, settings
        self.is_pinned = True
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Where its sockets are opened."""
        return f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket"

    @property
    def pid(self) -> int:
        """The process that was started; its children come with it."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Start it, in a group of its own, without waiting until it answers."""
        environ = {k: v for k, v in os.environ.items() if k not in OUR_OWN}
        environ |= {"INSTANCE": str(self.folder), "HOST": "127.0.0.1", "PORT": str(self.port)}
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "workshop.cli", "serve", *self.more],
                env=environ | self.settings, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        if self.is_pinned:
            pin(self.process.pid, SERVER_CORE)

    def wait(self) -> None:
        """Wait until it answers; the port is bound before the application has loaded."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    Visitor(self.address).get("/sign-in")
                    return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "server.log").read_text()[-2000:])

    def kill(self) -> None:
        """As by kill -9, the whole group at once."""
        os.killpg(self.pid, signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and see to it."""
        assert self.process is not None
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=30)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def cpu(self) -> float:
        """Seconds of CPU until now."""
        return cpu_seconds(self.pid)

    def memory(self) -> float:
        """KiB of memory now."""
        return pss_kib(self.pid)

    def settle(self) -> None:
        """Wait until what the coming of the phones has set off is done."""
        until, before = time.monotonic() + PATIENCE, self.cpu()
        while time.monotonic() < until:
            time.sleep(SETTLING)
            now = self.cpu()
            if now - before < IDLE * SETTLING:
                return
            before = now

    def emit(self, **plan: Any) -> None:
        """Have it emit by the publisher's own path; for a server that was started with EMITS."""
        (self.folder / "emitted.json").unlink(missing_ok=True)
        (self.folder / "emit.part").write_text(json.dumps(plan))
        (self.folder / "emit.part").rename(self.folder / "emit.json")


@contextmanager
def serving(
    folder: Path, *more: str, settings: dict[str, str] | None = None, is_pinned: bool = True
) -> Iterator[Server]:
    """A server that answers, until the end."""
    server = Server(folder, more, settings or {})
    server.is_pinned = is_pinned
    server.start()
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
