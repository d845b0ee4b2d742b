"""The enumerator against brute force over real papers, and against the page it prints."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement
from pathlib import Path
from random import Random

import pytest

from tests.domain.cast import HARM, IF, NO, PASS, YES
from workshop.domain.consent import Answer
from workshop.domain.disclosure import group_record
from workshop.domain.enumerator import (
    Sides,
    Sight,
    chances,
    chances_with_words,
    is_ruled_out,
    is_sure,
    others_of,
    tallies_by_record,
)
from workshop.domain.groups import Group
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot, record_for
from workshop.domain.records import PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.secrecy import page, table
from workshop.domain.tallies import Tally

PAGE = Path(__file__).parents[2] / "docs" / "secrecy.md"
LEFT_EMPTY, STAYED_AWAY = "left empty", "stayed away"
Kind = Answer | str
WORDLESS: list[Kind] = [YES, IF, NO, HARM, PASS, STAYED_AWAY]
EVERYTHING: list[Kind] = [
    *WORDLESS, LEFT_EMPTY,
    Answer("yes_if", "why"), Answer("no", "why"), Answer("no", "why", harm=True),
]  # fmt: skip


@pytest.mark.parametrize("was_held", [False, True])
@pytest.mark.parametrize("insiders", [0, 1, 2])
def test_five_people_with_everything_they_can_say(insiders: int, was_held: bool) -> None:
    assert_knows_what_brute_force_knows(5, EVERYTHING, insiders, Rule(), was_held)


@pytest.mark.parametrize("insiders", [1, 2])
def test_ten_people_with_all_answers(insiders: int) -> None:
    assert_knows_what_brute_force_knows(10, WORDLESS, insiders, Rule(), was_held=True)


@pytest.mark.long
@pytest.mark.parametrize("size", [6, 7, 8])
def test_six_to_eight_people_with_everything_they_can_say(size: int) -> None:
    for insiders in (1, 2):
        assert_knows_what_brute_force_knows(size, EVERYTHING, insiders, Rule(80, 6), True)


@pytest.mark.long
@pytest.mark.parametrize("yes_if", ["yes", "no"])
def test_fifteen_people_with_all_answers(yes_if: str) -> None:
    rule = Rule(yes_if=yes_if)  # type: ignore[arg-type]
    for insiders in (0, 1, 2):
        assert_knows_what_brute_force_knows(15, WORDLESS, insiders, rule, True)


def assert_knows_what_brute_force_knows(
    size: int, kinds: list[Kind], insiders: int, rule: Rule, was_held: bool
) -> None:
    """Sort everything that can be by what insiders see, and compare what is left for the others."""
    seen: dict[tuple[PublishedRecord, tuple[Kind, ...]], set[Sides]] = defaultdict(set)
    for room in combinations_with_replacement(kinds, size):
        record = published(room, rule, was_held)
        for own in choices(room, insiders):
            others = Counter(room) - Counter(own)
            seen[record, own].add(sides(list(others.elements()), rule))
    assert len(seen) > 30
    for (record, own), left in seen.items():
        sight = Sight(size, record.papers, insiders, sides(list(own), rule))
        assert enumerated(sight, record, own, rule) == left


def published(room: tuple[Kind, ...], rule: Rule, was_held: bool) -> PublishedRecord:
    people = {f"person {n}": "room" for n in range(len(room))}
    setup = BallotSetup(
        "consent", rule, (Group(("room",), (len(room),)),), (), people,
        (RevisionOnBallot("text", was_held=was_held),),
    )  # fmt: skip
    papers = {
        person: {"text": kind} if isinstance(kind, Answer) else {}
        for person, kind in zip(people, room, strict=True)
        if kind != STAYED_AWAY
    }
    return record_for(setup, papers, Random(1))[0]


def choices(room: tuple[Kind, ...], insiders: int) -> Iterator[tuple[Kind, ...]]:
    handed_in = [kind for kind in dict.fromkeys(room) if kind != STAYED_AWAY]
    for own in combinations_with_replacement(handed_in, insiders):
        if not Counter(own) - Counter(room):
            yield own


def sides(kinds: list[Kind], rule: Rule) -> Sides:
    answers = [kind for kind in kinds if isinstance(kind, Answer) and kind != PASS]
    yes = sum(a.choice == "yes" or (a.choice, rule.yes_if) == ("yes_if", "yes") for a in answers)
    return yes, len(answers) - yes


def enumerated(
    sight: Sight, record: PublishedRecord, own: tuple[Kind, ...], rule: Rule
) -> set[Sides]:
    """What the enumerator leaves for the others, with reasons and harm as lower bounds."""
    said = [kind for kind in own if isinstance(kind, Answer)]
    conditions = len(record.conditions) - sum(a.choice == "yes_if" and a.reason != "" for a in said)
    against = len(record.against) - sum(
        bool(a.choice == "no" and a.reason and not a.harm) for a in said
    )
    harms = len(record.harms) - sum(bool(a.harm and a.reason) for a in said)
    if record.harm and not any(a.harm for a in said):
        harms = max(harms, 1)
    if record.verdict == "on_hold":
        everything = tallies_by_record(sight.size, sight.papers, rule).values()
        tallies = [side for sides in everything for side in sides]
    else:
        tallies = tallies_of(record, sight, rule)
    return set(others_of(sight, tallies, (conditions, against + harms)))


def tallies_of(record: PublishedRecord, sight: Sight, rule: Rule) -> list[Sides]:
    """Find the enumerator's record that says the same of yes and no."""
    (wanted,) = record.groups
    for found, tallies in tallies_by_record(sight.size, sight.papers, rule).items():
        same = (found.verdict, found.band) == (wanted.verdict, wanted.band)
        if found.counts and wanted.counts:
            same &= (found.counts.yes, found.counts.no) == (wanted.counts.yes, wanted.counts.no)
        if same:
            return tallies
    raise AssertionError("the enumerator has no such record")


def test_a_lone_no_in_five_that_agree_knows_that_nobody_else_said_no() -> None:
    agreed = group_record(Group(("room",), (5,)), Tally(4, 1), Rule(), "verdict")
    sight = Sight(size=5, papers=5, insiders=1, own=(0, 1))
    others = others_of(sight, tallies_by_record(5, 5, Rule())[agreed])
    assert is_ruled_out(others)
    assert not is_sure(sight, others)


def test_if_all_hand_in_nobody_alone_is_sure_of_a_vote_below_fifteen_people() -> None:
    assert all(chances(size, Rule(), 1, papers=[size]).sure == 0 for size in range(5, 15))


def test_a_group_that_bears_fewer_noes_tells_a_lone_insider_no_more_than_others_do() -> None:
    """A voice of five between two of four: agreed with at most two No, of which one may be mine."""
    group, sight = Group(("a", "b", "c"), (4, 5, 4)), Sight(13, 13, 1, (0, 1))
    for tally in (Tally(11, 2), Tally(12, 1), Tally(10, 3), Tally(9, 4)):
        record = group_record(group, tally, Rule(), "band")
        left = [
            (yes, no)
            for yes in range(14)
            for no in range(14 - yes)
            if group_record(group, Tally(yes, no), Rule(), "band") == record
        ]
        assert not is_sure(sight, others_of(sight, left))


def test_words_can_only_tell_more() -> None:
    for insiders in (1, 2):
        silent, told = chances(6, Rule(), insiders), chances_with_words(6, Rule(), insiders)
        assert told.sure / told.cases > silent.sure / silent.cases


def test_the_page_shows_what_is_computed_for_small_groups() -> None:
    assert table(Rule(), range(5, 15)) in PAGE.read_text()
    assert table(Rule(80, 6), range(6, 12)) in PAGE.read_text()


@pytest.mark.long
def test_the_whole_page_is_what_is_computed() -> None:
    assert PAGE.read_text() == page()
