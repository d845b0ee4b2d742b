"""Two runs that differ in one vote: until the close, nobody else can tell which is which."""

from random import Random

import pytest

from tests.secrecy.conftest import RunTwin
from tests.secrecy.files import differences
from tests.secrecy.twin import VOICES, Answers, Told
from workshop.domain.ways import way_for

WORDS = ("", "", "It may hurt.", "Not at night, please. " * 40, "Пожалуйста, нет. 🙏" * 9)
TAG = 16
Papers = list[list[Answers]]
DOTS: list[list[Answers]] = [[{"": "yes"}, {}], [{}, {"": "yes"}], [{}, {}]]


@pytest.mark.parametrize("way", ["consent", "rating", "dots"])
def test_one_vote_makes_no_difference_to_anybody_else(run_twin: RunTwin, way: str) -> None:
    assert_twins(run_twin, way, seed=1, pairs=5)


@pytest.mark.long
@pytest.mark.parametrize("way", ["consent", "rating", "dots"])
@pytest.mark.parametrize("seed", range(2, 7))
def test_two_hundred_votes_make_no_difference(run_twin: RunTwin, way: str, seed: int) -> None:
    assert_twins(run_twin, way, seed, pairs=20)


def assert_twins(run_twin: RunTwin, way: str, seed: int, pairs: int) -> None:
    """One run, and others that differ from it in one person's answer on one revision."""
    chance = Random(f"{way} {seed}")
    papers = [paper(way, chance) for _ in VOICES]
    one = run_twin(seed, way, papers).told
    for _ in range(pairs):
        other = run_twin(seed, way, with_one_other_vote(papers, way, chance)).told
        assert one.unlike(other) == {}
        assert_only_seals_differ(one, other)


def assert_only_seals_differ(one: Told, other: Told) -> None:
    """On the disk exactly those bytes differ that differ in the one sealed paper."""
    seals = [differences(a, b) for a, b in zip(one.sealed, other.sealed, strict=True)]
    assert sorted(seals)[:-1] == [0] * (len(seals) - 1)
    assert max(seals) > TAG / 2
    assert differences(one.file, other.file) == sum(seals)
    assert differences(one.backup, other.backup) == sum(seals)
    assert [frame[:2] for frame in one.frames] == [frame[:2] for frame in other.frames]
    last = [{n: page for n, _, page in told.frames} for told in (one, other)]
    most = {n: differences(last[0][n], last[1][n]) for n in last[0]}
    assert sum(most.values()) == sum(seals)
    for (n, _, before), (_, _, after) in zip(one.frames, other.frames, strict=True):
        assert differences(before, after) <= most[n]


def with_one_other_vote(papers: Papers, way: str, chance: Random) -> Papers:
    """The same papers but for one answer: another choice, another reason, or harm."""
    person, at = chance.randrange(len(papers)), chance.randrange(len(papers[0]))
    if way == "dots":
        other = next(one for one in DOTS if one != papers[person])
        return [other if n == person else list(one) for n, one in enumerate(papers)]
    before = meant(way, papers[person][at])
    while meant(way, new := answer(way, chance)) == before:
        pass
    changed = [list(paper) for paper in papers]
    changed[person][at] = new
    return changed


def paper(way: str, chance: Random) -> list[Answers]:
    """A paper on two principles; dots are few, so their papers are chosen whole."""
    if way == "dots":
        return list(chance.choice(DOTS))
    return [answer(way, chance) for _ in range(2)]


def meant(way: str, sent: Answers) -> object:
    """What is sealed of an answer: a reason in a box of another choice is left out."""
    return way_for(way).answer_for(way_for(way).read(sent) or {}).to_json()


def answer(way: str, chance: Random) -> Answers:
    """An answer as a form sends it; what is left empty is sent as empty, as a browser does."""
    why = chance.choice(WORDS)
    if way == "rating":
        choice = chance.choice(("pass", *"123456789"))
        said = {"": choice, "why": why}
        return said | ({"harm": "yes"} if choice in "123" and chance.random() < 0.5 else {})
    choice = chance.choice(("yes", "if", "no", "pass"))
    harm = {"harm": "yes"} if choice == "no" and chance.random() < 0.5 else {}
    return {"": choice, "if-why": why, "no-why": why} | harm
