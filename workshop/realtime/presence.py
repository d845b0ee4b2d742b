"""Who is here: which participants have a phone awake, in this process and in the others."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

AWAKE_FOR, READS_FOR = timedelta(seconds=20), timedelta(minutes=2)
"""How long somebody counts as awake whose page asked for news, and who opened a page to read."""
SILENT_FOR = 20.0


class Presence:
    """Open sockets, and until when each participant who was heard of counts as awake.

    `others` holds what each other process told last, and the moment when it did.
    """

    def __init__(self) -> None:
        self._sockets: Counter[int] = Counter()
        self._until: dict[int, datetime] = {}
        self.others: dict[str, tuple[frozenset[int], float]] = {}

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

    def heard(
        self, participant_id: int, now: datetime, awake_for: timedelta = AWAKE_FOR
    ) -> None:
        """Note that a phone without a socket asked for a page."""
        self._until[participant_id] = now + awake_for

    def awake(self, now: datetime) -> frozenset[int]:
        """Every participant with an open socket, or heard of a short while ago."""
        return self.here(now).union(*(told for told, _ in self.others.values()))

    def here(self, now: datetime) -> frozenset[int]:
        """Those of them who are with this process.

        A clock that was set back puts what was heard into the future: that counts for nothing.
        """
        nothing = timedelta(0)
        recent = {one for one, at in self._until.items() if nothing < at - now <= READS_FOR}
        return frozenset(recent | set(self._sockets))

    def hear_of(self, process: str, awake: Iterable[int], moment: float) -> bool:
        """Note who is awake in another process; say whether that is news."""
        told = frozenset(awake)
        before = self.others.get(process, (frozenset(), 0.0))[0]
        self.others[process] = (told, moment)
        return told != before

    def forget_silent(self, moment: float) -> bool:
        """Forget processes that have told nothing for 20 seconds; say whether there were any."""
        silent = [one for one, (_, at) in self.others.items() if moment - at > SILENT_FOR]
        for one in silent:
            del self.others[one]
        return bool(silent)

    def wait_for_others(self, moment: float) -> None:
        """Count everybody's silence from now: it was this process that could not hear."""
        self.others = {one: (told, moment) for one, (told, _) in self.others.items()}
