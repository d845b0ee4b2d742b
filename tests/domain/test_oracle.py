"""The published record of random ballots equals one that a few naive lines work out."""

import json
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.domain.cast import outcome, random_answers, random_sizes, setup_of
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot
from workshop.domain.records import PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.ways.consent import Answer

KEYS = ("lived", "peers", "managers")
RULES = (Rule(), Rule(yes_if="no"), Rule(67), Rule(80, 6), Rule(75, 7))


def test_random_ballots_equal_the_naive_oracle() -> None:
    compare(ballots=3_000)


@pytest.mark.long
def test_a_hundred_thousand_random_ballots_equal_the_naive_oracle() -> None:
    compare(ballots=100_000)


def compare(ballots: int) -> None:
    chance, seen = Random(2026), set()
    for _ in range(ballots):
        rule, held = chance.choice(RULES), chance.random() < 0.5
        sizes = random_sizes(chance)
        if sum(sizes) < rule.k:
            continue
        setup = setup_of(sizes, rule, RevisionOnBallot("text", was_held=held))
        answers = random_answers(setup, chance)
        record = outcome(setup, answers)
        assert naive(setup, answers, held) == comparable(record)
        kept = json.loads(json.dumps(record.to_json()))
        assert PublishedRecord.from_json(kept) == record
        seen.add(record.verdict)
    assert len(seen) == 4, "the random ballots must come to every verdict"


def comparable(record: PublishedRecord) -> dict[str, Any]:
    said = json.loads(json.dumps(record.to_json()))
    for reasons in ("conditions", "against", "harms"):
        said[reasons].sort()
    return said  # type: ignore[no-any-return]


def naive(setup: BallotSetup, answers: dict[str, Answer], held: bool) -> dict[str, Any]:
    """Everything from lists of answers and fractions, with nothing of the domain's own rules."""
    harm = any(answer.harm for answer in answers.values())
    verdicts, groups = [], []
    for group in setup.groups:
        theirs = [
            answers[p] for p, v in setup.electorate.items() if v in group.voices and p in answers
        ]
        verdicts.append(naive_verdict(setup, group, theirs))
        groups.append(naive_group(setup, group, theirs, verdicts[-1], hidden=harm and not held))
    sizes = {v: list(setup.electorate.values()).count(v) for v in setup.electorate.values()}
    if harm and not held:
        verdict = "on_hold"
    elif set(verdicts) != {"agreed"}:
        verdict = "not_agreed"
    elif len(setup.groups) == 3:
        verdict = "agreed_by_every_voice"
    else:
        verdict = "agreed_in_the_room"
    return {
        "revision": "text", "verdict": verdict, "groups": groups, "harm": harm,
        "threshold": setup.rule.threshold, "part_of": setup.rule.yes_if, "way": "consent",
        "round": 1, "rounds": 1, "numbers": [],
        "papers": len(answers), "electorate": len(setup.electorate),
        "too_few": [v for v in KEYS if 0 < sizes.get(v, 0) < setup.rule.k],
        "absent": [v for v in KEYS if v not in sizes],
        "conditions": words(answers, lambda a: a.choice == "yes_if"),
        "against": words(answers, lambda a: a.choice == "no" and not a.harm),
        "harms": words(answers, lambda a: a.harm),
    }  # fmt: skip


def sides(setup: BallotSetup, theirs: list[Answer]) -> tuple[list[Answer], list[Answer]]:
    yes_words = ["yes", "yes_if"] if setup.rule.yes_if == "yes" else ["yes"]
    yes = [a for a in theirs if a.choice in yes_words]
    return yes, [a for a in theirs if a not in yes and a.choice != "pass"]


def naive_verdict(setup: BallotSetup, group: Any, theirs: list[Answer]) -> str:
    yes, no = sides(setup, theirs)
    size = sum(group.sizes)
    one_no = next(n for n in range(1, 9) if Fraction(n - 1, n) >= needed_of(setup))
    if Fraction(len(yes) + len(no), size) < Fraction(1, 2) or len(yes) + len(no) < one_no:
        return "not_enough"
    if Fraction(len(yes), len(yes) + len(no)) < needed_of(setup):
        return "not_agreed"
    big = [voice for voice in group.sizes if voice >= setup.rule.k]
    return (
        "not_agreed"
        if any(Fraction(len(no), voice) > Fraction(1, 2) for voice in big)
        else "agreed"
    )


def needed_of(setup: BallotSetup) -> Fraction:
    return Fraction(setup.rule.threshold, 100)


def naive_group(
    setup: BallotSetup, group: Any, theirs: list[Answer], verdict: str, *, hidden: bool
) -> dict[str, Any]:
    size = sum(group.sizes)
    said: dict[str, Any] = {"voices": list(group.voices), "size": size, "verdict": verdict}
    said |= {"level": "counts", "band": None, "counts": None}
    if hidden:
        return said | {"verdict": None, "level": "nothing"}
    if size < 10:
        return said | {"level": "verdict", "verdict": verdict.replace("enough", "agreed")}
    if size < 15:
        band = None if verdict == "not_enough" else naive_band(setup, theirs)
        return said | {"level": "band", "band": band}
    return said if verdict == "not_enough" else said | {"counts": naive_counts(setup, theirs, size)}


def naive_band(setup: BallotSetup, theirs: list[Answer]) -> str:
    yes, no = sides(setup, theirs)
    share, needed = Fraction(len(yes), len(yes) + len(no)), Fraction(setup.rule.threshold, 100)
    if share >= needed:
        return "enough"
    if share > Fraction(1, 2):
        return "over_half"
    return "few" if share <= 1 - needed else "up_to_half"


def naive_counts(setup: BallotSetup, theirs: list[Answer], size: int) -> dict[str, Any]:
    yes, no = sides(setup, theirs)
    both = len(yes) + len(no)
    yes_range, no_range = near(len(yes), both), near(len(no), both)
    ifs = len([a for a in theirs if a.choice == "yes_if"])
    harm = len([a for a in theirs if a.harm])
    said: dict[str, Any] = {"yes": yes_range, "no": no_range, "spread": None}
    said["passes"] = near(len([a for a in theirs if a.choice == "pass"]), size)
    if setup.rule.yes_if == "yes":
        return said | {"part": part(ifs, ifs, yes_range), "harm": part(harm, harm, no_range)}
    together = ifs + harm
    said["part"] = part(ifs, together, no_range, lowest=0)
    said["harm"] = part(harm, together, no_range, lowest=0)
    return said


def near(count: int, whole: int) -> list[int]:
    if count in (0, 1):
        return [0, 1]
    return [whole - 1, whole] if count in (whole - 1, whole) else [count, count]


def part(count: int, together: int, side: list[int], lowest: int | None = None) -> list[int]:
    """A part of a side; what comes near the side is one answer, two earlier if that is veiled."""
    top = side[0] - 1 if side[0] == side[1] else side[0] - 2
    if top < 2:
        return [0, side[1]]
    if together >= top:
        return [top if lowest is None else lowest, side[1]]
    return [0, 1] if count in (0, 1) else [count, count]


def words(answers: dict[str, Answer], is_meant: Any) -> list[str]:
    return sorted(a.reason for a in answers.values() if a.reason and is_meant(a))
