"""What is written in a principle goes at once to those who write in it, as updates, not slices."""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from workshop.domain.text import read_number
from workshop.models.database import CANNOT_ANSWER, Database
from workshop.projections.advice import open_now
from workshop.projections.joint_texts import Standing, news_of
from workshop.realtime.rooms import room_name
from workshop.realtime.staleness import ROOM, Stale

DRAFTING = "drafting"
"""The audience of everybody who has some principle open to write in it."""
Place = tuple[int, int]
log = logging.getLogger("workshop.drafting")


def drafting(principle: int) -> str:
    """The audience of those who have one principle open to write in it."""
    return f"{DRAFTING}:{principle}"


class DraftingRelay:
    """Hears what is stale, and sends what is new: from the database, whichever process wrote it."""

    def __init__(
        self, database: Database, send: Callable[[str, str, dict[str, Any]], None],
        is_heard: Callable[[int, str], bool],
    ) -> None:  # fmt: skip
        self.database = database
        self.send = send
        self.is_heard = is_heard
        self.woken = threading.Event()
        self._written: set[Place] = set()
        self._moved: set[int] = set()
        self._told: dict[Place, dict[str, Standing]] = {}
        self._open: dict[Place, list[str]] = {}

    def hear(self, stale: Iterable[Stale]) -> None:
        """Note where somebody wrote, and where the room went on, if somebody here writes there."""
        for one in stale:
            kind, _, number = one.slice.partition("-")
            if one.audience != ROOM or not self.is_heard(one.workshop_id, DRAFTING):
                continue
            if kind == "principle":
                self._written.add((one.workshop_id, read_number(number)))
            elif kind == "task":
                self._moved.add(one.workshop_id)
        if self._written or self._moved:
            self.woken.set()

    def send_news(self) -> None:
        """Send what was written since the last time; who missed something asks for it."""
        self.woken.clear()
        written, self._written = self._written, set()
        moved, self._moved = self._moved, set()
        for workshop_id in moved:
            self.send(room_name(workshop_id, DRAFTING), "look", {})
        for place in sorted(written):
            workshop_id, principle = place
            if self.is_heard(workshop_id, drafting(principle)):
                self._send(place)
            else:
                self._told.pop(place, None)
                self._open.pop(place, None)

    def _send(self, place: Place) -> None:
        workshop_id, principle = place
        told = self._told.setdefault(place, {})
        try:
            with self.database.reading() as session:
                news, left_open = news_of(session, principle, told), open_now(session, principle)
        except CANNOT_ANSWER as error:
            log.error("What was written waits for the database: %s", type(error).__name__)
            self._written.add(place)
            return
        told.update((one["field"], Standing(one["life"], one["n"])) for one in news)
        if news or left_open != self._open.get(place):
            self._open[place] = left_open
            message = {"principle": principle, "fields": news, "open": left_open}
            self.send(room_name(workshop_id, drafting(principle)), "typed", message)
