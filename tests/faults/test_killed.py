"""The server is killed while people write: no word that they were told is saved is lost."""

import os
import re
import secrets
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.journeys.people import Person, facilitator, found, participant
from tests.journeys.served import Served, answering, free_port, start

PEOPLE = 6
NOTES_BEFORE_A_KILL = 25


class Writer:
    """Somebody who writes notes, and sends each again with its key until it is acknowledged."""

    def __init__(self, person: Person, prompt: str) -> None:
        self.person, self.prompt = person, prompt
        self.saved: list[str] = []
        self.unsure: tuple[str, str] | None = None

    def write(self, address: str, csrf: str) -> None:
        """Send one note; raises when no answer came."""
        key, text = self.unsure or (secrets.token_hex(8), f"Thought {secrets.token_hex(6)}")
        self.unsure = (key, text)
        message = {"workshop": int(self.person.served.workshop), "prompt": int(self.prompt),
                   "text": text, "key": key}  # fmt: skip
        answer = self.person.session.post(
            f"{address}/do/note.post", json=message, timeout=5,
            headers={"X-CSRFToken": csrf, "Accept": "application/json"},
        )  # fmt: skip
        if answer.json().get("ok"):
            self.saved.append(text)
            self.unsure = None


@contextmanager
def running(folder: Path) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    """The server over this folder, killed with all its workers at the end."""
    port = free_port()
    environ = {**os.environ, "INSTANCE": str(folder), "PORT": str(port), "HOST": "127.0.0.1"}
    environ = {k: v for k, v in environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    with (folder / "server.log").open("a") as log:
        process = start(environ, log)
        try:
            yield answering(f"http://127.0.0.1:{port}", folder, process), process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=15)


def write_until_killed(
    writers: list[Writer], served: Served, process: subprocess.Popen[bytes]
) -> None:
    """Let everybody write at once, and kill the server in the middle of it."""
    enough = threading.Event()
    before = sum(len(writer.saved) for writer in writers)

    def go_on(writer: Writer) -> None:
        page = writer.person.session.get(f"{served.address}{writer.person.page}", timeout=10).text
        csrf = found(r'csrf-token" content="([^"]+)"', page)[0]
        while not enough.is_set():
            try:
                writer.write(served.address, csrf)
            except requests.RequestException:
                return
            if sum(len(one.saved) for one in writers) - before >= NOTES_BEFORE_A_KILL:
                enough.set()

    threads = [threading.Thread(target=go_on, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    enough.wait(timeout=60)
    os.killpg(process.pid, signal.SIGKILL)
    for thread in threads:
        thread.join(timeout=30)


@pytest.mark.parametrize(
    "kills", [2, pytest.param(10, marks=pytest.mark.long)], ids=lambda n: f"{n} kills"
)
def test_no_word_that_was_acknowledged_is_lost(kills: int, tmp_path: Path) -> None:
    writers: list[Writer] = []
    for _ in range(kills):
        with running(tmp_path) as (served, process):
            writers = writers or _writers(served)
            write_until_killed(writers, served, process)
    with running(tmp_path) as (served, _process):
        for writer in writers:
            words = writer.person.session.get(
                f"{served.address}{writer.person.page}/words", timeout=20
            ).text
            kept = re.findall(r"Thought [0-9a-f]{12}(?=</p>)", words)
            assert set(writer.saved) <= set(kept), "acknowledged and missing"
            assert len(kept) == len(set(kept)), "one note was kept twice"
    assert sum(len(writer.saved) for writer in writers) >= kills * NOTES_BEFORE_A_KILL


def _writers(served: Served) -> list[Writer]:
    desk = facilitator(served)
    people = [participant(served, 0) for _ in range(PEOPLE)]
    here = found(r'name="from_activity" value="(\d+)"', desk.see())[0]
    desk.do("agenda.go_on", from_activity=here)
    prompt = found(r'name="prompt" value="(\d+)"', people[0].see())[0]
    return [Writer(person, prompt) for person in people]
