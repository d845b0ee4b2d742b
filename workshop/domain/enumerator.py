"""What can be worked out from a published record, by going through every tally it could be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from workshop.domain.disclosure import group_record, level_for
from workshop.domain.groups import Group
from workshop.domain.records import GroupRecord
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally

Sides = tuple[int, int]
"""How many said yes, and how many said no."""


@dataclass(frozen=True)
class Chance:
    """Of all that can happen (`cases`), how often insiders learn something of the others.

    `sure`: how somebody else voted (yes, no, or neither) is certain. `ruled_out`: it is certain
    that nobody else said Yes, or that nobody else said No.
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
    own: Sides

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

    A reason under Yes-if shows one more yes; a reason under No, and harm, one more no. They
    tell nothing else: so each is a lower bound. Counted are ballots with a verdict (harm may
    stand beside it), and ballots that harm put on hold, of which nothing else is said.
    """
    return _summed(size, rule, insiders, papers or range(size + 1), with_words=True)


def own_sides(insiders: int) -> Iterator[Sides]:
    """Yield every way in which insiders can have answered; who is in neither said neither."""
    for yes, no in product(range(insiders + 1), repeat=2):
        if yes + no <= insiders:
            yield yes, no


@cache
def tallies_by_record(size: int, papers: int, rule: Rule) -> dict[GroupRecord, list[Sides]]:
    """Sort every tally of so many papers by what would be published of it.

    Passes, yes-if and harm are left at none: above 14 people they are published, but yes and
    no are then known as well as they can be (the tests compare with the whole, by brute force).
    """
    group, level = Group(("room",), (size,)), level_for(size)
    sorted_sides: dict[GroupRecord, list[Sides]] = {}
    for yes, no in product(range(papers + 1), repeat=2):
        if yes + no <= papers:
            record = group_record(group, Tally(yes, no), rule, level)
            sorted_sides.setdefault(record, []).append((yes, no))
    return sorted_sides


def others_of(sight: Sight, sides: Sequence[Sides], floor: Sides = (0, 0)) -> list[Sides]:
    """Return what the others can have said, given a record's tallies and shown lower bounds."""
    others = [(yes - sight.own[0], no - sight.own[1]) for yes, no in sides]
    return [
        (yes, no)
        for yes, no in others
        if yes >= floor[0] and no >= floor[1] and yes + no <= sight.others
    ]


def is_sure(sight: Sight, others: Sequence[Sides]) -> bool:
    """Answer whether only one side is left for all the others."""
    sides = (
        any(yes for yes, _ in others),
        any(no for _, no in others),
        any(yes + no < sight.others for yes, no in others),
    )
    return sum(sides) == 1


def is_ruled_out(others: Sequence[Sides]) -> bool:
    """Answer whether nobody else can have said Yes, or nobody else No."""
    return not any(yes for yes, _ in others) or not any(no for _, no in others)


def _summed(
    size: int, rule: Rule, insiders: int, papers: Iterable[int], *, with_words: bool
) -> Chance:
    total = Chance()
    for handed_in, own in product(papers, own_sides(insiders)):
        sight = Sight(size, handed_in, insiders, own)
        if sight.others > 0:
            for sides in tallies_by_record(size, handed_in, rule).values():
                others = others_of(sight, sides)
                total += _with_words(sight, others) if with_words else _learnt(sight, others)
            total += _on_hold(sight) if with_words else Chance()
    return total


def _with_words(sight: Sight, others: list[Sides], fewest_no: int = 0) -> Chance:
    """Count each tally once for every number of reasons that could come with it."""
    if len(others) == 1:
        ((yes, no),) = others
        return _learnt(sight, others, times=(yes + 1) * max(0, no + 1 - fewest_no))
    total = Chance()
    highest_yes = max((yes for yes, _ in others), default=-1)
    highest_no = max((no for _, no in others), default=-1)
    for floor in product(range(highest_yes + 1), range(fewest_no, highest_no + 1)):
        left = [side for side in others if side[0] >= floor[0] and side[1] >= floor[1]]
        total += _learnt(sight, left)
    return total


def _on_hold(sight: Sight) -> Chance:
    """On hold, somebody said No: one of the others, unless the harm can be an insider's own."""
    anything = [
        (yes, no)
        for yes, no in product(range(sight.others + 1), repeat=2)
        if yes + no <= sight.others
    ]
    return _with_words(sight, anything, fewest_no=0 if sight.own[1] else 1)


def _learnt(sight: Sight, others: list[Sides], times: int = 1) -> Chance:
    cases = len(others) * times
    if not cases:
        return Chance()
    return Chance(cases, cases * is_sure(sight, others), cases * is_ruled_out(others))
