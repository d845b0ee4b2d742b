"""A server of the rehearsal's own, in a folder that goes away with it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.rehearsal.doors import Place
from workshop.rehearsal.visiting import NotServed, Visitor

PATIENCE = 60.0
PAUSE = 0.1
CLOCK = "clock"
NOT_ITS_OWN = ("DATABASE_URL", "REDIS_URL", "KEYS_DIR", "ORIGINS", "SECRET", "TRUSTED_PROXIES",
               "REHEARSAL_CLOCK", "WORKERS", "METRICS_TOKEN",
               "PROMETHEUS_MULTIPROC_DIR")  # fmt: skip


@contextmanager
def own_server() -> Iterator[Place]:
    """Serve a sample on this machine while the rehearsal lasts."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        instance = Path(folder)
        process, port = serve_in(instance)
        try:
            yield place_when_ready(process, instance, port)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def serve_in(instance: Path, port: int = 0) -> "tuple[subprocess.Popen[bytes], int]":
    """Start a server with this folder, in a group of its own; return it and its port."""
    port = port or _free_port()
    environ = {k: v for k, v in os.environ.items() if k not in NOT_ITS_OWN}
    environ |= {"INSTANCE": str(instance), "HOST": "127.0.0.1", "PORT": str(port)}
    environ["REHEARSAL_CLOCK"] = str(instance / CLOCK)
    with (instance / "server.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "workshop.cli", "serve", "--sample"],
            env=environ, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    return process, port


def place_when_ready(process: "subprocess.Popen[bytes]", instance: Path, port: int) -> Place:
    """Where the server is and who runs it, as soon as it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if not _answers(port):
            time.sleep(PAUSE)
            continue
        # The port is bound before the application has loaded: an answer is what counts.
        Visitor(f"http://127.0.0.1:{port}").get("/sign-in")
        _, _, _, email, password, *_ = (instance / "sample.txt").read_text().split("\n")
        return Place(f"http://127.0.0.1:{port}", email, password, clock=instance / CLOCK)
    raise NotServed((instance / "server.log").read_text())


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
