"""A network that drops, repeats, reorders, delays and cuts: effects are keys, screens come true."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd, Page, crowd_in
from tests.faults.proxy import FATES
from tests.faults.servers import serving
from tests.faults.storing import ask, notes_in
from tests.journeys.served import free_port
from workshop.rehearsal import line, phone
from workshop.rehearsal.phone import new_key

WANTED = 100_000
NOTES, MOVES = (6, 60) if os.environ.get("LONG") else (4, 3)
PEOPLE = 16 if os.environ.get("LONG") else 6


class Between:
    """The proxy's process, and its mood."""

    def __init__(self, server: int) -> None:
        self.port = free_port()
        words = [sys.executable, "-m", "tests.faults.proxy", str(self.port), str(server), "7"]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._hear()

    def be(self, mood: str) -> dict[str, int]:
        """Set its mood; return how often it did what."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{mood}\n".encode())
        self.process.stdin.flush()
        return self._hear()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=15)

    def _hear(self) -> dict[str, int]:
        assert self.process.stdout is not None
        heard: dict[str, int] = json.loads(self.process.stdout.readline())
        return heard


@contextmanager
def hostility(server: int) -> Iterator[Between]:
    between = Between(server)
    try:
        yield between
    finally:
        between.end()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost answer is waited for shorter than by a page of ours: more is sent twice then.

    Like a page, and unlike a rehearsal's phone, it does not give up.
    """
    monkeypatch.setattr(line, "PATIENCE", 1.5)
    monkeypatch.setattr(phone, "TRIES", 500)


@pytest.mark.parametrize(
    "commands", [1, pytest.param(WANTED, marks=pytest.mark.long)], ids=lambda n: f"{n} at least"
)
def test_effects_are_keys_and_every_screen_comes_true(commands: int, tmp_path: Path) -> None:
    given, slowest, faults = 0, 0.0, dict[str, int]()
    with serving(tmp_path, TRUSTED_PROXIES="1") as (server, place), hostility(server.port) as proxy:
        place = replace(place, base=f"http://127.0.0.1:{proxy.port}")
        while given < commands or not set(FATES) <= set(faults):
            with crowd_in(place, PEOPLE, is_new=True) as crowd:
                proxy.be("hostile")
                live_through_an_afternoon(crowd, tmp_path)
                faults = proxy.be("calm")
                behind, seconds = crowd.stale()
                assert behind == []
                assert notes_in(tmp_path, crowd) == crowd.notes
                assert themes_in(tmp_path, crowd) == set(crowd.themes)
                given += crowd.record.commands
                slowest = max(slowest, seconds)
    print(f"{given} commands, faults {faults}, all screens true within {slowest:.1f} s")


def live_through_an_afternoon(crowd: Crowd, folder: Path) -> None:
    """Everybody writes; all is shown; everybody makes a theme and sorts."""
    crowd.begin_writing()
    crowd.together(lambda page: write(crowd, page))
    prompt = crowd.people[0].find_value("prompt", ("task",))
    assert crowd.desk.ask_to("notes.show", prompt=prompt)["ok"]
    find = "SELECT id FROM activities WHERE workshop_id = ? AND kind = 'group'"
    ((step,),) = ask(folder, find, crowd.desk.workshop)
    assert crowd.desk.ask_to("agenda.go_to", activity=step)["ok"]
    crowd.together(lambda page: sort(crowd, page))


def write(crowd: Crowd, page: Page) -> None:
    for number in range(NOTES):
        crowd.post(page)
        if number % 3 == 0:
            assert page.ask_to("participant.pause", is_pausing=str(number % 2 == 0).lower())["ok"]


def sort(crowd: Crowd, page: Page) -> None:
    key = new_key()
    answer = page.ask_to("theme.add", name=f"Theme {key}", key=key)
    assert answer.get("ok"), answer
    crowd.themes[key] = answer["theme"]
    notes = sorted(crowd.numbers.values())
    for number in range(MOVES):
        note = notes[(page.number * 7 + number) % len(notes)]
        theme = sorted(crowd.themes.values())[number % len(crowd.themes)]
        answer = page.ask_to("note.move", note=note, theme=theme)
        assert answer.get("ok"), answer


def themes_in(folder: Path, crowd: Crowd) -> set[str]:
    """The key of every theme of the crowd's workshop."""
    found = ask(folder, "SELECT key FROM themes WHERE workshop_id = ?", crowd.desk.workshop)
    return {key for (key,) in found}
