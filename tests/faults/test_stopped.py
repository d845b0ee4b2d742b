"""The server is told to stop: it ends within its time, and every page is told to come back."""

import json
import os
import secrets
import signal
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import websocket

from tests.journeys.served import Served, answering, free_port, start

RESTARTING = 1012


@pytest.mark.parametrize("lane", ["", "off"])
def test_every_page_is_told_to_come_back(tmp_path: Path, lane: str) -> None:
    with started(tmp_path, lane) as (served, process):
        walls = [listening_wall(served) for _ in range(5)]
        process.send_signal(signal.SIGTERM)
        codes = [code_at_the_end(wall) for wall in walls]
        for wall in walls:
            wall.shutdown()
        assert process.wait(timeout=30) == 0
    log = (tmp_path / "server.log").read_text()
    assert "Worker graceful timeout" not in log, "it waited for its websockets"
    assert codes == ([RESTARTING] * 5 if not lane else [None] * 5)


def listening_wall(served: Served) -> websocket.WebSocket:
    """A wall's socket that listens: it needs no cookie."""
    address = served.address.replace("http", "ws")
    wall = websocket.create_connection(
        f"{address}/socket.io/?EIO=4&transport=websocket", timeout=30
    )
    assert wall.recv().startswith("0")
    auth = {"page": "wall", "workshop": served.workshop, "token": served.wall}
    wall.send(f"40{json.dumps(auth)}")
    assert wall.recv().startswith("40")
    return wall


def code_at_the_end(wall: websocket.WebSocket) -> int | None:
    """The code of the close, or None where there was none."""
    try:
        while True:
            kind, words = wall.recv_data()
            if kind == websocket.ABNF.OPCODE_CLOSE:
                return struct.unpack("!H", words[:2])[0] if words else None
    except (websocket.WebSocketException, OSError):
        return None


@contextmanager
def started(folder: Path, lane: str) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    """A server that the test stops itself; whatever happens, it is gone at the end."""
    port = free_port()
    environ = {**os.environ, "INSTANCE": str(folder), "PORT": str(port), "HOST": "127.0.0.1"}
    environ = {k: v for k, v in environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    environ |= {"FAST_LANE": lane, "SECRET": secrets.token_urlsafe(48)}
    with (folder / "server.log").open("a") as log:
        process = start(environ, log)
        try:
            yield answering(f"http://127.0.0.1:{port}", folder, process), process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=15)
