"""Ways that decide nothing: dots make a shortlist, a pulse shows how a room feels."""

from collections import Counter
from random import Random

import pytest

from tests.domain.cast import setup_of
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot, record_for
from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule
from workshop.domain.ways import dots, pulse, rating


@pytest.mark.parametrize(
    ("options", "has"), [(1, 1), (2, 1), (4, 1), (6, 2), (8, 2), (10, 2), (12, 3)]
)
def test_a_person_has_a_dot_for_about_every_fourth_principle(options: int, has: int) -> None:
    assert dots.dots_for(options) == has


def test_what_one_group_wants_is_not_crowded_out_by_a_larger_one() -> None:
    """Eight principles, two dots each: the large group wants the first two, the small the last."""
    large, small = (12, 12, 0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0, 5, 4)
    assert dots.shortlist([large, small]) == [True, True, *[False] * 4, True, True]


def test_equal_dots_are_in_together_and_none_is_never_in() -> None:
    assert dots.shortlist([(3, 2, 2, 2, 1, 0, 0, 0)]) == [True] * 4 + [False] * 4
    assert dots.shortlist([(0,) * 8]) == [False] * 8
    assert dots.shortlist([(1, *(0,) * 7)]) == [True, *[False] * 7]
    assert dots.shortlist([]) == []


def test_shortlists_equal_the_naive_one() -> None:
    chance = Random(8)
    for _ in range(2000):
        options = chance.randint(1, 12)
        groups = [
            [chance.randint(0, 5) for _ in range(options)] for _ in range(chance.choice((1, 3)))
        ]
        few = max(1, round(options / 4))
        naive = [
            any(
                given[at] and sum(other > given[at] for other in given) < few for given in groups
            )
            for at in range(options)
        ]  # fmt: skip
        assert dots.shortlist(groups) == naive


def test_a_dot_more_never_takes_a_principle_off_the_shortlist_of_its_group() -> None:
    chance = Random(9)
    for _ in range(1000):
        given = [chance.randint(0, 4) for _ in range(8)]
        at = chance.randrange(8)
        more = [n + (place == at) for place, n in enumerate(given)]
        if dots.shortlist([given])[at]:
            assert dots.shortlist([more])[at]


def test_more_dots_than_a_person_has_are_refused() -> None:
    one, none = dots.Answer(1), dots.Answer(0)
    dots.check_paper([one, one, *[none] * 6], 8)
    for wrong in ([one, one, one], [dots.Answer(2)]):
        with pytest.raises(NotValid, match="dots"):
            dots.check_paper(wrong, 8)
    with pytest.raises(NotValid):
        dots.answer_for({"dots": True})


def test_no_number_of_dots_is_told() -> None:
    setup = of_way((16, 0, 0), "dots", 4)
    papers = {person: {"1": dots.Answer(1)} for person in setup.electorate}
    assert [one.numbers for one in record_for(setup, papers, Random(1))] == [()] * 4


@pytest.mark.parametrize(("size", "papers", "said"), [
    (5, 1, "not_enough"), (5, 3, "not_enough"), (5, 4, "shortlisted"),
    (16, 7, "not_enough"), (16, 8, "shortlisted"),
])  # fmt: skip
def test_a_shortlist_is_never_the_wish_of_a_few_people(size: int, papers: int, said: str) -> None:
    setup = of_way((size, 0, 0), "dots", 4)
    handed = {p: {"1": dots.Answer(1)} for p in list(setup.electorate)[:papers]}
    assert record_for(setup, handed, Random(1))[0].verdict == said


def test_a_group_with_too_few_papers_has_no_part_in_a_shortlist() -> None:
    setup = of_way((8, 8, 0), "dots", 4)
    many = {f"lived {n}": {"1": dots.Answer(1)} for n in range(1, 9)}
    one = {"peers 1": {"2": dots.Answer(1)}}
    records = record_for(setup, many | one, Random(1))
    assert [r.verdict for r in records[:2]] == ["shortlisted", "not_shortlisted"]


def test_which_group_put_it_on_the_shortlist_is_not_told() -> None:
    """The same dots from one voice or from the other make the same record."""
    setup = of_way((8, 8, 0), "dots", 4)
    records = [
        [(one.verdict, one.groups, one.numbers) for one in record_for(setup, papers, Random(1))]
        for voice in ("lived", "peers")
        for papers in [{f"{voice} {n}": {"2": dots.Answer(1)} for n in range(1, 6)}]
    ]
    assert records[0] == records[1]
    assert [verdict for verdict, *_ in records[0]].count("shortlisted") == 1


def test_a_pulse_is_the_numbers_of_the_whole_room() -> None:
    setup = of_way((6, 6, 0), "pulse", 1)
    chance, words = Random(2), list(pulse.WORDS)
    papers = {person: {"1": pulse.Answer(chance.choice(words))} for person in setup.electorate}
    (record,) = record_for(setup, papers, Random(1))
    said = Counter(one["1"].choice for one in papers.values())
    assert {word: low for word, (low, _) in record.numbers} == {w: said[w] for w in words}
    assert (record.groups, record.verdict) == ((), "pulse")


def test_the_bands_of_ratings_are_those_of_the_manual() -> None:
    """1 to 3, 4 to 6 and 7 to 9: K. Fitch et al., The RAND/UCLA Appropriateness Method User's
    Manual, 2001. Of these 7 to 9 counts as yes; a pass is in none of them."""
    tallies = [rating.tally([rating.Answer(n)], Rule(way="rating")) for n in range(10)]
    assert [one.yes for one in tallies] == [0] * 7 + [1] * 3
    assert [one.no for one in tallies] == [0] + [1] * 6 + [0] * 3
    assert [one.part for one in tallies] == [0] + [1] * 3 + [0] * 6
    assert [one.passes for one in tallies] == [1] + [0] * 9


def of_way(sizes: tuple[int, ...], way: str, options: int) -> BallotSetup:
    revisions = tuple(RevisionOnBallot(str(n)) for n in range(1, options + 1))
    setup = setup_of(sizes, Rule(way=way))
    return BallotSetup(setup.rule, setup.groups, setup.absent, setup.electorate, revisions)
