"""What comes first in a review, what unites and what divides: from the published record alone."""

import inspect
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any, get_type_hints

import pytest

from tests.domain.cast import (
    LONG,
    VOICES,
    YES,
    outcome,
    random_answers,
    random_sizes,
    said_by,
    setup_of,
)
from workshop.domain import review
from workshop.domain.agreement import group_verdict
from workshop.domain.outcomes import members_of
from workshop.domain.records import GroupRecord, PublishedRecord, share_range
from workshop.domain.review import OpenRecord, Topic
from workshop.domain.ways import consent

ORDER = [voice.key for voice in VOICES]
BLANK = outcome(setup_of((8, 8, 8)), {})
TIMES = 3000 if LONG else 300


def record(*verdicts: str, verdict: str = "not_agreed", **more: Any) -> PublishedRecord:
    """A record of three groups of which the verdict alone is told."""
    groups = tuple(GroupRecord((key,), 8, "verdict", said)  # type: ignore[arg-type]
                   for key, said in zip(ORDER, verdicts, strict=False))  # fmt: skip
    return replace(BLANK, verdict=verdict, groups=groups, **more)


def banded(*bands: str) -> PublishedRecord:
    """A record of groups of which the band is told; only the highest band agrees."""
    groups = tuple(
        GroupRecord((key,), 12, "band", "agreed" if band == "enough" else "not_agreed", band)  # type: ignore[arg-type]
        for key, band in zip(ORDER, bands, strict=False)
    )
    return replace(BLANK, groups=groups)


EVERY = record("agreed", "agreed", "agreed", verdict="agreed_by_every_voice")
ROOM = record("agreed", verdict="agreed_in_the_room")
LIVED_DID_NOT = record("not_agreed", "agreed", "agreed")
MANAGERS_DID_NOT = record("agreed", "agreed", "not_agreed")
NOBODY_DID = record("not_agreed", "not_agreed", "not_agreed")
HELD = record(verdict="on_hold", harm=True)
FIRST_ROUND = record("agreed", "agreed", "agreed", verdict="agreed_by_every_voice", rounds=2)


def test_the_room_sees_what_is_agreed_first_and_what_waits_last() -> None:
    given = [HELD, FIRST_ROUND, NOBODY_DID, MANAGERS_DID_NOT, LIVED_DID_NOT, ROOM, EVERY]
    parts = review.for_the_room(given, lambda one: one, ORDER)
    assert parts == [
        ("every_voice", [EVERY]),
        ("in_the_room", [ROOM]),
        ("differ", [LIVED_DID_NOT, MANAGERS_DID_NOT]),
        ("not_agreed", [NOBODY_DID]),
        ("on_hold", [HELD]),
        ("undecided", [FIRST_ROUND]),
    ]


def test_soundings_and_first_rounds_decide_nothing_and_an_open_decision_is_its_own() -> None:
    for way in ("dots", "pulse"):
        assert review.place_of(replace(EVERY, way=way, verdict="shortlisted")) == "undecided"
    assert review.place_of(FIRST_ROUND) == "undecided"
    assert review.place_of(replace(HELD, rounds=2)) == "on_hold"
    assert review.place_of(replace(FIRST_ROUND, round=2)) == "every_voice"
    assert review.place_of(OpenRecord(True)) == "openly"
    assert review.place_of(OpenRecord(False)) == "not_agreed"


def test_the_desk_sees_first_what_most_needs_talk() -> None:
    harmed = Topic(EVERY, (("harm", "talked"),))
    conditional = Topic(EVERY, (("condition", "raised"), ("harm", "set_aside")))
    settled = Topic(EVERY, (("condition", "integrated"), ("against", "remains")))
    rest = [HELD, LIVED_DID_NOT, MANAGERS_DID_NOT, NOBODY_DID, FIRST_ROUND]
    topics = [settled, conditional, *map(Topic, reversed(rest)), harmed]
    found = review.by_need(topics, lambda topic: topic, ORDER)
    assert found == [
        ("on_hold", Topic(HELD)),
        ("harm", harmed),
        ("differ", Topic(LIVED_DID_NOT)),
        ("differ", Topic(MANAGERS_DID_NOT)),
        ("not_agreed", Topic(NOBODY_DID)),
        ("undecided", Topic(FIRST_ROUND)),
        ("conditions", conditional),
        ("settled", settled),
    ]


def test_what_unites_is_ranked_by_the_lowest_certain_floor_of_any_group() -> None:
    counted = outcome(setup_of((20, 20, 20)), _everyone(YES, 20, 20, 20))
    mixed = outcome(setup_of((20, 20, 8)), _everyone(YES, 20, 20, 8))
    assert [group.level for group in mixed.groups] == ["counts", "counts", "verdict"]
    ranked = review.uniting([EVERY, mixed, counted, LIVED_DID_NOT, HELD], lambda one: one)
    assert ranked == [(0.95, counted), (0.75, EVERY), (0.75, mixed)]


def test_what_divides_is_ranked_by_the_gap_that_is_certain() -> None:
    wide, narrow, touching = banded("few", "enough"), banded("few", "over_half"), banded(
        "up_to_half", "over_half")  # fmt: skip
    ranked = review.dividing([MANAGERS_DID_NOT, touching, narrow, wide], lambda one: one, ORDER)
    assert [(pair.gap, found) for pair, found in ranked] == [
        (0.5, wide), (0.25, narrow), (0, MANAGERS_DID_NOT),
    ]  # fmt: skip
    assert ranked[0][0].groups == (("lived",), ("peers",))


def test_too_few_answers_divide_nobody_from_anybody() -> None:
    assert review.division_of(record("agreed", "not_enough"), ORDER) is None


def test_what_is_on_hold_and_what_was_decided_openly_tell_nothing_of_groups() -> None:
    for found in (HELD, OpenRecord(True), OpenRecord(False)):
        assert review.common_floor(found) is None
        assert review.division_of(found, ORDER) is None


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_the_groups_changes_nothing(seed: int) -> None:
    for found, _true in _rooms(seed):
        for other in (tuple(reversed(found.groups)), found.groups[1:] + found.groups[:1]):
            turned = replace(found, groups=other)
            assert _all_that_is_said(turned) == _all_that_is_said(found)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_said_to_divide_or_unite_is_true_of_the_votes(seed: int) -> None:
    claims = 0
    for found, true in _rooms(seed):
        division, floor = review.division_of(found, ORDER), review.common_floor(found)
        if division:
            one, other = (true[voices] for voices in division.groups)
            assert one[1] != other[1] or abs(one[0] - other[0]) > 0
            assert division.gap <= abs(one[0] - other[0]) + 1e-9
            claims += 1
        if floor is not None:
            assert all(said == "agreed" and share >= floor for share, said in true.values())
            claims += 1
    assert claims > TIMES / 10


@pytest.mark.parametrize("seed", range(8))
def test_what_is_less_certain_divides_no_more_and_unites_no_higher(seed: int) -> None:
    for found, _true in _rooms(seed):
        veiled = replace(found, groups=tuple(map(_to_verdict, found.groups)))
        sure, unsure = (review.division_of(one, ORDER) for one in (found, veiled))
        assert unsure is None or (sure is not None and unsure.gap <= sure.gap)
        floors = [review.common_floor(one) for one in (veiled, found)]
        assert (floors[0] is None) == (floors[1] is None)
        assert floors[0] is None or floors[1] is None or floors[0] <= floors[1]


@pytest.mark.parametrize("seed", range(4))
def test_nothing_but_the_record_is_read(seed: int) -> None:
    for found, _true in _rooms(seed):
        kept = PublishedRecord.from_json(found.to_json())
        assert _all_that_is_said(kept) == _all_that_is_said(found)
    for name in ("common_floor", "division_of", "place_of", "least_power_against"):
        function = getattr(review, name)
        hints = get_type_hints(function)
        first = next(iter(inspect.signature(function).parameters))
        assert hints[first] == review.Outcome, name


def _rooms(seed: int) -> Iterable[tuple[PublishedRecord, dict[tuple[str, ...], Any]]]:
    """Records of random rooms, each with the true share and verdict of its groups."""
    chance = Random(seed)
    for _ in range(TIMES):
        setup = setup_of(random_sizes(chance))
        answers = random_answers(setup, chance)
        found = outcome(setup, answers)
        true = {}
        for group in setup.groups:
            given = [answers[one] for one in members_of(group, setup.electorate) if one in answers]
            tally = consent.tally(given, setup.rule)
            verdict = group_verdict(group, tally, setup.rule)
            shown = found.groups[setup.groups.index(group)]
            if shown.verdict == "not_agreed":
                verdict = "not_agreed"
            true[group.voices] = (tally.yes / max(tally.answered, 1), verdict)
        yield found, true


def _everyone(answer: Any, *sizes: int) -> dict[str, Any]:
    return {
        who: one
        for key, size in zip(ORDER, sizes, strict=True)
        for who, one in said_by(key, *[answer] * size).items()
    }


def _all_that_is_said(found: PublishedRecord) -> Any:
    return (
        review.place_of(found),
        review.least_power_against(found, ORDER),
        review.common_floor(found),
        review.division_of(found, ORDER),
        review.need_of(Topic(found)),
    )


def _to_verdict(group: GroupRecord) -> GroupRecord:
    """The least that is told of a group at all; too few answers are told as not agreed."""
    assert share_range(group, 75) is None or group.verdict is not None
    return replace(group, level="verdict", band=None, counts=None)


