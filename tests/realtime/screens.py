"""Screens without a browser: each keeps what it was sent, and asks for what it misses."""

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from tests.house import SECRET, TestHouse
from workshop.projections.scope import Scope
from workshop.realtime.painting import Painter
from workshop.realtime.publisher import Publisher
from workshop.realtime.rooms import participant_in
from workshop.realtime.slices import has_slice

PLACEHOLDER = re.compile(r'<(\w+) id="([\w-]+)" data-slice="[\w-]+" data-keep></\1>')
SCENE = re.compile(r'data-scene="([^"]*)"')
STAMPED = re.compile(r'data-slice="([\w-]+)" data-stamp="(\d+)"')
MOST_ROUNDS = 5
WITH_SCENE = ("mine", "own", "write", "suggestions")


class Screen:
    """One audience's part of a page, as the scripts of the page would keep it."""

    def __init__(self, house: TestHouse, publisher: Publisher, audience: str, tops: str) -> None:
        self.house, self.publisher, self.audience = house, publisher, audience
        # One's own part of a phone may hold what everybody in the room sees.
        self.audiences = ["room", audience] if participant_in(audience) else [audience]
        self.tops = tops.split()
        self.kept: dict[str, str] = {}
        self.stamps: dict[str, int] = {}
        self.fell: list[str] = []
        self.asked: Counter[str] = Counter()
        self.open()

    def open(self) -> None:
        """Open the page: the top slices, and whatever stands in them."""
        self.want(self.tops)

    def open_beside(self, audience: str, top: str) -> None:
        """Open one more page on the same screen, which hears one audience more."""
        self.audiences.append(audience)
        self.tops.append(top)
        self.want([top])

    def follow_the_scene(self) -> None:
        """Ask for what changes with the scene of the room without a push, as a page does."""
        names = {*self.tops, *self.on_page()}
        self.want(sorted(n for n in names if n.partition("-")[0] in WITH_SCENE))

    def receive(self, items: list[dict[str, Any]]) -> None:
        """Keep what came for slices that are on this page, then ask for what is missing."""
        for item in items:
            name = item["id"]
            if name in self.stamps and item["n"] < self.stamps[name]:
                self.fell.append(name)
            if name in self.tops or name in self.kept:
                self.kept[name], self.stamps[name] = str(item["html"]), item["n"]
        self.want(self.missing())

    def want(self, names: list[str]) -> None:
        """Ask for slices by name, until nothing on the page is missing."""
        for _ in range(MOST_ROUNDS):
            if not names:
                return
            self.asked.update(names)
            for name in names:
                self.kept.setdefault(name, "")
            self._ask(names)
            names = self.missing()
        raise AssertionError(f"{self.audience} asks for {names} for ever")

    def missing(self) -> list[str]:
        """Placeholders on this page that nothing fills."""
        return sorted(name for name in self.on_page() if not self.kept.get(name))

    def on_page(self) -> set[str]:
        """Every slice that stands on the page now, inside others too."""
        found, waiting = set(), list(self.tops)
        while waiting:
            name = waiting.pop()
            found.add(name)
            inner = (hole[1] for hole in PLACEHOLDER.findall(self.kept.get(name, "")))
            waiting += [one for one in inner if one not in found]
        self.kept = {name: html for name, html in self.kept.items() if name in found}
        return {name for name in found if name not in self.tops}

    def page(self, name: str) -> str:
        """One top slice with everything inside it, as it stands on the screen."""
        def fill(hole: re.Match[str]) -> str:
            return self.page(hole[2])

        return PLACEHOLDER.sub(fill, self.kept.get(name, ""))

    def scene(self) -> str:
        """Which scene the page is in; when it changes, each phone asks for its own part."""
        found = SCENE.search(self.kept.get("task", ""))
        return found[1] if found else ""

    def _ask(self, names: list[str]) -> None:
        have = dict.fromkeys(names, -1)
        answer = self.publisher.missed.answer(self.house.workshop, self.audiences, have, "en")
        for item in answer["items"]:
            self.kept[item["id"]], self.stamps[item["id"]] = str(item["html"]), item["n"]


def freshly_painted(screen: Screen, name: str) -> str:
    """The same slice as a page that is opened now would show it."""
    publisher, house = screen.publisher, screen.house
    now = datetime.now(UTC)
    scope = Scope(
        house.workshop, now, participant_id=participant_in(screen.audience),
        awake=publisher.presence.awake(now), secret=SECRET,
    )  # fmt: skip
    with house.database.reading() as session:
        audience = next(one for one in screen.audiences[::-1] if has_slice(one, name))
        painter = Painter(publisher.studio, session, scope, audience, whole=True)
        return str(painter.paint(name))
