"""The tick: reads each stale slice once, paints it once for its audience, sends it to all in it."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable
from itertools import groupby, islice
from typing import Any

from sqlalchemy.orm import Session

from workshop import metrics
from workshop.clock import Clock, server_clock
from workshop.models.database import CANNOT_ANSWER, ONE_MOMENT, Database
from workshop.projections.person import read_persons
from workshop.projections.scope import Scope
from workshop.realtime.drafting_relay import DraftingRelay
from workshop.realtime.missed import Missed
from workshop.realtime.painting import Painter, Studio
from workshop.realtime.presence import Presence
from workshop.realtime.rooms import participant_in, room_name
from workshop.realtime.staleness import DESK, ROOM, Stale
from workshop.realtime.stamps import epoch_of, pulses_for, read_stamps
from workshop.realtime.waits import Waits
from workshop.together import let_others_go_on

Send = Callable[[str, str, dict[str, Any]], None]
EVERYBODY, AWAKE = "", "who is awake at this moment"
PULSE_MEMORY = 30.0
LEAST_SPREAD = 400
RESTS, LONGEST_REST = 5, 2.0
"""What took a while to paint rests five times as long, up to two seconds."""
OWN_SECONDS, OWN_TOGETHER, OWN_AT_A_STRETCH = 0.05, 25, 5
"""How long a tick paints own parts, how many are read together, and painted before others go on."""
log = logging.getLogger("workshop.publisher")


class Publisher:
    """Collects what is stale, and sends it at the next tick."""

    def __init__(
        self, database: Database, studio: Studio, presence: Presence, send: Send, secret: str,
        clock: Clock = server_clock,
    ) -> None:  # fmt: skip
        self.database = database
        self.studio = studio
        self.presence = presence
        self.send = send
        self.secret = secret
        self.clock = clock
        self.tell_others: Callable[[Iterable[Stale]], None] = lambda _stale: None
        self.is_heard: Callable[[int, str], bool] = lambda _workshop_id, _audience: True
        self.rests = RESTS
        self.woken = threading.Event()
        self.waits = Waits()
        self._stale: set[Stale] = set()
        self._recent: dict[Stale, float] = {}
        self._epoch = ""
        self._own: dict[Stale, None] = {}
        self._rests: dict[tuple[int, str], float] = {}
        self._unsent: set[Stale] = set()
        self._stirred: dict[int, float] = {}
        self.missed = Missed(database, self._painter)
        self.relay = DraftingRelay(database, send, lambda *place: self.is_heard(*place))

    def mark(self, stale: Collection[Stale]) -> None:
        """Remember slices that changed, and have other processes told; the next tick sends them."""
        self.tell_others(stale)
        self.hear(stale)

    def hear(self, stale: Collection[Stale]) -> None:
        """Remember slices that changed here or elsewhere, as far as somebody here listens."""
        self.relay.hear(stale)
        fresh = {one for one in stale if self.is_heard(one.workshop_id, one.audience)}
        self._stale |= fresh
        self.waits.begin(fresh)
        if self._stale:
            self.woken.set()

    def stir(self, workshop_id: int) -> None:
        """Remember that somebody came or went: who is awake has no stamp, so pulses send it."""
        self._stirred[workshop_id] = time.monotonic()

    def remember(self, stale: Iterable[Stale]) -> None:
        """Have the pulses tell of what changed."""
        self._recent.update(dict.fromkeys(stale, time.monotonic()))

    def tick(self) -> int:
        """Send everything that is stale now; return how many slices were painted.

        What many see goes first. One's own parts follow, as many as there is time for in one
        tick: after a thousand papers nobody who gives a command waits for a thousand of them.
        """
        self.woken.clear()
        stale, self._stale = self._stale, set()
        moment = time.monotonic()
        self.remember(stale)
        own = {one for one in stale if participant_in(one.audience)}
        self._own.update(dict.fromkeys(sorted(own)))
        resting = {one for one in stale - own if self._rests.get(one[:2], 0.0) > moment}
        self._stale |= resting
        sent = self._send_whole(stale - own - resting) + self._send_own(moment + OWN_SECONDS)
        if self._own or self._stale:
            self.woken.set()
        metrics.tick_slices.observe(sent)
        metrics.tick_seconds.observe(time.monotonic() - moment)
        return sent

    def _send_whole(self, stale: set[Stale]) -> int:
        """Send what whole audiences see; what takes long to paint is painted less often."""
        for (workshop_id, audience), group in groupby(sorted(stale), key=lambda s: s[:2]):
            began = time.monotonic()
            self._send_calmly(workshop_id, {audience: [one.slice for one in group]})
            took = time.monotonic() - began
            self._rests[workshop_id, audience] = began + min(self.rests * took, LONGEST_REST)
        return len(stale)

    def _send_own(self, until: float) -> int:
        sent = 0
        while self._own and (not sent or time.monotonic() < until):
            workshop_id = next(iter(self._own)).workshop_id
            same = (one for one in self._own if one.workshop_id == workshop_id)
            some = list(islice(same, OWN_TOGETHER))
            parts: dict[str, list[str]] = {}
            for one in some:
                del self._own[one]
                parts.setdefault(one.audience, []).append(one.slice)
            self._send_calmly(workshop_id, parts)
            sent += len(some)
        return sent

    def pulse(self) -> None:
        """Tell every audience the stamps of what changed lately, so that a lost push is noticed."""
        self._tell_of_another_life()
        horizon = time.monotonic() - PULSE_MEMORY
        self._recent = {one: at for one, at in self._recent.items() if at > horizon}
        unsent, self._unsent = self._unsent, set()
        self.hear(unsent)
        self._rests = {place: at for place, at in self._rests.items() if at > horizon}
        for workshop_id, group in groupby(sorted(self._recent), key=lambda s: s.workshop_id):
            named: dict[str, list[str]] = {}
            for one in group:
                named.setdefault(one.audience, []).append(one.slice)
            with self.database.reading() as session:
                pulses = pulses_for(session, workshop_id, named)
            for audience, message in pulses.items():
                self.send(room_name(workshop_id, audience), "pulse", message)
                let_others_go_on()
        self._stirred = {one: at for one, at in self._stirred.items() if at > horizon}
        for workshop_id in list(self._stirred):
            if self.is_heard(workshop_id, DESK):
                self._send_calmly(workshop_id, {DESK: ["people", "activity"]})

    def _tell_of_another_life(self) -> None:
        """After a restore every page asks for itself again, also where nothing changes."""
        with self.database.reading() as session:
            epoch = epoch_of(session)
        if self._epoch not in ("", epoch):
            self.send(EVERYBODY, "pulse", {"epoch": epoch, "stamps": {}})
        self._epoch = epoch

    def _send_calmly(self, workshop_id: int, parts: dict[str, list[str]]) -> None:
        """Send slices of one moment to their audiences.

        What fails is noticed by the pulse, and the others do not suffer from it; what the database
        did not tell is sent again with the pulse.
        """
        try:
            with self.database.reading() as session:
                read_stamps(session, workshop_id, parts)
                read_persons(session, [one for one in map(participant_in, parts) if one])
                for place, (audience, names) in enumerate(parts.items(), start=1):
                    self._try_slices(session, workshop_id, audience, names)
                    if place % OWN_AT_A_STRETCH == 0:
                        let_others_go_on()
        except CANNOT_ANSWER as error:
            log.error("Slices wait for the database: %s", type(error).__name__)
            waiting = ((audience, name) for audience, names in parts.items() for name in names)
            self._unsent.update(Stale(workshop_id, *one) for one in waiting)
        except Exception:
            log.exception("Slices were not sent")
        self.waits.end(workshop_id, parts)
        let_others_go_on()

    def _try_slices(
        self, session: Session, workshop_id: int, audience: str, names: list[str]
    ) -> None:
        try:
            self._send_slices(session, workshop_id, audience, names)
        except CANNOT_ANSWER:
            raise
        except Exception:
            log.exception("Slices for %s were not sent", audience.partition(":")[0])

    def _send_slices(
        self, session: Session, workshop_id: int, audience: str, names: list[str]
    ) -> None:
        painter = self._painter(session, workshop_id, audience)
        items = [
            {"id": name, "n": painter.stamps.get(name, 0), "html": painter.paint(name)}
            for name in sorted(names, key=_lists_first)
        ]
        message: dict[str, Any] = {"epoch": painter.epoch, "items": items}
        if audience == ROOM:
            message["spread"] = self._spread()
        self.send(room_name(workshop_id, audience), "slices", message)

    def _spread(self) -> int:
        """Over how many milliseconds phones ask for their own part, so that a hall does not queue.

        A phone alone waits for no one; a thousand ask within four seconds, and not before what was
        pushed to all of them has gone out: nobody who gives a command waits behind them.
        """
        return max(LEAST_SPREAD, 4 * len(self.presence.awake(self.clock())))

    def _painter(
        self, session: Session, workshop_id: int, audience: str, language: str = "en"
    ) -> Painter:
        kept, now = session.info[ONE_MOMENT], self.clock()
        if AWAKE not in kept:
            kept[AWAKE] = self.presence.awake(now)
        scope = Scope(
            workshop_id,
            now,
            participant_id=participant_in(audience),
            awake=kept[AWAKE],
            secret=self.secret,
        )
        return Painter(self.studio, session, scope, audience, language, whole=False)


def _lists_first(name: str) -> tuple[bool, str]:
    return ("-" in name, name)
