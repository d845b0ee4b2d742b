"""Everybody who takes part: the desk, the wall, the phones; and what the phones were told."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, TypeVar

from workshop.content import methods
from workshop.content.script import RehearsedNote
from workshop.rehearsal import doors
from workshop.rehearsal.phone import Phone
from workshop.rehearsal.play import Play
from workshop.rehearsal.record import Network, Record
from workshop.rehearsal.screen import Screen
from workshop.rehearsal.visiting import Visitor

KINDS = {escape(s.title): s.kind for method in methods() for s in method.activities}
T = TypeVar("T")


class Stuck(Exception):
    """The rehearsal cannot go on; the message says where it stands."""


@dataclass
class Saved:
    """A note that a phone was told is saved."""

    number: int
    person: int
    text: str
    is_held: bool = False


@dataclass
class Stage:
    """A workshop that is being rehearsed.

    `steps` are the number and kind of each step of the agenda, and `at` is the place of the one
    that the room is in. `ballots` are the numbers of those that were opened, after a None.
    """

    play: Play
    desk: Phone
    wall: Phone
    people: list[Phone]
    record: Record
    place: doors.Place
    code: str
    has_strangers: bool = False
    at: int = 0
    steps: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    ballots: list[str | None] = field(default_factory=lambda: [None])
    unwritten: list[RehearsedNote] = field(default_factory=list)
    themes: dict[str, str] = field(default_factory=dict)
    prompt: str = ""
    saved: list[Saved] = field(default_factory=list)
    fields: dict[tuple[int, str], str] = field(default_factory=dict)
    principles: dict[int, str] = field(default_factory=dict)
    notes_shown: dict[str, str] = field(default_factory=dict)

    def screens(self) -> list[Phone]:
        """Every open page."""
        return [*self.people, self.desk, self.wall]

    def person(self, number: int) -> Phone:
        """Somebody to do the n-th of many things."""
        return self.people[(number - 1) % len(self.people)]

    def together(self, work: Callable[[T], Any], each: Iterable[T]) -> None:
        """Let people do things at the same time."""
        with ThreadPoolExecutor(len(self.people)) as pool:
            for _ in pool.map(work, each):
                pass

    def share(self, work: Callable[[Phone, T], Any], things: list[T]) -> None:
        """Share things out; people work side by side, each does one after the other."""

        def do_mine(place: int) -> None:
            for thing in things[place :: len(self.people)]:
                work(self.people[place], thing)

        self.together(do_mine, range(len(self.people)))

    def press(self, name: str, *fields: str, **expected: str) -> dict[str, Any]:
        """Press the desk's large next button, once it says what is expected."""
        mark = f'data-command="{name}"'

        def is_offered(screen: Screen) -> bool:
            held = {one: self.desk.find_value(one, ("next",)) for one in expected}
            return mark in screen.pieces["next"].html and held == expected

        if not self.desk.sees(is_offered):
            raise Stuck(f"The desk does not offer {name}.")
        values = {one: self.desk.find_value(one, ("next",)) for one in (*fields, *expected)}
        return self.desk.give(name, None, **values)

    def go_to(self, kind: str, time: int = 1) -> None:
        """Go to the n-th activity of a kind, or to the last there is."""
        places = [place for place, (_, at) in enumerate(self.steps) if at == kind]
        if not places:
            raise Stuck(f"The agenda has no {kind}.")
        self.go(places[min(time, len(places)) - 1])

    def go(self, place: int) -> None:
        """Go to a step: on to the next one by the large button, else by the agenda."""
        if place == self.at:
            return
        number = self.steps[place][0]
        if (self.at, place) == (0, 1) and not self.has_strangers:
            self.press("agenda.go_on", "from_activity")
        else:
            self.desk.give("agenda.go_to", activity=number)
        self.at = place

    def look_at_agenda(self) -> None:
        """Learn the steps, and where the room is."""
        html = self.desk.screen.pieces["agenda"].html
        for part in html.split("<li")[1:]:
            number = re.search(r'name="activity" type="hidden" value="(\d+)"', part)
            title = next((t for t in KINDS if f">{t}<" in part), "")
            self.steps.append((number.group(1) if number else "", KINDS.get(title, "")))
            self.titles.append(unescape(title))
        self.at = next(at for at, (number, _) in enumerate(self.steps) if not number)


@contextmanager
def stage_for(place: doors.Place, play: Play, record: Record, network: Network) -> Iterator[Stage]:
    """Open the desk and the wall, let everybody join, and put all phones away in the end."""
    visitor = doors.sign_in(place)
    path = doors.find_desk(visitor, place.code) if place.code else doors.start(visitor, play)
    page = visitor.get(path)
    code = doors.code_on(page)
    desk = Phone(visitor, path, 0, record, network)
    wall = Phone(Visitor(place.base), doors.wall_on(page), 0, record, network)
    stage = Stage(play, desk, wall, [], record, place, code, has_strangers=bool(place.code))
    stage.look_at_agenda()
    stage.unwritten = list(play.notes)
    try:
        for number, voice in enumerate(play.people, 1):
            stage.people.append(doors.join(place.base, code, number, voice, record, network))
        yield stage
    finally:
        for phone in stage.screens():
            phone.close()
