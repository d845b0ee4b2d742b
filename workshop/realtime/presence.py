"""Who is here: which participants have a phone awake, as far as this process has heard."""

from collections import Counter
from datetime import datetime, timedelta

AWAKE_FOR = timedelta(seconds=20)


class Presence:
    """Open sockets, and the last time that each participant was heard of."""

    def __init__(self) -> None:
        self._sockets: Counter[int] = Counter()
        self._heard: dict[int, datetime] = {}

    def came(self, participant_id: int) -> bool:
        """Note an open socket; say whether it is the first one."""
        self._sockets[participant_id] += 1
        return self._sockets[participant_id] == 1

    def went(self, participant_id: int) -> bool:
        """Note a closed socket; say whether it was the last one."""
        self._sockets[participant_id] -= 1
        if self._sockets[participant_id] > 0:
            return False
        del self._sockets[participant_id]
        return True

    def heard(self, participant_id: int, now: datetime) -> None:
        """Note that a phone without a socket asked for its page."""
        self._heard[participant_id] = now

    def awake(self, now: datetime) -> frozenset[int]:
        """Every participant with an open socket, or heard of in the last 20 seconds."""
        recent = {one for one, at in self._heard.items() if now - at < AWAKE_FOR}
        return frozenset(recent | set(self._sockets))
