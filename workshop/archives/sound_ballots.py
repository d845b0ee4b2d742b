"""Whether a ballot of an archive could have been published by us."""

from itertools import chain
from typing import get_args

from workshop.archives.ballot_shape import Ballot, Counts, Group, GroupRecord, Record
from workshop.archives.shape import Archive
from workshop.domain.agreement import Verdict
from workshop.domain.disclosure import level_for
from workshop.domain.refusals import NotValid
from workshop.domain.rules import Rule
from workshop.domain.tallies import CountRange
from workshop.domain.ways import WAYS, Way, sounding_way_for

LEVELS = ("nothing", "verdict", "band", "counts")


def rule_of(ballot: Ballot) -> Rule:
    """The rule, as the domain knows it; refuses one that no ballot can have."""
    rule = ballot.rule
    return Rule(rule.threshold, rule.k, rule.yes_if, rule.quorum, ballot.way)


def is_sound_ballot(ballot: Ballot, archive: Archive) -> bool:
    """Whether all that it names is there, and each record says what may be said."""
    revisions = {one.name: len(one.revisions) for one in archive.principles}
    papers = [(one.principle, one.revision) for one in ballot.papers]
    return (
        ballot.way in WAYS
        and _has_rule(ballot)
        and ballot.step in {one.name for one in archive.agenda}
        and 1 <= ballot.round <= ballot.rounds <= max(way.ROUNDS for way in WAYS.values())
        and _are_groups(ballot.groups, {one.name for one in archive.voices})
        and len(papers) == len(set(papers)) > 0
        and all(number <= revisions.get(name, 0) for name, number in papers)
        and ballot.closed_at is not None
        and all(_is_told(one.record, ballot, archive) for one in ballot.papers)
    )


def _has_rule(ballot: Ballot) -> bool:
    try:
        return bool(rule_of(ballot))
    except NotValid:
        return False


def _are_groups(groups: list[Group], voices: set[str]) -> bool:
    named = list(chain.from_iterable(group.voices for group in groups))
    return (
        len(named) == len(set(named)) > 0
        and voices.issuperset(named)
        and all(group.size >= len(group.voices) for group in groups)
    )


def _is_told(record: Record | None, ballot: Ballot, archive: Archive) -> bool:
    way = WAYS[ballot.way]
    if record is None:
        return True
    if ballot.state == "void":
        return False
    here = {voice for group in ballot.groups for voice in group.voices}
    absent = {one.name for one in archive.voices} - here
    return (
        record.papers <= sum(group.size for group in ballot.groups)
        and len(record.absent) == len(set(record.absent))
        and absent.issuperset(record.absent)
        and all(low <= high for low, high in record.numbers.values())
        and (_decides(record, ballot) if way.DECIDES else _sounds(record, way))
    )


def _decides(record: Record, ballot: Ballot) -> bool:
    return (
        record.verdict in get_args(Verdict)
        and not record.numbers
        and _are_too_few(record.too_few, ballot.groups)
        and len(record.groups) == len(ballot.groups)
        and all(map(_is_group_told, record.groups, ballot.groups))
    )


def _are_too_few(voices: list[str], groups: list[Group]) -> bool:
    """Whether each is named once, and was counted together with another voice."""
    merged = {voice for group in groups if len(group.voices) > 1 for voice in group.voices}
    return len(voices) == len(set(voices)) and merged.issuperset(voices)


def _sounds(record: Record, way: Way) -> bool:
    """Whether its numbers have the names that its way of voting gives them."""
    ((_word, numbers),) = sounding_way_for(way.KEY).found([[[]]])
    is_empty = not record.numbers and not way.IS_LIVE
    is_told_of_groups = record.groups or record.too_few
    return not is_told_of_groups and (is_empty or record.numbers.keys() == numbers.keys())


def _is_group_told(told: GroupRecord, group: Group) -> bool:
    most = LEVELS.index(level_for(group.size))
    has_numbers = told.verdict not in (None, "not_enough")
    return (
        LEVELS.index(told.level) <= most
        and (told.verdict is None) == (told.level == "nothing")
        and (told.band is not None) == (told.level == "band" and has_numbers)
        and (told.counts is not None) == (told.level == "counts" and has_numbers)
        and (told.counts is None or _are_counts(told.counts, group.size))
    )


def _are_counts(counts: Counts, size: int) -> bool:
    """Whether each lies within the group, and its share of yes can be worked out."""
    spans: list[CountRange] = [counts.yes, counts.no, counts.passes, counts.part, counts.harm]
    can_divide = counts.yes[0] + counts.no[1] > 0 and counts.yes[1] + counts.no[0] > 0
    return can_divide and all(low <= high <= size for low, high in spans)
