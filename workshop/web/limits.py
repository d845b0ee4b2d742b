"""How much one person may ask for, and how often one address may guess."""

import time
from collections import OrderedDict

from workshop.domain.refusals import TooMany
from workshop.domain.words import N_
from workshop.web.shared_limits import SharedLevels

MOST_KEPT = 20_000


class Buckets:
    """A token bucket for each name: `rate` a second, at most `burst` at once.

    With `shared` levels they are one for all processes, as long as Redis is there.
    """

    def __init__(self, kind: str, rate: float, burst: float) -> None:
        self.kind, self.rate, self.burst = kind, rate, burst
        self.shared: SharedLevels | None = None
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, now: float | None = None) -> None:
        """Take one, or refuse."""
        if not self._draw(name, now, 1):
            raise TooMany(N_("That was a lot at once. Please wait a moment and try again."))

    def has_room(self, name: str, now: float | None = None) -> bool:
        """Say whether one could be taken."""
        return self._draw(name, now, 0)

    def _draw(self, name: str, now: float | None, cost: int) -> bool:
        if self.shared is not None:
            found = self.shared.draw(self.kind, name, self.rate, self.burst, cost)
            if found is not None:
                return found
        now = time.monotonic() if now is None else now
        level, at = self._levels.pop(name, (self.burst, now))
        level = min(self.burst, level + (now - at) * self.rate)
        has_room = level >= 1
        self._levels[name] = (level - cost if has_room else level, now)
        if len(self._levels) > MOST_KEPT:
            self._levels.popitem(last=False)
        return has_room


commands = Buckets("commands", rate=5, burst=20)
typing = Buckets("typing", rate=15, burst=60)
wrong_codes = Buckets("wrong codes", rate=10 / 60, burst=10)
joins = Buckets("joins", rate=1, burst=60)
wrong_words = Buckets("wrong words", rate=20 / 3600, burst=20)
wrong_passwords = Buckets("wrong passwords", rate=5 / 60, burst=10)
files = Buckets("files", rate=0.2, burst=12)
brought_files = Buckets("brought files", rate=1 / 20, burst=10)
ALL = (
    commands, typing, wrong_codes, joins, wrong_words, wrong_passwords, files, brought_files,
)  # fmt: skip


def bucket_for(command: str) -> Buckets:
    """What a command is measured by: who types sends a little at a time, and often."""
    return typing if command == "field.type" else commands


def share(levels: SharedLevels | None) -> None:
    """Let all processes of an installation measure together."""
    for buckets in ALL:
        buckets.shared = levels
