"""Everything that a room can hand in, sorted by what insiders see of the real record."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement
from random import Random
from typing import Any

from tests.domain.cast import PASS
from workshop.domain.enumerator import Kinds, Sight, others_of, tallies_by_record
from workshop.domain.groups import Group
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot, record_for
from workshop.domain.records import PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.ways import deciding_way_for
from workshop.domain.ways.consent import Answer

LEFT_EMPTY, STAYED_AWAY = "left empty", "stayed away"
Kind = Any
"""An answer of some way, or one of the words above."""


def assert_knows_what_brute_force_knows(
    size: int, kinds: list[Kind], insiders: int, rule: Rule, was_held: bool
) -> None:
    """Sort everything that can be by what insiders see, and compare what is left for the others."""
    seen: dict[tuple[PublishedRecord, tuple[Kind, ...]], set[Kinds]] = defaultdict(set)
    for room in combinations_with_replacement(kinds, size):
        record = published(room, rule, was_held)
        for own in choices(room, insiders):
            others = Counter(room) - Counter(own)
            seen[record, own].add(kinds_of(list(others.elements()), rule))
    assert len(seen) > 30
    for (record, own), left in seen.items():
        sight = Sight(size, record.papers, insiders, kinds_of(list(own), rule))
        assert enumerated(sight, record, own, rule) == left


def published(room: tuple[Kind, ...], rule: Rule, was_held: bool) -> PublishedRecord:
    people = {f"person {n}": "room" for n in range(len(room))}
    setup = BallotSetup(
        rule, (Group(("room",), (len(room),)),), (), people,
        (RevisionOnBallot("text", was_held=was_held),),
    )  # fmt: skip
    papers = {
        person: {} if isinstance(kind, str) else {"text": kind}
        for person, kind in zip(people, room, strict=True)
        if kind != STAYED_AWAY
    }
    return record_for(setup, papers, Random(1))[0]


def choices(room: tuple[Kind, ...], insiders: int) -> Iterator[tuple[Kind, ...]]:
    handed_in = [kind for kind in dict.fromkeys(room) if kind != STAYED_AWAY]
    for own in combinations_with_replacement(handed_in, insiders):
        if not Counter(own) - Counter(room):
            yield own


def kinds_of(kinds: list[Kind], rule: Rule) -> Kinds:
    """How many gave each kind of answer, told from the answers themselves."""
    if rule.way == "rating":
        rated = [one.rating for one in kinds if not isinstance(one, str)]
        bands = ((7, 9), (4, 6), (1, 3))
        return tuple(sum(low <= one <= high for one in rated) for low, high in bands)
    answers = [kind for kind in kinds if isinstance(kind, Answer) and kind != PASS]
    yes = sum(a.choice == "yes" or (a.choice, rule.yes_if) == ("yes_if", "yes") for a in answers)
    return yes, len(answers) - yes


def enumerated(
    sight: Sight, record: PublishedRecord, own: tuple[Kind, ...], rule: Rule
) -> set[Kinds]:
    """What the enumerator leaves for the others, with reasons and harm as lower bounds."""
    own = tuple(one for one in own if not isinstance(one, str))
    mine = deciding_way_for(rule.way).reasons(own)
    conditions = len(record.conditions) - len(mine["conditions"])
    against = len(record.against) - len(mine["against"])
    harms = len(record.harms) - len(mine["harms"])
    if record.harm and not any(one.harm for one in own):
        harms = max(harms, 1)
    if record.verdict == "on_hold":
        everything = tallies_by_record(sight.size, sight.papers, rule).values()
        tallies = [kinds for all_ in everything for kinds in all_]
    else:
        tallies = tallies_of(record, sight, rule)
    floor = [0] * len(sight.own)
    first, second = deciding_way_for(rule.way).WORDED
    floor[first], floor[second] = conditions, against + harms
    return set(others_of(sight, tallies, tuple(floor)))


def tallies_of(record: PublishedRecord, sight: Sight, rule: Rule) -> list[Kinds]:
    """Find the enumerator's record that says the same of the kinds."""
    (wanted,) = record.groups
    for found, tallies in tallies_by_record(sight.size, sight.papers, rule).items():
        same = (found.verdict, found.band) == (wanted.verdict, wanted.band)
        if found.counts and wanted.counts:
            told = ("yes", "no", "part") if rule.way == "rating" else ("yes", "no")
            counts = found.counts, wanted.counts
            same &= all(getattr(counts[0], one) == getattr(counts[1], one) for one in told)
        if same:
            return tallies
    raise AssertionError("the enumerator has no such record")
