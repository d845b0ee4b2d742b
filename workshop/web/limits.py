"""How much one person may ask for, and how often one address may guess."""

import time
from collections import OrderedDict

from workshop.domain.refusals import TooMany
from workshop.domain.words import N_

MOST_KEPT = 20_000


class Buckets:
    """A token bucket for each name: `rate` a second, at most `burst` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, now: float | None = None) -> None:
        """Take one, or refuse."""
        if not self.has_room(name, now):
            raise TooMany(N_("That was a lot at once. Please wait a moment and try again."))
        level, at = self._levels[name]
        self._levels[name] = (level - 1, at)

    def has_room(self, name: str, now: float | None = None) -> bool:
        """Say whether one could be taken."""
        now = time.monotonic() if now is None else now
        level, at = self._levels.pop(name, (self.burst, now))
        level = min(self.burst, level + (now - at) * self.rate)
        self._levels[name] = (level, now)
        if len(self._levels) > MOST_KEPT:
            self._levels.popitem(last=False)
        return level >= 1


commands = Buckets(rate=5, burst=20)
wrong_codes = Buckets(rate=10 / 60, burst=10)
joins = Buckets(rate=1, burst=60)
wrong_words = Buckets(rate=20 / 3600, burst=20)
wrong_passwords = Buckets(rate=5 / 60, burst=10)
