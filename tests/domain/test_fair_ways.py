"""What holds for every way that decides: nobody is outvoted, and a yes more never harms."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cast import LONG, outcome, random_answers, random_sizes, setup_of
from tests.domain.test_oracle_ratings import random_ratings
from workshop.domain.agreement import group_verdict
from workshop.domain.groups import Group
from workshop.domain.outcomes import BallotSetup
from workshop.domain.rules import Rule, k_for
from workshop.domain.tallies import Tally
from workshop.domain.ways import deciding_way_for, deciding_ways
from workshop.domain.ways.consent import Answer as Consent
from workshop.domain.ways.rating import Answer as Rating

AGREED = ("agreed_by_every_voice", "agreed_in_the_room")
KEYS = [way.KEY for way in deciding_ways()]
YES: dict[str, list[Any]] = {"consent": [Consent("yes")], "rating": [Rating(n) for n in (7, 8, 9)]}
NO: dict[str, list[Any]] = {"consent": [Consent("no")], "rating": [Rating(n) for n in range(1, 7)]}
RANDOM: dict[str, Any] = {"consent": random_answers, "rating": random_ratings}
RULES = st.builds(
    lambda threshold, more, quorum, yes_if: Rule(
        threshold, k_for(threshold) + more, yes_if=yes_if, quorum=quorum
    ),
    st.integers(51, 80), st.integers(0, 3), st.integers(50, 100), st.sampled_from(["yes", "no"]),
)  # fmt: skip


def test_every_way_that_decides_is_tried_here() -> None:
    assert set(KEYS) == set(YES) == set(NO) == set(RANDOM)


@pytest.mark.parametrize("way", KEYS)
def test_a_yes_more_never_turns_agreed_into_not_agreed(way: str) -> None:
    """Who says Yes instead of what they said, or instead of nothing."""
    chance, tried = Random(f"more {way}"), 0
    while tried < (5000 if LONG else 300):
        setup, answers = ballot(way, chance)
        if outcome(setup, answers).verdict not in AGREED:
            continue
        for person in setup.electorate:
            if answers.get(person) not in YES[way]:
                more = answers | {person: chance.choice(YES[way])}
                assert outcome(setup, more).verdict in AGREED
                tried += 1


@pytest.mark.parametrize("way", KEYS)
def test_no_voice_of_k_or_more_is_outvoted(way: str) -> None:
    chance, tried = Random(f"outvoted {way}"), 0
    while tried < (3000 if LONG else 300):
        setup, _ = ballot(way, chance)
        people = list(setup.electorate.values())
        for voice in {v for v in people if people.count(v) >= setup.rule.k}:
            theirs = [p for p, v in setup.electorate.items() if v == voice]
            against = chance.sample(theirs, len(theirs) // 2 + 1)
            answers = {p: chance.choice(YES[way]) for p in setup.electorate}
            answers |= {p: chance.choice(NO[way]) for p in against}
            assert outcome(setup, answers).verdict not in AGREED
            tried += 1


@pytest.mark.parametrize("way", KEYS)
def test_no_group_below_k_is_shown_and_fewer_than_needed_never_agree(way: str) -> None:
    chance = Random(f"shown {way}")
    for _ in range(3000 if LONG else 300):
        setup, answers = ballot(way, chance)
        record = outcome(setup, answers)
        assert all(group.size >= setup.rule.k for group in record.groups)
        for group in record.groups:
            theirs = [p for p, voice in setup.electorate.items() if voice in group.voices]
            told = [answers[p] for p in theirs if p in answers]
            tally = deciding_way_for(way).tally(told, setup.rule)
            if group.verdict == "agreed":
                needed = Fraction(setup.rule.threshold, 100)
                assert Fraction(tally.answered - 1, tally.answered) >= needed
                assert tally.answered * 2 >= group.size


@pytest.mark.parametrize("way", KEYS)
@given(rule=RULES, kinds=st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_a_tally_of_kinds_is_the_tally_of_such_answers(
    way: str, rule: Rule, kinds: list[int]
) -> None:
    """What the enumerator goes through counts as real answers do."""
    rule, found = replace(rule, way=way), deciding_way_for(way)
    of_kind = {
        "consent": [Consent("yes"), Consent("no")],
        "rating": [Rating(9), Rating(4), Rating(1)],
    }[way]
    kinds = kinds[: len(of_kind)]
    answers = [one for one, many in zip(of_kind, kinds, strict=True) for _ in range(many)]
    counted, told = found.tally(answers, rule), found.tally_of(kinds, rule)
    assert (counted.yes, counted.no, counted.part) == (told.yes, told.no, told.part)


@given(
    one=RULES, other=RULES, size=st.integers(5, 40), yes=st.integers(0, 40), no=st.integers(0, 40),
    part=st.integers(0, 40),
)  # fmt: skip
def test_what_a_rule_agrees_and_another_does_not_shows_that_it_is_weaker(
    one: Rule, other: Rule, size: int, yes: int, no: int, part: int
) -> None:
    """`part` are Yes-if, counted by each rule as it says."""
    if yes + no + part <= size and size >= max(one.k, other.k):
        group = Group(("room",), (size,))
        agreed = [
            group_verdict(group, counted(rule, yes, no, part), rule) == "agreed"
            for rule in (one, other)
        ]
        if agreed == [True, False]:
            assert one.is_weaker_than(other)


def counted(rule: Rule, yes: int, no: int, part: int) -> Tally:
    return Tally(yes + part, no) if rule.yes_if == "yes" else Tally(yes, no + part)


def ballot(way: str, chance: Random) -> tuple[BallotSetup, dict[str, Any]]:
    """A random room and what it said, without harm."""
    rule = chance.choice((Rule(way=way), Rule(80, 6, way=way), Rule(60, way=way)))
    while sum(sizes := random_sizes(chance)) < rule.k:
        pass
    setup = setup_of(sizes, rule)
    answers = RANDOM[way](setup, chance)
    return setup, {p: one for p, one in answers.items() if not one.harm}
