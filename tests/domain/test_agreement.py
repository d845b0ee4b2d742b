"""When a group agrees, what is said of the whole, and that nobody is outvoted."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cast import (
    HARM,
    IF,
    LONG,
    NO,
    PASS,
    ROOMS,
    VOICES,
    YES,
    outcome,
    random_answers,
    random_sizes,
    said_by,
    setup_of,
    sizes_of,
)  # fmt: skip
from workshop.domain.agreement import group_verdict, noes_borne, yes_needed
from workshop.domain.groups import Group, groups_for
from workshop.domain.outcomes import RevisionOnBallot
from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule, k_for, votes_needed
from workshop.domain.tallies import Tally
from workshop.domain.voices import Voice

ROOM_OF_EIGHT = Group(("peers",), (8,))
ALL_YES = said_by("lived", *[YES] * 8) | said_by("peers", *[YES] * 6)


@pytest.mark.parametrize("threshold", [70, 75, 80])
def test_with_six_voters_70_75_and_80_percent_all_mean_five(threshold: int) -> None:
    assert votes_needed(6, threshold) == 5


@pytest.mark.parametrize(
    ("size", "needed"), [(5, 4), (6, 5), (7, 6), (8, 6), (10, 8), (12, 9), (15, 12), (24, 18)]
)
def test_three_quarters_in_votes(size: int, needed: int) -> None:
    assert votes_needed(size, 75) == needed


def test_k_is_five_up_to_75_and_six_at_80() -> None:
    assert [k_for(threshold) for threshold in (51, 70, 75, 76, 80)] == [5, 5, 5, 6, 6]
    for threshold in (50, 81, 100):
        with pytest.raises(NotValid):
            k_for(threshold)


def test_k_can_be_raised_and_never_lowered() -> None:
    assert Rule(threshold=75, k=8).k == 8
    with pytest.raises(NotValid):
        Rule(threshold=75, k=4)
    with pytest.raises(NotValid):
        Rule(threshold=80, k=5)


def test_a_rule_is_kept_and_read_back() -> None:
    rule = Rule(threshold=80, k=7, yes_if="no")
    assert Rule.from_json(rule.to_json()) == rule


@pytest.mark.parametrize(
    ("yes", "no", "verdict"),
    [(3, 1, "agreed"), (2, 1, "not_enough"), (3, 2, "not_agreed"), (6, 2, "agreed"),
     (5, 2, "not_agreed"), (0, 0, "not_enough"), (4, 0, "agreed")],
)  # fmt: skip
def test_a_group_of_eight_agrees_by_threshold_and_by_half_of_its_electorate(
    yes: int, no: int, verdict: str
) -> None:
    assert group_verdict(ROOM_OF_EIGHT, Tally(yes, no, passes=8 - yes - no), Rule()) == verdict


def test_every_voice_on_its_own_is_said_as_such() -> None:
    setup = setup_of((8, 6, 5))
    answers = ALL_YES | said_by("managers", YES, YES, IF, IF, NO)
    assert outcome(setup, answers).verdict == "agreed_by_every_voice"


def test_agreed_in_the_room_names_who_was_too_few_and_who_was_absent() -> None:
    few = outcome(setup_of((8, 6, 3)), ALL_YES | said_by("managers", YES, YES, YES))
    assert (few.verdict, few.too_few, few.absent) == ("agreed_in_the_room", ("managers",), ())
    gone = outcome(setup_of((8, 6, 0)), ALL_YES)
    assert (gone.verdict, gone.too_few, gone.absent) == ("agreed_in_the_room", (), ("managers",))


def test_one_group_that_does_not_agree_is_enough_and_the_others_are_told() -> None:
    record = outcome(setup_of((8, 6, 5)), ALL_YES | said_by("managers", NO, NO, YES, YES, YES))
    assert record.verdict == "not_agreed"
    assert [group.verdict for group in record.groups] == ["agreed", "agreed", "not_agreed"]


def test_yes_if_counts_as_the_rule_chose_before_opening() -> None:
    answers = said_by("lived", YES, YES, YES, IF, IF)
    assert outcome(setup_of((5, 0, 0)), answers).verdict == "agreed_in_the_room"
    strict = setup_of((5, 0, 0), Rule(yes_if="no"))
    assert outcome(strict, answers).verdict == "not_agreed"


def test_one_manager_alone_can_put_a_principle_on_hold_once() -> None:
    answers = said_by("lived", *[YES] * 12) | said_by("managers", HARM)
    assert outcome(setup_of(ROOMS["12/2/1"]), answers).verdict == "on_hold"
    again = setup_of(ROOMS["12/2/1"], revision=RevisionOnBallot("text", was_held=True))
    record = outcome(again, answers)
    assert (record.verdict, record.harm) == ("agreed_in_the_room", True)


@pytest.mark.parametrize("sizes", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("rule", [Rule(), Rule(70), Rule(80, 6), Rule(75, 8)])
def test_no_voice_of_k_or_more_is_outvoted_in_the_named_rooms(
    sizes: tuple[int, ...], rule: Rule
) -> None:
    assert_nobody_outvoted(groups_for(VOICES, sizes_of(sizes), rule.k), rule)


@given(
    sizes=st.lists(st.integers(0, 12), min_size=1, max_size=6),
    kinds=st.lists(st.sampled_from(["lived", "peer", "manager"]), min_size=6, max_size=6),
    rule=st.builds(Rule, threshold=st.integers(51, 80), k=st.integers(6, 9)),
)
def test_no_voice_of_k_or_more_is_outvoted_in_any_room(
    sizes: list[int], kinds: list[str], rule: Rule
) -> None:
    voices = [Voice(str(n), str(n), kinds[n]) for n in range(len(sizes))]  # type: ignore[arg-type]
    if sum(sizes) >= rule.k:
        counted = {str(n): size for n, size in enumerate(sizes)}
        assert_nobody_outvoted(groups_for(voices, counted, rule.k), rule)


def test_a_voice_of_five_between_two_of_four_is_not_outvoted_either() -> None:
    """Three of its five say No, all others Yes: 10 of 13 are three quarters, and yet."""
    setup = setup_of((4, 5, 4))
    answers = said_by("lived", *[YES] * 4) | said_by("managers", *[YES] * 4)
    record = outcome(setup, answers | said_by("peers", YES, YES, NO, NO, NO))
    assert record.verdict == "not_agreed"
    assert yes_needed(setup.groups[0], Rule()) == 11


def assert_nobody_outvoted(groups: list[Group], rule: Rule) -> None:
    """Try every ballot in which more than half of a voice said No, and all others Yes or pass."""
    for group in groups:
        for size in (size for size in group.sizes if size >= rule.k):
            for no in range(size // 2 + 1, size + 1):
                for yes in range(group.size - no + 1):
                    assert group_verdict(group, Tally(yes, no), rule) != "agreed"
        assert group_verdict(group, Tally(yes_needed(group, rule)), rule) == "agreed"
        assert noes_borne(group, rule) >= 1


def test_adding_a_yes_never_turns_agreed_into_not_agreed() -> None:
    chance, tried = Random(3), 0
    agreed = ("agreed_by_every_voice", "agreed_in_the_room")
    while tried < (5000 if LONG else 100):
        setup = setup_of(random_sizes(chance), chance.choice((Rule(), Rule(80, 6))))
        answers = {p: a for p, a in random_answers(setup, chance).items() if not a.harm}
        if outcome(setup, answers).verdict in agreed:
            for person in setup.electorate:
                if answers.get(person, PASS) not in (YES, IF):
                    assert outcome(setup, answers | {person: YES}).verdict in agreed
                    tried += 1
