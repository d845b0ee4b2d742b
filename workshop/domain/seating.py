"""The search for tables: everybody sits down somewhere, then changes places while that helps."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from random import Random

Voices = tuple[int, ...]
Party = tuple[int, ...]
"""The voices of people who stay together: one, or two who asked for it."""
# A split is looked for from many starts, fewer in a large room, where each takes longer.
STARTS, MOST_STARTS, PATIENCE = 2000, 45, 6
FEW, SMALL_ROOM = 2, 5


def best_tables(
    parties: Sequence[Party], spaces: Sequence[int], chance: Random
) -> list[list[Party]]:
    """Return the parties at each table, the tables being as large as `spaces` says.

    There must be as many places as people, and an odd table for each single that is left over.
    The order of what is minimised stands in `tables.split`.
    """
    if not parties:
        return []
    total = Counter(voice for party in parties for voice in party)
    scale = _Scale(tuple(total[voice] for voice in range(max(total) + 1)))
    rooms = [_seated(scale, spaces, parties, chance, n) for n in range(_starts(len(spaces)))]
    best = min(rooms, key=_Room.weight)
    patience = PATIENCE if len(spaces) > SMALL_ROOM else 0
    while patience and best.weight():
        patience = PATIENCE if best.mend(chance) else patience - 1
    return best.parties


class _Scale:
    """Weighs one table by the voices at it: a lone voice outweighs any mixture."""

    def __init__(self, total: Voices) -> None:
        self.total, self.count = total, sum(total)
        present = [voice for voice, size in enumerate(total) if size]
        most_uneven = len(total) * self.count**4
        self._lone: dict[int, int] = {
            voice: most_uneven * (self.count + 1) ** power
            for power, voice in enumerate(reversed(present[:-1]))
        }
        self.weigh = cache(self._weigh)

    def _weigh(self, here: Voices, size: int) -> int:
        lone = sum(weight for voice, weight in self._lone.items() if here[voice] == 1)
        return lone + self.unevenness(here, size)

    def unevenness(self, here: Voices, size: int) -> int:
        """How far the voices at a table are from their shares of it."""
        return sum(
            (some * self.count - all_ * size) ** 2
            for some, all_ in zip(here, self.total, strict=True)
        )


class _Room:
    """Tables of parties while they change places; `spaces` are their sizes when full."""

    def __init__(self, scale: _Scale, spaces: Sequence[int]) -> None:
        self.scale, self.spaces = scale, spaces
        self.parties: list[list[Party]] = [[] for _ in spaces]
        self.here: list[Voices] = [(0,) * len(scale.total) for _ in spaces]

    def weight(self) -> int:
        """How good the room is: the lower the better."""
        return sum(map(self.scale.weigh, self.here, self.spaces))

    def sit_down(self, party: Party, worth: Callable[[Voices, int], float]) -> None:
        """Take the table with room at which this party does the least harm, by what it is worth."""
        sitting = [sum(here) + len(party) for here in self.here]
        free = [at for at, space in enumerate(self.spaces) if sitting[at] <= space]

        def harm(at: int) -> float:
            after, space = _plus(self.here[at], party), self.spaces[at]
            return worth(after, space) - worth(self.here[at], space)

        at = min(free, key=harm)
        self.parties[at].append(party)
        self.here[at] = _plus(self.here[at], party)

    def improve(self, chance: Random) -> None:
        """Let parties change places as long as that makes the room better."""
        places = list(range(len(self.spaces)))
        changed = set(places)
        while changed:
            waiting, changed = changed, set()
            order = [(a, b) for a in places for b in places if a < b and {a, b} & waiting]
            chance.shuffle(order)
            for one, other in order:
                if self._change_places(one, other):
                    changed |= {one, other}

    def mend(self, chance: Random) -> bool:
        """Seat a few tables anew, among them one of the worst; say whether that was better."""
        places = range(len(self.spaces))
        worst = sorted(places, key=lambda at: -self._weight_of(self.here[at], at))[:PATIENCE]
        few = [chance.choice(worst)]
        few += chance.sample([at for at in places if at not in few], SMALL_ROOM - 1)
        parties = [party for at in few for party in self.parties[at]]
        spaces, start = [self.spaces[at] for at in few], chance.randrange(3)
        part = _seated(self.scale, spaces, parties, chance, start)
        if part.weight() >= sum(self._weight_of(self.here[at], at) for at in few):
            return False
        for at, seated, here in zip(few, part.parties, part.here, strict=True):
            self.parties[at], self.here[at] = seated, here
        return True

    def _change_places(self, one: int, other: int) -> bool:
        before = self._weight_of(self.here[one], one) + self._weight_of(self.here[other], other)
        mine, theirs = self.parties[one], self.parties[other]
        is_thorough = len(self.spaces) <= SMALL_ROOM
        for give, take in _exchanges(mine, theirs, is_thorough=is_thorough):
            here = _plus(_minus(self.here[one], *give), *take)
            there = _plus(_minus(self.here[other], *take), *give)
            if self._weight_of(here, one) + self._weight_of(there, other) < before:
                self.parties[one] = _exchanged(self.parties[one], give, take)
                self.parties[other] = _exchanged(self.parties[other], take, give)
                self.here[one], self.here[other] = here, there
                return True
        return False

    def _weight_of(self, here: Voices, at: int) -> int:
        return self.scale.weigh(here, self.spaces[at])


def _seated(
    scale: _Scale, spaces: Sequence[int], parties: Sequence[Party], chance: Random, start: int
) -> _Room:
    """A room that cannot be made better by changing places, from one of three kinds of start.

    People sit down where voices get mixed most, or where it is best so far, or anywhere.
    """
    room = _Room(scale, spaces)
    worth = (scale.unevenness, scale.weigh, lambda _here, _size: chance.random())[start % 3]
    # Pairs first: as long as a table has two free places, one more pair can sit.
    in_order = chance.sample(parties, len(parties))
    for party in sorted(in_order, key=lambda one: -len(one)):
        room.sit_down(party, worth)
    room.improve(chance)
    return room


def _starts(tables: int) -> int:
    return 1 if tables == 1 else min(MOST_STARTS, 2 + STARTS // tables**3)


def _exchanges(
    one: Sequence[Party], other: Sequence[Party], *, is_thorough: bool
) -> Iterator[tuple[tuple[Party, ...], tuple[Party, ...]]]:
    """Ways in which two tables can change parties of the same number of people.

    One party goes for one, or a pair for two singles; thoroughly, any two parties for any two.
    """
    mine, theirs = _handfuls(one), _handfuls(other)
    for give in mine:
        for take in theirs:
            is_allowed = is_thorough or len(give) + len(take) < 2 * FEW
            is_fair = sum(map(len, give)) == sum(map(len, take))
            if is_allowed and is_fair and not set(give) & set(take):
                yield give, take


def _handfuls(parties: Sequence[Party]) -> list[tuple[Party, ...]]:
    ordered = sorted(parties)
    found = {few for many in range(1, FEW + 1) for few in combinations(ordered, many)}
    return sorted(found, key=lambda few: (len(few), few))


def _exchanged(
    parties: list[Party], give: Sequence[Party], take: Sequence[Party]
) -> list[Party]:
    left = list(parties)
    for party in give:
        left.remove(party)
    return [*left, *take]


def _plus(here: Voices, *parties: Party) -> Voices:
    after = list(here)
    for party in parties:
        for voice in party:
            after[voice] += 1
    return tuple(after)


def _minus(here: Voices, *parties: Party) -> Voices:
    after = list(here)
    for party in parties:
        for voice in party:
            after[voice] -= 1
    return tuple(after)
