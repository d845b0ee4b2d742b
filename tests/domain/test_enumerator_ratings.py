"""The enumerator against brute force over real papers, for ratings from 1 to 9."""

from collections import Counter, defaultdict
from functools import cache
from itertools import combinations_with_replacement
from random import Random

import pytest

from tests.domain.brute_force import (
    LEFT_EMPTY,
    STAYED_AWAY,
    Kind,
    assert_knows_what_brute_force_knows,
    choices,
    kinds_of,
    published,
    tallies_of,
)
from workshop.domain.enumerator import Kinds, Sight, others_of
from workshop.domain.records import GroupRecord, PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.ways import rating

BARE: list[Kind] = [rating.Answer(n) for n in (8, 5, 2, 0)]
RATED: list[Kind] = [rating.Answer(n) for n in (9, 7, 6, 4, 2, 1)]
RATED_WITH_WORDS: list[Kind] = [
    *(rating.Answer(n) for n in (8, 5, 2, 0)),
    rating.Answer(4, "why"), rating.Answer(3, "why"), STAYED_AWAY, LEFT_EMPTY,
]  # fmt: skip
HARMS: list[Kind] = [rating.Answer(1, harm=True), rating.Answer(1, "why", harm=True)]


@pytest.mark.parametrize("was_held", [False, True])
@pytest.mark.parametrize("insiders", [0, 1, 2])
def test_five_people_who_rate_with_everything_they_can_say(insiders: int, was_held: bool) -> None:
    rule = Rule(way="rating")
    assert_knows_what_brute_force_knows(5, [*RATED_WITH_WORDS, *HARMS], insiders, rule, was_held)


def test_ten_people_who_rate() -> None:
    rule = Rule(way="rating")
    for insiders in (1, 2):
        assert_knows_what_brute_force_knows(10, [*BARE, STAYED_AWAY], insiders, rule, True)


def test_fifteen_people_who_rate_and_quartiles_tell_no_more_than_counts() -> None:
    """One rating of each kind stands for all: which rating of a kind it is tells no kind."""
    rule, chance = Rule(way="rating"), Random(15)
    rooms = [tuple(sorted(chance.choices(RATED, k=15), key=str)) for _ in range(300)]
    rooms += [
        tuple(sorted([room[0]] * n + chance.choices(RATED, k=15 - n), key=str))
        for room in rooms
        for n in (11, 13)
    ]
    for room in dict.fromkeys(rooms):
        record = published(room, rule, True)
        for own in list(choices(room, 2))[:6]:
            sight = Sight(15, 15, 2, kinds_of(list(own), rule))
            others = kinds_of(list((Counter(room) - Counter(own)).elements()), rule)
            left = set(others_of(sight, tallies_of(record, sight, rule)))
            assert others in left
            assert told_by(record, sight, rule) == left


def told_by(record: PublishedRecord, sight: Sight, rule: Rule) -> set[Kinds]:
    """What the others can be by brute force over kinds: whose real record says the same of them."""
    (wanted,) = record.groups
    found = [kinds for kinds, told in told_of(sight.papers, rule) if told == kinds_told(wanted)]
    return set(others_of(sight, found))


@cache
def told_of(papers: int, rule: Rule) -> list[tuple[Kinds, object]]:
    """What is told of the kinds in each room of so many, all of whom hand in."""
    found: list[tuple[Kinds, object]] = []
    for room in combinations_with_replacement(BARE, papers):
        (group,) = published(room, rule, True).groups
        found.append((kinds_of(list(room), rule), kinds_told(group)))
    return found


def kinds_told(group: GroupRecord) -> object:
    counts = group.counts
    return group.verdict, counts and (counts.yes, counts.no, counts.part)


@pytest.mark.long
@pytest.mark.parametrize("size", [6, 7])
def test_six_and_seven_people_who_rate_with_words(size: int) -> None:
    for insiders in (1, 2):
        assert_knows_what_brute_force_knows(
            size, RATED_WITH_WORDS, insiders, Rule(80, 6, way="rating"), True
        )


@pytest.mark.long
def test_fifteen_people_who_rate_any_way() -> None:
    for insiders in (0, 1, 2):
        rule = Rule(way="rating")
        assert_knows_what_brute_force_knows(15, [*BARE, STAYED_AWAY], insiders, rule, True)


@pytest.mark.long
def test_where_harm_is_said_from_fifteen_people_on_nobody_knows_more() -> None:
    """Harm can veil a part that would be told without it: then more is left, never less."""
    rule, seen = Rule(way="rating"), defaultdict(set)
    harmed: list[Kind] = [*BARE[:3], rating.Answer(2, harm=True)]
    for room in combinations_with_replacement(harmed, 15):
        record = published(room, rule, True)
        for own in choices(room, 1):
            others = Counter(room) - Counter(own)
            seen[record, own].add(kinds_of(list(others.elements()), rule))
    for (record, own), left in seen.items():
        sight = Sight(15, 15, 1, kinds_of(list(own), rule))
        is_own_harm = any(one.harm for one in own)
        floor = (0, 0, int(record.harm and not is_own_harm))
        assert set(others_of(sight, tallies_of(record, sight, rule), floor)) <= left
