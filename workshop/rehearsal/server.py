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
from workshop.rehearsal.visiting import NotServed

PATIENCE = 60.0
PAUSE = 0.1
NOT_ITS_OWN = ("DATABASE_URL", "REDIS_URL", "KEYS_DIR", "ORIGINS", "SECRET", "TRUSTED_PROXIES")


@contextmanager
def own_server() -> Iterator[Place]:
    """Serve a sample on this machine while the rehearsal lasts."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        instance, port = Path(folder), _free_port()
        environ = {k: v for k, v in os.environ.items() if k not in NOT_ITS_OWN}
        environ |= {"INSTANCE": folder, "HOST": "127.0.0.1", "PORT": str(port)}
        with (instance / "server.log").open("w+") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "workshop.cli", "serve", "--sample"],
                env=environ, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                yield _place_when_ready(process, instance, port)
            finally:
                process.terminate()
                process.wait(PATIENCE)


def _place_when_ready(process: "subprocess.Popen[bytes]", instance: Path, port: int) -> Place:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if not _answers(port):
            time.sleep(PAUSE)
            continue
        *_, email, password = (instance / "sample.txt").read_text().split("\n")
        return Place(f"http://127.0.0.1:{port}", email, password)
    raise NotServed((instance / "server.log").read_text())


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
