"""The server is killed in the middle of a rehearsal, again and again; nobody loses a word."""

import io
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from workshop.rehearsal.record import Network
from workshop.rehearsal.rehearsing import play_for, rehearse
from workshop.rehearsal.server import place_when_ready, serve_in

PEOPLE = 9
KILLS = 10


class Killer(Network):
    """Kills the server with every so many commands, and starts it again."""

    patience = 60.0

    def __init__(self, instance: Path, every: int) -> None:
        self.instance, self.every = instance, every
        self.kills = self.while_typing = self._commands = 0
        self._one = threading.Lock()
        self.process, self.port = serve_in(instance)

    def answers(self, person: int, name: str, message: dict[str, Any]) -> None:
        with self._one:
            self._commands += 1
            if self._commands % self.every or self.kills == KILLS:
                return
            self.kills += 1
            self.while_typing += name == "field.type"
            # Commands of other phones are on their way just now.
            threading.Thread(target=self._kill).start()

    def _kill(self) -> None:
        time.sleep(0.02 * (self.kills % 4))
        with self._one:
            self.stop()
            self.process, _ = serve_in(self.instance, self.port)

    def stop(self) -> None:
        """Kill the server and everything that it started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.mark.long
def test_a_killed_server_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    play = play_for("mi_in_peer_support", PEOPLE)
    killer = Killer(tmp_path, every=330 // KILLS)
    try:
        place = place_when_ready(killer.process, tmp_path, killer.port)
        report = rehearse(play, tmp_path / "out", place, killer, io.StringIO())
    finally:
        killer.stop()
    assert killer.kills == KILLS
    assert killer.while_typing >= 1
    assert report["letters_lost"] == report["let_in"] == []
    assert report["lost"] == report["duplicates"] == report["stale_screens"] == []
    assert report["refused"] == report["unseen"] == []
    assert len({one["principle"] for one in report["outcomes"]}) == len(play.principles)
