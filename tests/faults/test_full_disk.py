"""A full disk: what cannot be kept is refused in a sentence, nothing is torn, and it goes on."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from tests.faults.crowd import Crowd, Page, Told, crowd_in
from tests.faults.servers import Server, serving
from tests.faults.storing import ask, notes_in
from tests.house import TestHouse
from workshop.actions import opening
from workshop.config import SettingError, settings_from
from workshop.domain.refusals import Refusal
from workshop.models import Ballot
from workshop.models.seals import key_names
from workshop.rehearsal.line import Cut

UNLIMITED = resource.RLIM_INFINITY


@contextmanager
def no_room_for(*processes: int) -> Iterator[None]:
    """No file of these processes may grow: the operating system refuses every write."""
    for one in processes:
        resource.prlimit(one, resource.RLIMIT_FSIZE, (0, UNLIMITED))
    try:
        yield
    finally:
        for one in processes:
            resource.prlimit(one, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """A small disk with one file that takes all the room there is left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with eight megabytes, where this machine lets a test mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)]
    if os.geteuid() or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_server_that_may_not_write_refuses_and_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, place), crowd_in(place, 2) as crowd:
        live_through(crowd, server, tmp_path, lambda: no_room_for(*processes_of(server)))


def test_a_full_disk_is_refused_and_survived(small_disk: Path) -> None:
    with serving(small_disk) as (server, place), crowd_in(place, 2) as crowd:
        live_through(crowd, server, small_disk, lambda: filled(small_disk))


def live_through(
    crowd: Crowd, server: Server, folder: Path, full: Callable[[], object]
) -> None:
    """Write before, while and after there is no room."""
    crowd.begin_writing()
    person = crowd.people[0]
    crowd.post(person)
    with full():  # type: ignore[attr-defined]
        prompt = person.find_value("prompt", ("task",))
        refused = refused_at_last(crowd, {"workshop": person.workshop, "prompt": prompt})
        assert "Please try again" in refused
        page = requests.get(
            f"{server.address}{person.path}", headers={"Cookie": person.visitor.cookies}, timeout=30
        )
        assert page.status_code == 200, "what was kept can be read"
    crowd.post(person)
    assert notes_in(folder, crowd) == crowd.notes
    assert ask(folder, "PRAGMA integrity_check") == [("ok",)]
    assert crowd.stale()[0] == []


def refused_at_last(crowd: Crowd, about: dict[str, object]) -> str:
    """Write until there is no room for a word more; what was told as saved counts."""
    person = crowd.people[0]
    for number in range(2000):
        key, text = f"last-room-{number}", "Room. " * 300
        answer = answer_to(person, {**about, "text": text, "key": key})
        if answer.get("ok"):
            crowd.notes[key] = text.strip()
        elif "just now" in answer["refused"]:
            assert answer["again"]
            return str(answer["refused"])
    raise AssertionError("this disk is never full")


def answer_to(person: Page, note: dict[str, object]) -> Told:
    """What a phone is told of a note; it sends it again while a slow machine says nothing."""
    for _ in range(5):
        with suppress(Cut):
            return dict(person.line.call("command", "note.post", note))
    raise AssertionError("no answer came")


def processes_of(server: Server) -> list[int]:
    """The server's process and its workers."""
    assert server.process is not None
    first = server.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]


def test_no_ballot_opens_whose_key_cannot_be_kept(house: TestHouse) -> None:
    house.go("draft")
    principle = house.add_principle()
    house.go("ballot")
    with no_room_for(os.getpid()), pytest.raises(Refusal, match="its key could not be kept"):
        house.do(opening.open_ballot, house.sam, principles=[principle])
    assert house.rows(Ballot) == []
    assert list(house.settings.keys_dir.iterdir()) == []
    ballot = house.open_ballot(principle)
    assert key_names(house.settings.keys_dir) == {house.row(Ballot, ballot).seal}


def test_no_server_starts_with_half_a_secret(tmp_path: Path) -> None:
    environ = {"INSTANCE": str(tmp_path)}
    with no_room_for(os.getpid()), pytest.raises(SettingError, match="cannot be written"):
        settings_from(environ)
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]
    secret = settings_from(environ).secret
    assert len(secret) >= 32
    assert settings_from(environ).secret == secret
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
