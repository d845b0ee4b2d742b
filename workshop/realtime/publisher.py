"""The tick: reads each stale slice once, paints it once for its audience, sends it to all in it."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from workshop.models.database import Database
from workshop.projections.scope import Scope
from workshop.realtime.painting import Painter, Studio
from workshop.realtime.presence import Presence
from workshop.realtime.staleness import ROOM, Stale

Send = Callable[[str, str, dict[str, Any]], None]
PULSE_MEMORY = 30.0
MOST_PAINTED = 5_000
log = logging.getLogger("workshop.publisher")


def room_name(workshop_id: int, audience: str) -> str:
    """The Socket.IO room of one audience of one workshop."""
    return f"w{workshop_id}:{audience}"


def participant_in(audience: str) -> int:
    """The participant whose own audience this is, or 0."""
    return int(audience.removeprefix("person:")) if audience.startswith("person:") else 0


class Publisher:
    """Collects what is stale, and sends it at the next tick."""

    def __init__(
        self, database: Database, studio: Studio, presence: Presence, send: Send, secret: str
    ) -> None:
        self.database = database
        self.studio = studio
        self.presence = presence
        self.send = send
        self.secret = secret
        self.woken = threading.Event()
        self._stale: set[Stale] = set()
        self._recent: dict[Stale, float] = {}
        self._painted: dict[tuple[int, str], tuple[tuple[str, int], dict[str, str]]] = {}

    def mark(self, stale: Iterable[Stale]) -> None:
        """Remember slices that changed; the next tick sends them."""
        self._stale.update(stale)
        if self._stale:
            self.woken.set()

    def tick(self) -> int:
        """Send everything that is stale now; return how many slices were painted."""
        self.woken.clear()
        stale, self._stale = self._stale, set()
        moment = time.monotonic()
        self._recent.update(dict.fromkeys(stale, moment))
        for (workshop_id, audience), group in groupby(sorted(stale), key=lambda s: s[:2]):
            try:
                self._send_slices(workshop_id, audience, [one.slice for one in group])
            except Exception:
                # The pulse tells the phones that they missed something; they ask again.
                log.exception("Slices for %s were not sent", audience.partition(":")[0])
            _let_others_go_on()
        return len(stale)

    def pulse(self) -> None:
        """Tell every audience the stamps of what changed lately, so that a lost push is noticed."""
        horizon = time.monotonic() - PULSE_MEMORY
        self._recent = {one: at for one, at in self._recent.items() if at > horizon}
        for (workshop_id, audience), group in groupby(sorted(self._recent), key=lambda s: s[:2]):
            names = [one.slice for one in group]
            with self.database.reading() as session:
                painter = self._painter(session, workshop_id, audience)
                stamps = {name: painter.stamps.get(name, 0) for name in names}
                message = {"epoch": painter.epoch, "stamps": stamps}
            self.send(room_name(workshop_id, audience), "pulse", message)
            _let_others_go_on()

    def answer(
        self, workshop_id: int, audiences: Iterable[str], have: dict[str, int], language: str
    ) -> dict[str, Any]:
        """What somebody who asks again has missed: every slice named with an older stamp."""
        items: list[dict[str, Any]] = []
        with self.database.reading() as session:
            epoch = ""
            for audience in audiences:
                painter = self._painter(session, workshop_id, audience, language)
                epoch = painter.epoch
                items += self._missed(painter, have)
        return {"epoch": epoch, "items": items}

    def _missed(self, painter: Painter, have: dict[str, int]) -> list[dict[str, Any]]:
        missed = []
        for name, held in have.items():
            n = painter.stamps.get(name, 0)
            try:
                if held != n or held < 0:
                    missed.append({"id": name, "n": n, "html": self._paint(painter, name)})
            except LookupError:
                continue  # the name belongs to another of the page's audiences
        return missed

    def _paint(self, painter: Painter, name: str) -> str:
        """Paint what a whole room asks for once, until anything changes in that room."""
        if painter.audience != ROOM:
            return painter.paint(name)
        place = (painter.scope.workshop_id, painter.language)
        version = (painter.epoch, sum(painter.stamps.values()))
        if self._painted.get(place, (None,))[0] != version:
            self._painted[place] = (version, {})
        kept = self._painted[place][1]
        if name in kept:
            return kept[name]
        html = painter.paint(name)
        if html and len(kept) < MOST_PAINTED:
            kept[name] = html
        return html

    def _send_slices(self, workshop_id: int, audience: str, names: list[str]) -> None:
        with self.database.reading() as session:
            painter = self._painter(session, workshop_id, audience)
            items = [
                {"id": name, "n": painter.stamps.get(name, 0), "html": painter.paint(name)}
                for name in sorted(names, key=_lists_first)
            ]
            message = {"epoch": painter.epoch, "items": items}
        self.send(room_name(workshop_id, audience), "slices", message)

    def _painter(
        self, session: Any, workshop_id: int, audience: str, language: str = "en"
    ) -> Painter:
        now = datetime.now(UTC)
        scope = Scope(
            workshop_id,
            now,
            participant_id=participant_in(audience),
            awake=self.presence.awake(now),
            secret=self.secret,
        )
        return Painter(self.studio, session, scope, audience, language, whole=False)


def _lists_first(name: str) -> tuple[bool, str]:
    return ("-" in name, name)


def _let_others_go_on() -> None:
    # Two hundred people's own slices in one tick would hold up every command for seconds.
    time.sleep(0)
