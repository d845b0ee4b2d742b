"""A room full of simulated pages that behave as ours do: they ask and send until answered."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.rehearsal import doors
from workshop.rehearsal.doors import Place
from workshop.rehearsal.phone import Phone, new_key
from workshop.rehearsal.record import Network, Record
from workshop.rehearsal.rehearsing import play_for
from workshop.rehearsal.visiting import Visitor

NAG = 1.0
CALM = 0.3
PATIENCE = 60.0
GENEROUS = 30.0
VOICES = 3
Told = dict[str, Any]


class Patient(Network):
    """A network whose people look at a screen for as long as it takes."""

    patience = PATIENCE


class Page(Phone):
    """A page that asks for what it misses until it was answered, as `live.js` does."""

    def __init__(self, *about: Any) -> None:
        self.asked: dict[str, int] = {}
        super().__init__(*about)

    def ask_again(self) -> None:
        """What `live.js` does when an answer did not come in time."""
        if self.asked and self.line._is_open:
            self._ask(dict(self.asked))

    def _ask(self, have: dict[str, int]) -> None:
        self.asked |= have
        super()._ask(have)

    def _take(self, number: int, have: dict[str, int], answer: Told) -> None:
        if not answer.get("again"):
            for name in have:
                self.asked.pop(name, None)
        super()._take(number, have, answer)


@dataclass
class Crowd:
    """The open pages of one workshop, and what they were told is saved."""

    desk: Page
    wall: Page
    people: list[Page]
    record: Record
    notes: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    authors: dict[str, int] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> list[Page]:
        """Every open page."""
        return [self.desk, self.wall, *self.people]

    def together(self, act: Callable[[Page], None]) -> None:
        """Everybody does something, all at the same time; what goes wrong is raised."""
        with ThreadPoolExecutor(len(self.people)) as pool:
            list(pool.map(act, self.people))

    def begin_writing(self) -> None:
        """The desk goes on to the first question."""
        here = self.desk.find_value("from_activity", ("next",))
        assert self.desk.ask_to("agenda.go_on", from_activity=here)["ok"]

    def post(self, page: Page, more: str = "") -> Told:
        """One note with a key of its own, sent until it is answered; then it was told as saved."""
        assert page.sees(lambda _screen: page.find_value("prompt", ("task",)) is not None)
        prompt, key = page.find_value("prompt", ("task",)), new_key()
        text = f"Thought {key}{more}"
        answer = page.ask_to("note.post", prompt=prompt, text=text, key=key)
        assert answer.get("ok"), answer
        self.notes[key] = text
        self.numbers[key], self.authors[key] = answer["note"], page.number
        return answer

    @contextmanager
    def writing(self, first: int, calm: float = CALM) -> Iterator[None]:
        """Everybody goes on writing while something happens to the server, and ends after it.

        What happens begins once so many notes are kept; each rests for a moment after each note.
        """
        is_over = threading.Event()
        wanted = len(self.notes) + first

        def write(page: Page) -> None:
            while not is_over.is_set():
                self.post(page)
                is_over.wait(calm)

        with ThreadPoolExecutor(len(self.people)) as pool:
            writers = [pool.submit(write, page) for page in self.people]
            try:
                wait_for(lambda: len(self.notes) >= wanted)
                yield
                kept = len(self.notes)
                wait_for(lambda: len(self.notes) > kept)
            finally:
                is_over.set()
        for one in writers:
            one.result()

    def stale(self, patience: float = GENEROUS) -> tuple[list[str], float]:
        """Pages that show something else than one that is opened now, and when all were true."""
        began = time.monotonic()
        behind = self.pages
        while behind and time.monotonic() - began < patience:
            behind = [page for page in behind if differences(page)]
            time.sleep(0.2 if behind else 0)
        seconds = time.monotonic() - began
        return [f"{page.path}: {told_apart(page)}" for page in behind], seconds


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "this does not happen any more"
        time.sleep(0.02)


def differences(page: Page) -> list[str]:
    """The names of slices that a page which is opened now shows otherwise."""
    fresh = page.fresh_screen()
    with page.changed:
        return page.screen.differences(fresh)


def told_apart(page: Page) -> dict[str, tuple[object, object]]:
    """What each of these slices shows, and what it should."""
    fresh, shown = page.fresh_screen(), page.screen
    names = shown.differences(fresh)
    return {name: (shown.pieces.get(name), fresh.pieces.get(name)) for name in names}


@contextmanager
def crowd_in(place: Place, people: int, *, is_new: bool = False) -> Iterator[Crowd]:
    """Everybody comes in: to the workshop that waits there, or to a new one."""
    record, network = Record(), Patient()
    facilitator = doors.sign_in(place)
    play = play_for("mi_in_peer_support", VOICES)
    path = doors.start(facilitator, play) if is_new else doors.find_desk(facilitator, place.code)
    front = facilitator.get(path)
    place = replace(place, code=doors.code_on(front))
    desk = Page(facilitator, path, 0, record, network)
    wall = Page(Visitor(place.base), doors.wall_on(front), 0, record, network)
    crowd = Crowd(desk, wall, [], record)
    is_over = threading.Event()
    nagging = threading.Thread(target=_nag, args=(crowd, is_over))
    nagging.start()
    try:
        for number in range(1, people + 1):
            voice = number % VOICES + 1
            page = doors.join(place.base, place.code, number, voice, record, network, Page)
            crowd.people.append(page)  # type: ignore[arg-type]
        yield crowd
    finally:
        is_over.set()
        nagging.join()
        for page in crowd.pages:
            page.close()


def _nag(crowd: Crowd, is_over: threading.Event) -> None:
    while not is_over.wait(NAG):
        for page in crowd.pages:
            page.ask_again()
