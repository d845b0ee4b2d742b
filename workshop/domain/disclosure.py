"""How much of a closed ballot may be said: the one place for screen, push, API, log and export."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from workshop.domain.agreement import group_verdict
from workshop.domain.groups import Group
from workshop.domain.records import Band, Counts, GroupRecord, Level
from workshop.domain.rules import Rule
from workshop.domain.tallies import CountRange, Tally
from workshop.domain.ways import deciding_way_for

SMALLEST_FOR_BAND = 10
SMALLEST_FOR_COUNTS = 15


def level_for(size: int) -> Level:
    """Return how much may be said of a group by its electorate: verdict, band or counts."""
    if size < SMALLEST_FOR_BAND:
        return "verdict"
    return "band" if size < SMALLEST_FOR_COUNTS else "counts"


def group_record(group: Group, tally: Tally, rule: Rule, level: Level) -> GroupRecord:
    """Return what is published of one group at a level.

    A band or counts of fewer people than the quorum would be those of a smaller group than the
    level was made for, so then only "not enough voices" is said.
    """
    if level == "nothing":
        return GroupRecord(group.voices, group.size, level)
    verdict = group_verdict(group, tally, rule)
    if level == "verdict" and verdict == "not_enough":
        return GroupRecord(group.voices, group.size, level, "not_agreed")
    if level == "verdict" or verdict == "not_enough":
        return GroupRecord(group.voices, group.size, level, verdict)
    if level == "band":
        return GroupRecord(group.voices, group.size, level, verdict, band_for(tally, rule))
    counts = counts_for(tally, group.size, rule)
    return GroupRecord(group.voices, group.size, level, verdict, counts=counts)


def band_for(tally: Tally, rule: Rule) -> Band:
    """Return the band of yes among yes and no, with edges 1−t, ½ and t; t itself is enough."""
    if rule.is_reached(tally.yes, tally.no):
        return "enough"
    if tally.yes > tally.no:
        return "over_half"
    if tally.yes * 100 <= (100 - rule.threshold) * tally.answered:
        return "few"
    return "up_to_half"


def counts_for(tally: Tally, size: int, rule: Rule) -> Counts:
    """Return counts in which none and one, and all and all but one, are one answer.

    The part (such as Yes-if) and harm are parts of a side whose own count may be veiled, so they
    are veiled together when they come near the lowest that it could be: else they would tell
    which it was. Quartiles are told only where nothing of the sides is veiled.
    """
    everyone = (tally.answered, tally.answered)
    yes, no = _veiled(tally.yes, everyone), _veiled(tally.no, everyone)
    if deciding_way_for(rule.way).part_of(rule) == "yes":
        (part,), (harm,) = _veiled_parts([tally.part], yes), _veiled_parts([tally.harm], no)
    else:
        part, harm = _veiled_parts([tally.part, tally.harm], no)
    is_known = all(low == high for low, high in (yes, no, part))
    passes = _veiled(tally.passes, (size, size))
    return Counts(yes, no, passes, part, harm, tally.spread if is_known else None)


def levels_for(
    members: Sequence[frozenset[str]], earlier: Iterable[Sequence[frozenset[str]]], k: int
) -> list[Level]:
    """Return each group's level, lowered to the verdict where two ballots could be subtracted.

    `members` are the people of each group; `earlier` the groups of each earlier ballot on the
    same principle whose groups were published. Where groups now, alone or added up, hold the
    same people as groups then but for 1 to k−1 who came or went, they get the verdict only.
    """
    levels = [level_for(len(group)) for group in members]
    for then in map(list, earlier):
        for before in _unions(then):
            _lower(levels, members, before, k)
    return levels


def _veiled(count: int, of: CountRange) -> CountRange:
    (veiled,) = _veiled_parts([count], of)
    return veiled


def _veiled_parts(counts: Sequence[int], side: CountRange) -> list[CountRange]:
    """Veil parts of a side of which only `side` is known.

    Where the side is veiled itself, two insiders who are in none of the parts would add
    themselves to them; so the parts are veiled from two below its lowest on.
    """
    lowest, highest = side
    edge = lowest - (1 if lowest == highest else 2)
    if edge <= 1:
        return [(0, highest) for _ in counts]
    if sum(counts) >= edge:
        return [(edge if len(counts) == 1 else 0, highest) for _ in counts]
    return [(0, 1) if count <= 1 else (count, count) for count in counts]


def _lower(
    levels: list[Level], members: Sequence[frozenset[str]], before: frozenset[str], k: int
) -> None:
    """Lower the fewest groups first: what is not shown cannot be added up."""
    for many in range(1, len(members) + 1):
        shown = [at for at, level in enumerate(levels) if level != "verdict"]
        for chosen in combinations(shown, many):
            together = frozenset[str]().union(*(members[at] for at in chosen))
            if 0 < len(together ^ before) < k:
                for at in chosen:
                    levels[at] = "verdict"


def _unions(groups: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    for many in range(1, len(groups) + 1):
        for chosen in combinations(groups, many):
            yield frozenset[str]().union(*chosen)
