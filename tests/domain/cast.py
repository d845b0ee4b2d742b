"""The people of the domain's tests: three voices, a room of any sizes, and random papers."""

import os
from collections.abc import Iterable, Mapping
from random import Random

from workshop.domain.groups import absent_voices, groups_for
from workshop.domain.outcomes import BallotSetup, RevisionOnBallot, record_for
from workshop.domain.records import PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.voices import Voice
from workshop.domain.ways.consent import Answer

LONG = bool(os.environ.get("LONG"))
VOICES = (
    Voice("lived", "Lived experience", "lived"),
    Voice("peers", "Peer supporters", "peer"),
    Voice("managers", "Managers", "manager"),
)
ROOMS = {"12/2/1": (12, 2, 1), "8/6/3": (8, 6, 3), "4/4/4": (4, 4, 4), "10/4": (10, 0, 4)}
TEXT = RevisionOnBallot("text")
YES, IF, NO, PASS = Answer("yes"), Answer("yes_if"), Answer("no"), Answer("pass")
HARM = Answer("no", harm=True)


def sizes_of(sizes: Iterable[int], voices: Iterable[Voice] = VOICES) -> dict[str, int]:
    return {voice.key: size for voice, size in zip(voices, sizes, strict=True)}


def setup_of(
    sizes: Iterable[int],
    rule: Rule | None = None,
    revision: RevisionOnBallot = TEXT,
    voices: tuple[Voice, ...] = VOICES,
) -> BallotSetup:
    """A ballot on one text; people are called `lived 1`, `lived 2`, ..."""
    counted, rule = sizes_of(sizes, voices), rule or Rule()
    people = {f"{key} {n}": key for key, size in counted.items() for n in range(1, size + 1)}
    groups = tuple(groups_for(voices, counted, rule.k))
    absent = absent_voices(voices, counted)
    return BallotSetup(rule, groups, absent, people, (revision,))


def outcome(setup: BallotSetup, answers: Mapping[str, Answer]) -> PublishedRecord:
    """The record when each named person hands in their one answer."""
    papers = {person: {setup.revisions[0].key: answer} for person, answer in answers.items()}
    return record_for(setup, papers, Random(7))[0]


def said_by(voice: str, *answers: Answer) -> dict[str, Answer]:
    return {f"{voice} {n}": answer for n, answer in enumerate(answers, start=1)}


def random_sizes(chance: Random) -> tuple[int, int, int]:
    while sum(sizes := tuple(chance.choice((0, 1, 3, 4, 5, 6, 9, 16)) for _ in VOICES)) < 6:
        pass
    return sizes  # type: ignore[return-value]


def random_answers(setup: BallotSetup, chance: Random) -> dict[str, Answer]:
    """Answers of some; each ballot leans to Yes or to No, so that all verdicts come."""
    lean, stay = chance.random(), chance.choice((0, 0.1, 0.5))
    return {
        person: _random_answer(lean, chance)
        for person in setup.electorate
        if chance.random() >= stay
    }


def _random_answer(lean: float, chance: Random) -> Answer:
    if chance.random() < 0.1:
        return PASS
    words = chance.choice(("", "", "It depends on the day.", "It may frighten people."))
    if chance.random() < lean:
        return chance.choice((YES, Answer("yes_if", words)))
    return Answer("no", words, harm=chance.random() < 0.05)
