"""The enumerator against brute force over real papers, and what it says of every way."""


import pytest

from tests.domain.brute_force import (
    LEFT_EMPTY,
    STAYED_AWAY,
    Kind,
    assert_knows_what_brute_force_knows,
)
from tests.domain.cast import HARM, IF, NO, PASS, YES
from workshop.domain.disclosure import group_record
from workshop.domain.enumerator import (
    Sight,
    chances,
    chances_twice,
    chances_with_words,
    is_ruled_out,
    is_sure,
    others_of,
    tallies_by_record,
)
from workshop.domain.findings import findings
from workshop.domain.groups import Group
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally
from workshop.domain.ways import deciding_ways
from workshop.domain.ways.consent import Answer

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


def test_a_lone_no_in_five_that_agree_knows_that_nobody_else_said_no() -> None:
    agreed = group_record(Group(("room",), (5,)), Tally(4, 1), Rule(), "verdict")
    sight = Sight(size=5, papers=5, insiders=1, own=(0, 1))
    others = others_of(sight, tallies_by_record(5, 5, Rule())[agreed])
    assert is_ruled_out(sight, others)
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


@pytest.mark.parametrize("way", [way.KEY for way in deciding_ways()])
def test_words_can_only_tell_more(way: str) -> None:
    rule = Rule(way=way)
    for insiders in (1, 2):
        silent, told = chances(6, rule, insiders), chances_with_words(6, rule, insiders)
        assert told.sure / told.cases > silent.sure / silent.cases


@pytest.mark.parametrize("way", [way.KEY for way in deciding_ways()])
def test_somebody_who_has_not_voted_can_be_sure_of_nothing(way: str) -> None:
    for rule in (Rule(way=way), Rule(80, 6, way=way), Rule(51, way=way)):
        for size in range(rule.k, 17):
            for papers in range(size + 1):
                assert not any(findings(size, rule, 0, papers))


@pytest.mark.parametrize("way", [way.KEY for way in deciding_ways()])
def test_one_person_alone_only_learns_that_they_stood_alone(way: str) -> None:
    """What nobody else said is always what they said themselves, or goes with it."""
    rule = Rule(way=way)
    for size in range(5, 16):
        for found in findings(size, rule, 1, size):
            (own,) = (kind for kind, n in enumerate(found.sight.own) if n)
            assert not any(others[own] for others in found.others)


def test_two_ballots_tell_one_who_alone_changed_more_than_one_does() -> None:
    for rule in (Rule(), Rule(way="rating")):
        for size in range(5, 13):
            once, twice = chances(size, rule, 1, papers=[size]), chances_twice(size, rule)
            assert once.ruled_out / once.cases < twice.ruled_out / twice.cases < 0.1


def test_two_ballots_by_brute_force_over_five_people() -> None:
    """One who says No, then Yes: of the four others, who stand by theirs, No is ruled out."""
    group = Group(("room",), (5,))
    told = [
        [group_record(group, Tally(yes + mine, 5 - yes - mine), Rule(), "verdict").verdict
         for mine in (0, 1)]
        for yes in range(5)
    ]  # fmt: skip
    assert told == [["not_agreed"] * 2] * 3 + [["not_agreed", "agreed"], ["agreed", "agreed"]]
