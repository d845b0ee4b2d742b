"""The published record of random ratings equals one that a few naive lines work out."""

import json
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.domain.cast import outcome, random_sizes, setup_of
from tests.domain.test_oracle import comparable, near
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot
from workshop.domain.records import PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.ways.rating import Answer, quartiles

RULES = tuple(
    Rule(threshold, k, way="rating") for threshold, k in ((75, 5), (67, 5), (80, 6), (75, 7))
)
VOICES = ("lived", "peers", "managers")


def test_random_ratings_equal_the_naive_oracle() -> None:
    compare(ballots=3_000)


@pytest.mark.long
def test_a_hundred_thousand_random_ratings_equal_the_naive_oracle() -> None:
    compare(ballots=100_000)


def compare(ballots: int) -> None:
    chance, seen, spreads = Random(2027), set(), 0
    for at in range(ballots):
        rule, held = chance.choice(RULES), chance.random() < 0.5
        sizes = random_sizes(chance)
        if sum(sizes) < rule.k:
            continue
        round_, rounds = chance.choice(((1, 1), (1, 2), (2, 2)))
        setup = setup_of(sizes, rule, RevisionOnBallot("text", was_held=held))
        setup = BallotSetup(**{**vars(setup), "round": round_, "rounds": rounds})
        answers = random_ratings(setup, chance)
        record = outcome(setup, answers)  # type: ignore[arg-type]
        assert naive(setup, answers, held) == comparable(record), at
        kept = json.loads(json.dumps(record.to_json()))
        assert PublishedRecord.from_json(kept) == record
        seen.add(record.verdict)
        spreads += any(one.counts and one.counts.spread for one in record.groups)
    assert len(seen) == 4, "the random ballots must come to every verdict"
    assert spreads > ballots / 300


def random_ratings(setup: BallotSetup, chance: Random) -> dict[str, Answer]:
    """Ratings of some; each ballot leans high or low, so that all verdicts come."""
    lean, stay = chance.random(), chance.choice((0, 0.1, 0.5))
    return {p: one_rating(lean, chance) for p in setup.electorate if chance.random() >= stay}


def one_rating(lean: float, chance: Random) -> Answer:
    rating = chance.choice((7, 8, 9) if chance.random() < lean else range(7))
    why = chance.choice(("", "It depends.", "It may hurt.")) if 0 < rating < 7 else ""
    return Answer(rating, why, harm=0 < rating < 4 and chance.random() < 0.05)


def naive(setup: BallotSetup, answers: dict[str, Answer], held: bool) -> dict[str, Any]:
    """Everything from lists of numbers and fractions, with nothing of the domain's own rules."""
    harm = any(answer.harm for answer in answers.values())
    people = list(setup.electorate.values())
    sizes = {voice: people.count(voice) for voice in VOICES if voice in people}
    groups, verdicts = [], []
    for group in setup.groups:
        theirs = [one for p, one in answers.items() if setup.electorate[p] in group.voices]
        wholes = [sizes[voice] for voice in group.voices]
        verdicts.append(naive_verdict(setup.rule, wholes, theirs))
        said = {"voices": list(group.voices), "size": sum(wholes), "band": None, "counts": None}
        groups.append(said | naive_group(setup.rule, wholes, theirs, verdicts[-1]))
        if harm and not held:
            groups[-1] = said | {"level": "nothing", "verdict": None}
    verdict = "agreed_by_every_voice" if len(groups) == len(VOICES) else "agreed_in_the_room"
    if any(one != "agreed" for one in verdicts):
        verdict = "not_agreed"
    words = {"conditions": [], "against": [], "harms": []}  # type: dict[str, list[str]]
    for one in answers.values():
        where = "conditions" if one.rating > 3 else "harms" if one.harm else "against"
        words[where] += [one.reason] if one.reason else []
    return {
        "revision": "text", "verdict": "on_hold" if harm and not held else verdict,
        "groups": groups, "harm": harm, "threshold": setup.rule.threshold, "part_of": "no",
        "way": "rating", "round": setup.round, "rounds": setup.rounds, "numbers": [],
        "papers": len(answers), "electorate": len(people),
        "too_few": [v for v in VOICES if 0 < sizes.get(v, 0) < setup.rule.k],
        "absent": [v for v in VOICES if v not in sizes],
        **{where: sorted(said) for where, said in words.items()},
    }  # fmt: skip


def naive_verdict(rule: Rule, wholes: list[int], theirs: list[Answer]) -> str:
    rated = [one.rating for one in theirs if one.rating]
    high = [one for one in rated if one >= 7]
    wanted = Fraction(rule.threshold, 100)
    one_below = next(n for n in range(1, 9) if Fraction(n - 1, n) >= wanted)
    if len(rated) < max(Fraction(sum(wholes), 2), one_below):
        return "not_enough"
    outvoted = [n for n in wholes if n >= rule.k and len(rated) - len(high) > Fraction(n, 2)]
    return "agreed" if Fraction(len(high), len(rated)) >= wanted and not outvoted else "not_agreed"


def naive_group(rule: Rule, wholes: list[int], theirs: list[Answer], verdict: str) -> Any:
    size = sum(wholes)
    if size < 10:
        return {"level": "verdict", "verdict": verdict.replace("enough", "agreed")}
    if size < 15:
        return {"level": "band", "verdict": verdict, "band": naive_band(rule, theirs, verdict)}
    told = None if verdict == "not_enough" else naive_counts(theirs, size)
    return {"level": "counts", "verdict": verdict, "counts": told}


def naive_band(rule: Rule, theirs: list[Answer], verdict: str) -> str | None:
    if verdict == "not_enough":
        return None
    rated = [one.rating for one in theirs if one.rating]
    share, wanted = Fraction(sum(r >= 7 for r in rated), len(rated)), Fraction(rule.threshold, 100)
    if share >= wanted:
        return "enough"
    return "over_half" if share > Fraction(1, 2) else "few" if share <= 1 - wanted else "up_to_half"


def naive_counts(theirs: list[Answer], size: int) -> dict[str, Any]:
    rated = sorted(one.rating for one in theirs if one.rating)
    high, low = sum(r >= 7 for r in rated), sum(r <= 3 for r in rated)
    harm, rest = sum(one.harm for one in theirs), sum(r < 7 for r in rated)
    yes, no = near(high, len(rated)), near(rest, len(rated))
    edge = no[0] - (1 if no[0] == no[1] else 2)
    if edge < 2 or low + harm >= edge:
        part = harms = [0, no[1]]
    else:
        part, harms = ([0, 1] if n < 2 else [n, n] for n in (low, harm))
    is_plain = all(low == high for low, high in (yes, no, part))
    return {
        "yes": yes, "no": no, "part": part, "harm": harms,
        "passes": near(len(theirs) - len(rated), size),
        "spread": naive_quartiles(rated) if is_plain else None,
    }  # fmt: skip


def naive_quartiles(rated: list[int]) -> list[int]:
    """The smallest rating that at least a quarter, a half, three quarters are not above."""
    shares = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    return [
        min(r for r in rated if Fraction(sum(other <= r for other in rated), len(rated)) >= share)
        for share in shares
    ]


@pytest.mark.parametrize(
    ("ratings", "spread"),
    [([5], (5, 5, 5)), ([1, 9], (1, 1, 9)), ([1, 5, 9], (1, 5, 9)), ([1, 2, 3, 4], (1, 2, 3)),
     ([1, 2, 3, 4, 5], (2, 3, 4)), ([3, 6, 7, 8, 8, 9], (6, 7, 8)),
     ([1, 2, 3, 4, 5, 6, 7, 8, 9], (3, 5, 7)), ([2, 2, 2, 2, 2, 8, 8, 8], (2, 2, 8))],
)  # fmt: skip
def test_quartiles_are_those_of_method_one(
    ratings: list[int], spread: tuple[int, int, int]
) -> None:
    """Worked out by hand after R. J. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages,
    The American Statistician 50 (1996), definition 1: the inverse of the empirical distribution.

    R says the same: quantile(c(1, 2, 3, 4), c(.25, .5, .75), type = 1) is 1 2 3.
    """
    assert quartiles(ratings) == spread


def test_quartiles_are_the_inverse_of_the_distribution_for_any_ratings() -> None:
    chance = Random(1996)
    for _ in range(2000):
        rated = sorted(chance.choices(range(1, 10), k=chance.randint(1, 60)))
        assert list(quartiles(rated) or ()) == naive_quartiles(rated)
    assert quartiles([]) is None
