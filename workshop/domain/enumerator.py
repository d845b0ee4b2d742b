"""What can be worked out from a published record, by going through every tally it could be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations, product

from workshop.domain.disclosure import group_record, level_for
from workshop.domain.groups import Group
from workshop.domain.records import GroupRecord
from workshop.domain.rules import Rule
from workshop.domain.ways import deciding_way_for

Kinds = tuple[int, ...]
"""How many gave an answer of each of a way's KINDS, in their order."""


@dataclass(frozen=True)
class Chance:
    """Of all that can happen (`cases`), how often insiders learn something of the others.

    `sure`: how somebody else voted (which kind of answer, or none) is certain. `ruled_out`: it
    is certain that nobody else gave some kind of answer.
    """

    cases: int = 0
    sure: int = 0
    ruled_out: int = 0

    def __add__(self, other: "Chance") -> "Chance":
        return Chance(
            self.cases + other.cases, self.sure + other.sure, self.ruled_out + other.ruled_out
        )


@dataclass(frozen=True)
class Sight:
    """What insiders look at: who handed in is known to them, as is their own answer.

    `insiders` handed in `own` answers. The group is taken as the whole room, so that the
    turnout, the hold and the reasons are all its own: in a room of several groups they are sums
    over the groups and tell less of each.
    """

    size: int
    papers: int
    insiders: int
    own: Kinds

    @property
    def others(self) -> int:
        """Those who handed in and are no insiders."""
        return self.papers - self.insiders


def chances(size: int, rule: Rule, insiders: int, *, papers: Iterable[int] = ()) -> Chance:
    """Go through everything that the votes of a group can be, without hold and reasons.

    `papers` limits the turnouts looked at (all are, if empty).
    """
    return _summed(size, rule, insiders, papers or range(size + 1), with_words=False)


def chances_with_words(
    size: int, rule: Rule, insiders: int, *, papers: Iterable[int] = ()
) -> Chance:
    """Do the same with every number of reasons (each is read as what it goes with) and harm.

    A condition shows one more answer of the first of the way's WORDED kinds; a reason against,
    and harm, one more of the second. They tell nothing else: so each is a lower bound. Counted
    are ballots with a verdict (harm may stand beside it), and ballots that harm put on hold, of
    which nothing else is said.
    """
    return _summed(size, rule, insiders, papers or range(size + 1), with_words=True)


def chances_twice(size: int, rule: Rule) -> Chance:
    """Do the same for two ballots side by side, in which one person alone changed their answer.

    That person knows both of their answers, and that the others stood by theirs; all hand in.
    """
    kinds = len(deciding_way_for(rule.way).KINDS)
    said = {
        one: record for record, all_ in tallies_by_record(size, size, rule).items() for one in all_
    }
    total = Chance()
    for first, then in permutations(answers_of(1, kinds), 2):
        sight, left = Sight(size, size, 1, first), defaultdict(list)
        for others in answers_of(size - 1, kinds):
            left[said[_added(others, first)], said[_added(others, then)]].append(others)
        for found in left.values():
            total += _learnt(sight, left_for(sight, found), len(found))
    return total


def answers_of(people: int, kinds: int) -> Iterator[Kinds]:
    """Yield every way in which people can answer; who is in no kind said nothing of the sort."""
    if not kinds:
        yield ()
        return
    for first in range(people + 1):
        for rest in answers_of(people - first, kinds - 1):
            yield first, *rest


@cache
def tallies_by_record(size: int, papers: int, rule: Rule) -> dict[GroupRecord, list[Kinds]]:
    """Sort every tally of so many papers by what would be published of it.

    Passes, harm and parts that are no kind are left at none: above 14 people they are published,
    but the kinds are then known as well as they can be (the tests compare with the whole, by
    brute force).
    """
    group, level = Group(("room",), (size,)), level_for(size)
    way = deciding_way_for(rule.way)
    tallies: dict[GroupRecord, list[Kinds]] = {}
    for kinds in answers_of(papers, len(way.KINDS)):
        record = group_record(group, way.tally_of(kinds, rule), rule, level)
        tallies.setdefault(record, []).append(kinds)
    return tallies


def others_of(sight: Sight, tallies: Iterable[Kinds], floor: Kinds = ()) -> list[Kinds]:
    """Return what the others can have said, given a record's tallies and shown lower bounds."""
    return list(_others(sight, tallies, floor or (0,) * len(sight.own)))


def tells_nothing(sight: Sight, tallies: Iterable[Kinds]) -> bool:
    """Answer whether every kind is left for the others; looks at no more tallies than it needs."""
    wanted = set(range(len(sight.own)))
    for one in _others(sight, tallies, (0,) * len(sight.own)):
        wanted -= _left(sight, one)
        if not wanted:
            return True
    return False


def left_for(sight: Sight, others: Iterable[Kinds]) -> frozenset[int]:
    """Return the places of the kinds that somebody else can have answered; the last is none."""
    found: set[int] = set()
    for one in others:
        found |= _left(sight, one)
    return frozenset(found)


def is_sure(sight: Sight, others: Collection[Kinds]) -> bool:
    """Answer whether only one kind of answer is left for all the others, or none."""
    return len(left_for(sight, others)) == 1


def is_ruled_out(sight: Sight, others: Collection[Kinds]) -> bool:
    """Answer whether some kind of answer cannot have been given by anybody else."""
    return bool(kinds_ruled_out(sight, others))


def kinds_ruled_out(sight: Sight, others: Collection[Kinds]) -> list[int]:
    """Return the places of the kinds that nobody else can have answered."""
    left = left_for(sight, others)
    return [kind for kind in range(len(sight.own)) if kind not in left]


def _others(sight: Sight, tallies: Iterable[Kinds], floor: Kinds) -> Iterator[Kinds]:
    for tally in tallies:
        one = tuple(map(int.__sub__, tally, sight.own))
        if all(map(int.__ge__, one, floor)) and sum(one) <= sight.others:
            yield one


def _added(some: Kinds, more: Kinds) -> Kinds:
    return tuple(map(int.__add__, some, more))


def _left(sight: Sight, one: Kinds) -> set[int]:
    found = {kind for kind, many in enumerate(one) if many}
    return found | {len(one)} if sum(one) < sight.others else found


def _summed(
    size: int, rule: Rule, insiders: int, papers: Iterable[int], *, with_words: bool
) -> Chance:
    way, total = deciding_way_for(rule.way), Chance()
    for handed_in, own in product(papers, list(answers_of(insiders, len(way.KINDS)))):
        sight = Sight(size, handed_in, insiders, own)
        if sight.others > 0:
            for tallies in tallies_by_record(size, handed_in, rule).values():
                others = others_of(sight, tallies)
                if with_words:
                    total += _with_words(sight, others, way.WORDED)
                else:
                    total += _learnt(sight, left_for(sight, others), len(others))
            total += _on_hold(sight, way.WORDED) if with_words else Chance()
    return total


def _with_words(
    sight: Sight, others: Sequence[Kinds], worded: tuple[int, int], fewest_against: int = 0
) -> Chance:
    """Count each tally once for every number of reasons that could come with it.

    With so many reasons shown, what is left are the tallies with as many or more of their kinds:
    so both are added up from the highest numbers down.
    """
    condition, against = worded
    if len(others) == 1:
        (one,) = others
        times = (one[condition] + 1) * max(0, one[against] + 1 - fewest_against)
        return _learnt(sight, left_for(sight, others), times)
    left: dict[Kinds, set[int]] = defaultdict(set)
    cases: dict[Kinds, int] = defaultdict(int)
    for one in others:
        left[one[condition], one[against]] |= _left(sight, one)
        cases[one[condition], one[against]] += 1
    total, most = Chance(), [max((one[kind] for one in others), default=-1) for kind in worded]
    for a in range(most[0], -1, -1):
        for b in range(most[1], fewest_against - 1, -1):
            left[a, b] |= left[a + 1, b] | left[a, b + 1]
            cases[a, b] += cases[a + 1, b] + cases[a, b + 1] - cases[a + 1, b + 1]
            total += _learnt(sight, left[a, b], cases[a, b])
    return total


def _on_hold(sight: Sight, worded: tuple[int, int]) -> Chance:
    """On hold, somebody said harm: one of the others, unless it can be an insider's own."""
    anything = list(answers_of(sight.others, len(sight.own)))
    return _with_words(sight, anything, worded, 0 if sight.own[worded[1]] else 1)


def _learnt(sight: Sight, left: Collection[int], cases: int) -> Chance:
    if not cases:
        return Chance()
    is_out = any(kind not in left for kind in range(len(sight.own)))
    return Chance(cases, cases * (len(left) == 1), cases * is_out)
