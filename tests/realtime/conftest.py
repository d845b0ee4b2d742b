"""A house whose publisher sends into a list, and the screens that listen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.databases import copy_of, open_database
from tests.house import SECRET, TestHouse, settings_in
from tests.realtime.screens import Screen, freshly_painted
from tests.ticking import send_all
from workshop.domain.actors import Actor
from workshop.domain.codes import shown_code
from workshop.models import Principle
from workshop.realtime.painting import Studio
from workshop.realtime.presence import Presence
from workshop.realtime.publisher import Publisher
from workshop.realtime.rooms import room_name
from workshop.realtime.staleness import deciding, suggesting

ROOT = Path(__file__).parents[2]
Message = tuple[str, str, dict[str, Any]]


@dataclass
class Room:
    """Every screen of one workshop, and every message that was sent to them."""

    house: TestHouse
    publisher: Publisher
    sent: list[Message]
    screens: dict[str, Screen] = field(default_factory=dict)
    compared: int = 0

    def listen(self, audience: str, tops: str) -> None:
        """Open one more screen."""
        self.screens[audience] = Screen(self.house, self.publisher, audience, tops)

    def listen_as(self, who: Actor) -> None:
        """Open a participant's own part of a phone."""
        self.listen(f"person:{who.participant_id}", "mine")

    def read_suggestions(self, names: Iterable[str]) -> None:
        """Some phones and the desk open what is suggested for the first principle too."""
        principle = self.house.rows(Principle)[0].id
        for name in names:
            screen = self.screens[f"person:{self.house.people[name].participant_id}"]
            screen.open_beside(suggesting(principle), f"suggestions-{principle}")
        self.screens["desk"].open_beside(deciding(principle), f"suggestions-{principle}")

    def tick(self) -> list[Message]:
        """Let the publisher send; every screen applies what it hears."""
        scene = self.screens["room"].scene()
        before = len(self.sent)
        send_all(self.publisher)
        fresh = self.sent[before:]
        for room, _event, message in fresh:
            for screen in self.screens.values():
                if room in [room_name(self.house.workshop, one) for one in screen.audiences]:
                    screen.receive(message["items"])
        if self.screens["room"].scene() != scene:
            for screen in self.screens.values():
                screen.follow_the_scene()
        return fresh

    def compare(self) -> list[str]:
        """Slices that say something else than a page that is opened now."""
        wrong = []
        for audience, screen in self.screens.items():
            for name in screen.tops:
                self.compared += 1
                if screen.page(name) != freshly_painted(screen, name):
                    wrong.append(f"{audience.partition(':')[0]} {name}")
        return sorted(set(wrong))


@pytest.fixture
def room(furnished: tuple[TestHouse, Path], tmp_path: Path) -> Iterator[Room]:
    """Five phones, a desk, a wall and a supporter's page, all open."""
    url = copy_of(furnished[1], tmp_path)
    database = open_database(url)
    house = furnished[0].copy_in(database, settings_in(tmp_path, url))
    sent: list[Message] = []
    functions = {"asset": lambda name: f"/{name}", "shown_code": shown_code, "host": "example.org"}
    studio = Studio(ROOT / "templates", ROOT / "workshop" / "locales", functions)
    publisher = Publisher(
        database, studio, Presence(), lambda *message: sent.append(message), SECRET
    )
    house.door.publish = publisher.mark
    found = Room(house, publisher, sent)
    found.listen("room", "place task papers")
    found.listen("desk", "bar agenda activity next people waiting")
    found.listen("wall", "wall")
    found.listen("supporter", "help")
    for who in house.people.values():
        found.listen_as(who)
    yield found
    database.engine.dispose()
