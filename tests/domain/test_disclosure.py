"""What may be said of a closed ballot, and what may not."""

from random import Random

import pytest

from tests.domain.cast import (
    HARM,
    IF,
    NO,
    PASS,
    YES,
    outcome,
    random_answers,
    random_sizes,
    said_by,
    setup_of,
)
from workshop.domain.disclosure import band_for, counts_for, levels_for
from workshop.domain.outcomes import RevisionOnBallot, members_of, record_for
from workshop.domain.records import share_range
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally
from workshop.domain.ways.consent import Answer


def people(first: int, last: int) -> frozenset[str]:
    return frozenset(f"person {n}" for n in range(first, last + 1))


@pytest.mark.parametrize(
    ("size", "level"),
    [(5, "verdict"), (9, "verdict"), (10, "band"), (14, "band"), (15, "counts"), (30, "counts")],
)
def test_how_much_is_said_goes_by_the_electorate(size: int, level: str) -> None:
    (group,) = outcome(setup_of((size, 0, 0)), said_by("lived", *[YES] * (size - 2))).groups
    assert group.level == level
    assert (group.band is not None, group.counts is not None) == (
        level == "band",
        level == "counts",
    )


def test_of_five_to_nine_people_the_verdict_alone_tells_nothing_of_turnout() -> None:
    setup = setup_of((8, 0, 0))
    few, against = said_by("lived", YES, YES), said_by("lived", *[NO] * 8)
    assert outcome(setup, few).groups == outcome(setup, against).groups


def test_not_enough_voices_is_said_from_ten_people_on_and_then_nothing_else() -> None:
    for size in (10, 15):
        one = outcome(setup_of((size, 0, 0)), said_by("lived", YES, YES, NO)).groups
        other = outcome(setup_of((size, 0, 0)), said_by("lived", NO, PASS)).groups
        assert one == other
        assert (one[0].verdict, one[0].band, one[0].counts) == ("not_enough", None, None)


@pytest.mark.parametrize(
    ("yes", "no", "band"),
    [(0, 9, "few"), (3, 9, "few"), (4, 9, "up_to_half"), (6, 6, "up_to_half"),
     (7, 6, "over_half"), (8, 3, "over_half"), (9, 3, "enough"), (12, 0, "enough")],
)  # fmt: skip
def test_bands_have_their_edges_at_a_quarter_a_half_and_three_quarters(
    yes: int, no: int, band: str
) -> None:
    assert band_for(Tally(yes, no), Rule()) == band


def test_all_and_all_but_one_are_one_answer_and_so_are_none_and_one() -> None:
    all_yes, one_no = (counts_for(Tally(12 - no, no, passes=3), 15, Rule()) for no in (0, 1))
    assert all_yes == one_no
    assert (all_yes.yes, all_yes.no, all_yes.passes) == ((11, 12), (0, 1), (3, 3))
    nobody, somebody = (counts_for(Tally(9, 6 - p, passes=p), 15, Rule()).passes for p in (0, 1))
    assert nobody == somebody == (0, 1)


def test_yes_if_and_harm_do_not_tell_which_of_two_their_side_was() -> None:
    for yes_if in range(9, 12):
        assert counts_for(Tally(11, 1, part=yes_if), 15, Rule()) == counts_for(
            Tally(12, 0, part=yes_if + 1), 15, Rule()
        )
    assert counts_for(Tally(9, 1, harm=1), 15, Rule()) == counts_for(Tally(10, 0), 15, Rule())


def test_yes_if_and_harm_do_not_add_up_to_their_side_where_both_count_as_no() -> None:
    strict = Rule(yes_if="no")
    all_no = counts_for(Tally(0, 15, part=10, harm=5), 15, strict)
    all_but_one = counts_for(Tally(1, 14, part=9, harm=4), 15, strict)
    assert all_no == all_but_one


def test_no_verdict_tells_which_of_two_a_count_was() -> None:
    """Of all ballots of 15 to 30 people, those with the same counts have the same verdict."""
    for size in (15, 22, 30):
        setup = setup_of((size, 0, 0))
        for papers in range(size + 1):
            said: dict[object, set[object]] = {}
            for no in range(papers + 1):
                (group,) = outcome(
                    setup, said_by("lived", *[NO] * no, *[YES] * (papers - no))
                ).groups
                said.setdefault(group.counts, set()).add(group.verdict)
            assert all(len(verdicts) == 1 for verdicts in said.values())


def test_on_hold_nothing_is_said_of_the_groups() -> None:
    setup = setup_of((16, 6, 0))
    agreed = said_by("lived", *[YES] * 15, HARM) | said_by("peers", *[YES] * 6)
    refused = said_by("lived", *[NO] * 15, HARM) | said_by("peers", *[NO] * 6)
    one, other = outcome(setup, agreed), outcome(setup, refused)
    assert one == other
    assert all((g.level, g.verdict, g.counts) == ("nothing", None, None) for g in one.groups)


def test_groups_are_shown_or_the_whole_and_no_group_below_k() -> None:
    chance = Random(11)
    for _ in range(300):
        setup = setup_of(random_sizes(chance))
        record = outcome(setup, random_answers(setup, chance))
        voices = [key for group in record.groups for key in group.voices]
        assert len(voices) == len(set(voices))
        assert sum(group.size for group in record.groups) == record.electorate
        assert all(group.size >= 5 for group in record.groups)


def test_reasons_are_shuffled_and_their_order_owes_nothing_to_the_papers() -> None:
    setup = setup_of((8, 0, 0))
    papers = {f"lived {n}": {"text": Answer("no", f"reason {n}")} for n in range(1, 9)}
    backwards = dict(reversed(papers.items()))
    one, other = (record_for(setup, p, Random(5))[0].against for p in (papers, backwards))
    assert one == other
    assert sorted(one) == sorted(f"reason {n}" for n in range(1, 9)) != list(one)
    assert record_for(setup, papers, Random(6))[0].against != one


def test_reasons_stand_under_what_they_go_with() -> None:
    said = (
        Answer("yes_if", "in Urdu too"),
        Answer("no", "too soon"),
        Answer("no", "fear", harm=True),
    )
    record = outcome(setup_of((5, 0, 0)), said_by("lived", *said, IF, NO))
    assert (record.conditions, record.against, record.harms) == (
        ("in Urdu too",),
        ("too soon",),
        ("fear",),
    )


def test_a_group_that_a_few_joined_gets_the_verdict_only() -> None:
    sixteen = (people(1, 16),)
    assert levels_for([people(1, 16)], [sixteen], 5) == ["counts"]
    assert levels_for([people(1, 17)], [sixteen], 5) == ["verdict"]
    assert levels_for([people(2, 17)], [sixteen], 5) == ["verdict"]
    assert levels_for([people(1, 20)], [sixteen], 5) == ["verdict"]
    assert levels_for([people(1, 21)], [sixteen], 5) == ["counts"]


def test_groups_that_add_up_to_an_earlier_whole_but_for_a_few_get_the_verdict_only() -> None:
    now = [people(1, 16), people(17, 32)]
    assert levels_for(now, [(people(1, 32),)], 5) == ["counts", "counts"]
    assert levels_for(now, [(people(1, 31),)], 5) == ["verdict", "verdict"]
    assert levels_for([*now, people(33, 50)], [(people(1, 31),)], 5) == [
        "verdict",
        "verdict",
        "counts",
    ]


def test_a_ballot_again_says_less_of_a_group_that_changed_by_one() -> None:
    before = setup_of((16, 6, 0))
    groups = tuple(members_of(group, before.electorate, "first") for group in before.groups)
    again = setup_of((17, 6, 0), revision=RevisionOnBallot("text", earlier=(groups,)))
    record = outcome(again, said_by("lived", *[YES] * 17))
    assert [group.level for group in record.groups] == ["verdict", "verdict"]


def test_somebody_who_was_erased_counts_as_one_who_went() -> None:
    setup = setup_of((16, 0, 0))
    (group,) = setup.groups
    left = {person: voice for person, voice in setup.electorate.items() if person != "lived 16"}
    assert len(members_of(group, left, "first")) == 16
    assert len(members_of(group, left, "first") ^ members_of(group, left, "second")) == 2


def test_papers_from_outside_the_electorate_are_an_error() -> None:
    with pytest.raises(ValueError, match="outside the electorate"):
        outcome(setup_of((5, 0, 0)), said_by("peers", YES))


def test_shares_are_as_wide_as_what_was_published() -> None:
    (counts,) = outcome(setup_of((16, 0, 0)), said_by("lived", *[YES] * 12, *[NO] * 4)).groups
    assert share_range(counts, 75) == (0.75, 0.75)
    (band,) = outcome(setup_of((10, 0, 0)), said_by("lived", *[YES] * 9)).groups
    assert share_range(band, 75) == (0.75, 1.0)
    (verdict,) = outcome(setup_of((5, 0, 0)), said_by("lived", *[YES] * 5)).groups
    assert share_range(verdict, 75) is None
