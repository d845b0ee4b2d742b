"""The outcome of a ballot: from the papers that were handed in to what may be published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from workshop.domain.agreement import group_verdict, is_on_hold, verdict_for
from workshop.domain.disclosure import group_record, levels_for
from workshop.domain.groups import Group, voices_too_few
from workshop.domain.records import GroupRecord, Level, PublishedRecord
from workshop.domain.rules import Rule
from workshop.domain.tallies import Tally
from workshop.domain.ways import deciding_way_for, sounding_way_for, way_for

Paper = Mapping[str, Any]


@dataclass(frozen=True)
class RevisionOnBallot:
    """One revision on the paper, and what earlier ballots on its principle said.

    `was_held`: harm has held this principle before. `earlier`: for each earlier ballot on it
    that was not held or void, the people of each of its groups.
    """

    key: str
    was_held: bool = False
    earlier: tuple[tuple[frozenset[str], ...], ...] = ()


@dataclass(frozen=True)
class BallotSetup:
    """Everything that opening froze; `electorate` maps each person to the voice they spoke for.

    `round` counts from 1 to `rounds`.
    """

    rule: Rule
    groups: tuple[Group, ...]
    absent: tuple[str, ...]
    electorate: Mapping[str, str]
    revisions: tuple[RevisionOnBallot, ...]
    round: int = 1
    rounds: int = 1


def record_for(
    setup: BallotSetup, hand_ins: Mapping[str, Paper], chance: Random
) -> list[PublishedRecord]:
    """Return what may be published about each revision, in the paper's order.

    `hand_ins` maps people of the electorate to their papers, a paper maps revision keys to
    answers of the ballot's way of voting; what a paper leaves out is no vote. `chance` shuffles
    the reasons: pass `random.SystemRandom()`. A paper from outside the electorate is an error.
    """
    if strangers := hand_ins.keys() - setup.electorate.keys():
        raise ValueError(f"{len(strangers)} papers from outside the electorate")
    members = [members_of(group, setup.electorate) for group in setup.groups]
    if not way_for(setup.rule.way).DECIDES:
        return _soundings(setup, members, hand_ins)
    return [_record(setup, members, revision, hand_ins, chance) for revision in setup.revisions]


def members_of(
    group: Group, electorate: Mapping[str, str], ballot: str = "this ballot"
) -> frozenset[str]:
    """Return the people of the electorate whose voice is counted in a group.

    Someone erased since the opening is nobody's name any more, but has been there: a stand-in,
    another one for each `ballot`, keeps their place, so that they count as one who went.
    """
    found = {person for person, voice in electorate.items() if voice in group.voices}
    if len(found) > group.size:
        raise ValueError("more people than the group had at the opening")
    gone = (f"{ballot}: {group.voices} {n}" for n in range(group.size - len(found)))
    return frozenset(found.union(gone))


def _record(
    setup: BallotSetup,
    members: Sequence[frozenset[str]],
    revision: RevisionOnBallot,
    hand_ins: Mapping[str, Paper],
    chance: Random,
) -> PublishedRecord:
    answers = {p: paper[revision.key] for p, paper in hand_ins.items() if revision.key in paper}
    way = deciding_way_for(setup.rule.way)
    tallies = [way.tally(given, setup.rule) for given in _by_group(members, answers)]
    harm = sum(tally.harm for tally in tallies)
    is_held = is_on_hold(harm, was_held=revision.was_held)
    levels = levels_for(members, revision.earlier, setup.rule.k)
    pairs = list(zip(setup.groups, tallies, strict=True))
    verdicts = [group_verdict(group, tally, setup.rule) for group, tally in pairs]
    said = _shuffled(way.reasons(answers.values()), chance)
    return PublishedRecord(
        revision=revision.key,
        way=way.KEY,
        verdict=verdict_for(setup.groups, verdicts, setup.absent, is_held=is_held),
        threshold=setup.rule.threshold,
        part_of=way.part_of(setup.rule),
        papers=len(hand_ins),
        electorate=sum(group.size for group in setup.groups),
        groups=_group_records(setup, tallies, levels, is_held=is_held),
        too_few=voices_too_few(setup.groups, setup.rule.k),
        absent=setup.absent,
        harm=harm > 0,
        conditions=said["conditions"],
        against=said["against"],
        harms=said["harms"],
        round=setup.round,
        rounds=setup.rounds,
    )


def _soundings(
    setup: BallotSetup, members: Sequence[frozenset[str]], hand_ins: Mapping[str, Paper]
) -> list[PublishedRecord]:
    """What a way that decides nothing may tell: a word for each revision, numbers of the whole.

    Groups of which too few handed in have no part in it: a shortlist would be one person's wish.
    """
    way, size = sounding_way_for(setup.rule.way), sum(group.size for group in setup.groups)
    counted = [
        people for people in members
        if way.IS_LIVE or setup.rule.is_quorate(len(people & hand_ins.keys()), len(people))
    ]  # fmt: skip
    answers = [
        _by_group(counted, {p: paper[one.key] for p, paper in hand_ins.items() if one.key in paper})
        for one in setup.revisions
    ]
    found = way.found(answers) if counted else [("not_enough", {})] * len(answers)
    return [
        PublishedRecord(
            revision=revision.key, way=way.KEY, verdict=said, threshold=setup.rule.threshold,
            part_of="", papers=len(hand_ins), electorate=size, groups=(), too_few=(),
            absent=setup.absent, harm=False, conditions=(), against=(), harms=(),
            numbers=tuple(numbers.items()),
        )
        for revision, (said, numbers) in zip(setup.revisions, found, strict=True)
    ]  # fmt: skip


def _by_group(members: Sequence[frozenset[str]], answers: Mapping[str, Any]) -> list[list[Any]]:
    return [[answers[person] for person in group if person in answers] for group in members]


def _group_records(
    setup: BallotSetup, tallies: Sequence[Tally], levels: Sequence[Level], *, is_held: bool
) -> tuple[GroupRecord, ...]:
    """On hold, nothing is said of the groups: with the harm, a verdict would tell who is left."""
    return tuple(
        group_record(group, tally, setup.rule, "nothing" if is_held else level)
        for group, tally, level in zip(setup.groups, tallies, levels, strict=True)
    )


def _shuffled(reasons: Mapping[str, list[str]], chance: Random) -> dict[str, tuple[str, ...]]:
    """Sort before the shuffle, so that the order of the papers has no part in the result."""
    return {
        heading: tuple(chance.sample(sorted(words), len(words)))
        for heading, words in reasons.items()
    }
