"""A workshop that has a step to suggest other words, for the journeys of several files."""

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import facilitator, found, participant
from tests.journeys.screens import Screens
from tests.journeys.served import Served

SAID = "We ask people before we give them any advice about their own lives."
ALWAYS = SAID.replace("We ask", "We always ask")
PLANS = SAID.replace("their own lives", "their plans")
WHY = "Asking once is not enough."
WAIT = 30_000


class Room:
    """A workshop that has a step to suggest, one principle in it, and who takes part."""

    def __init__(self, served: Served) -> None:
        sam = facilitator(served)
        made = sam.post("/new", "/new", title="Ask first", question="", topic="mi_in_peer_support",
                        method="two_round_rating")  # fmt: skip
        number = found(r"/desk/(\d+)", made.url)[0]
        code = found(r'desk-bar__code">[^<]*<strong>([^<]+)<', made.text)[0].replace(" ", "")
        self.served = replace(served, workshop=number, code=code)
        self.sam = facilitator(self.served)
        self.people = [participant(self.served, voice % 2) for voice in range(4)]
        self.go_to("Write what we agree")
        self.people[0].do("principle.add", statement=SAID, key=secrets.token_hex(8))
        self.principle = found(r'id="principle-(\d+)"', self.people[0].see())[0]
        self.go_to("Suggest other words")

    @property
    def list(self) -> str:
        return f"/w/{self.served.workshop}/principle/{self.principle}/suggestions"

    def go_to(self, title: str) -> None:
        step = (
            r'name="activity" value="(\d+)">\s*<button class="agenda__step">'
            rf"(?:(?!</button>).)*?<span>{title}"
        )
        self.sam.do("agenda.go_to", activity=found(step, self.sam.see())[0])

    def suggest(self, who: int, text: str, why: str = WHY, base: str = SAID) -> str:
        before = set(re.findall(r'id="suggestion-(\d+)"', self.people[who].see(self.list)))
        self.people[who].do("suggestion.make", principle=self.principle, field="statement",
                            base=base, text=text, reason=why, key=secrets.token_hex(8))  # fmt: skip
        after = found(r'id="suggestion-(\d+)"', self.people[who].see(self.list))
        (made,) = set(after) - before
        return made

    def save(self, text: str) -> None:
        """Somebody writes in the principle meanwhile."""
        self.go_to("Write what we agree")
        page = f"/w/{self.served.workshop}/principle/{self.principle}"
        opened = found(r'name="opened" value="([^"]*)"', self.people[3].see(page))[0]
        self.people[3].do("field.save", principle=self.principle, field="statement", text=text,
                          opened=opened)  # fmt: skip
        self.go_to("Suggest other words")


@pytest.fixture
def room(served: Served) -> Room:
    return Room(served)


@pytest.fixture
def screens(room: Room, browser: Browser) -> Iterator[Screens]:
    with ExitStack() as stack:
        screens = Screens(room.served, browser, stack)
        yield screens
    assert screens.wrong == []
