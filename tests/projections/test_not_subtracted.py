"""How many of a voice of one to four people there were cannot be worked out from what is told."""

import os
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

from workshop.archives.writing_ballots import _group
from workshop.domain.groups import Group, TooFewToVote, groups_for, voices_counted_together
from workshop.domain.records import GroupRecord
from workshop.domain.voices import Voice, VoiceKind
from workshop.models import VoiceRow
from workshop.projections.open_decisions import count_told
from workshop.projections.outcomes import _row
from workshop.projections.people_there import people_in
from workshop.projections.report_work import people as people_reported
from workshop.publishing.document import OutcomeRow
from workshop.publishing.gathering import _people

KINDS: tuple[VoiceKind, ...] = ("lived", "peer", "manager", "other")
ROWS = [
    VoiceRow(key=f"v{n}", plural=f"Voice {n}", kind=kind, shape="circle")
    for n, kind in enumerate(KINDS)
]
LABELS = {row.plural: row.key for row in ROWS}
VOICES = [Voice(row.key, row.plural, kind) for row, kind in zip(ROWS, KINDS, strict=True)]
SMALL = range(13)
TELLING = range(13) if os.environ.get("LONG") else (0, 1, 3, 4, 5, 6, 9)
"""For four voices, whose sizes together are many."""
Told = tuple[frozenset[str], int]


@pytest.mark.parametrize(("voices", "k"), [(2, 5), (2, 6), (3, 5), (3, 6), (4, 5)])
def test_no_small_voice_comes_out_by_subtraction(voices: int, k: int) -> None:
    tried = 0
    for numbers in product(SMALL if voices < 4 else TELLING, repeat=voices):
        sizes = {row.key: number for row, number in zip(ROWS, numbers, strict=False)}
        groups = _groups(sizes, k)
        told = frozenset(_told(sizes, groups))
        small = frozenset(key for key, number in sizes.items() if 0 < number < 5)
        found = _worked_out(frozenset(voices for voices, _ in told), frozenset(sizes))
        assert not found & small, (numbers, sorted(map(str, told)))
        tried += bool(groups and small)
    assert tried > 20


def test_the_group_beside_one_of_its_voices_would_be_found() -> None:
    pair, alone = frozenset({"v0", "v1"}), frozenset({"v0"})
    assert _worked_out(frozenset({pair, alone}), pair) == pair
    assert _worked_out(frozenset({pair}), pair) == frozenset()


def _groups(sizes: dict[str, int], k: int) -> list[Group]:
    try:
        return groups_for(VOICES[: len(sizes)], sizes, k)
    except TooFewToVote:
        return []


def _told(sizes: dict[str, int], groups: list[Group]) -> Iterator[Told]:
    """Every number of people that is told, with the voices that it is the number of."""
    rows = ROWS[: len(sizes)]
    views = people_in(rows, groups, {}, lambda row: sizes[row.key])
    for one in views:
        yield from _number(one["label"], _people(one["count"]))
    made: dict[str, Any] = {"how_made": {"people": views, "ballots": []}}
    for line in people_reported(made)[0].splitlines():
        label, _, words = line.partition(": ")
        yield from _number(label, words)
    together = voices_counted_together(groups)
    for key, number in sizes.items():
        if number:
            yield from _number(f"Voice {key[1:]}", _people(count_told(key, sizes, together)))
    for group in groups:
        in_file = _group(group)
        yield frozenset(in_file.voices), in_file.size
        row = _in_tables(group)
        yield from _number(row["label"], f"{row['people']} people")
    if groups:
        # "5 of 17 papers came in"
        yield frozenset(key for group in groups for key in group.voices), sum(sizes.values())


def _in_tables(group: Group) -> dict[str, Any]:
    """What tables, pictures and CSV tell of a group: `OutcomeRow.size` and its label."""
    assert {"label", "size"} <= set(OutcomeRow.__dataclass_fields__)
    counted = GroupRecord(
        voices=group.voices, size=group.size, level="verdict", verdict="agreed", band=None,
        counts=None,
    )  # fmt: skip
    record: Any = type("Record", (), {"threshold": 75, "part_of": "yes"})
    return _row(counted, record, {row.key: row for row in ROWS})


def _number(label: str, words: str) -> Iterator[Told]:
    if found := re.search(r"\d+", words):
        yield frozenset(LABELS[one] for one in label.split(", ")), int(found[0])


@cache
def _worked_out(told: frozenset[frozenset[str]], voices: frozenset[str]) -> frozenset[str]:
    """The voices whose number is a sum and difference of numbers that are told."""
    order = sorted(voices)
    sums = [[Fraction(key in one) for key in order] for one in told]
    rank = _rank(sums)
    return frozenset(
        key for key in order
        if _rank([*sums, [Fraction(key == one) for one in order]]) == rank
    )  # fmt: skip


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    left, rank = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        rank += 1
        for place, row in enumerate(left[rank:], rank):
            share = row[column] / pivot[column]
            left[place] = [a - share * b for a, b in zip(row, pivot, strict=True)]
    return rank
