"""How long slices wait between a change and being sent."""

import time
from collections.abc import Iterable

from workshop import metrics
from workshop.realtime.staleness import Stale


class Waits:
    """The slices that wait, and since when."""

    def __init__(self) -> None:
        self._since: dict[Stale, float] = {}

    def begin(self, stale: Iterable[Stale]) -> None:
        """Note slices that changed; the first change counts."""
        now = time.monotonic()
        for one in stale:
            self._since.setdefault(one, now)

    def end(self, workshop_id: int, parts: dict[str, list[str]]) -> None:
        """Measure how long slices waited that have gone out now, by audience."""
        now = time.monotonic()
        for audience, names in parts.items():
            for name in names:
                since = self._since.pop(Stale(workshop_id, audience, name), now)
                metrics.screen_seconds.observe(now - since)
