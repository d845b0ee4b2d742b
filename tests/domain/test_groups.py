"""Voices are merged, in their order of power, until every group is k people."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cast import ROOMS, VOICES, sizes_of
from workshop.domain.groups import (
    Group,
    TooFewToVote,
    absent_voices,
    groups_for,
    is_alone,
    voices_too_few,
)
from workshop.domain.voices import Voice

KINDS = st.sampled_from(["lived", "peer", "manager", "other"])
PEOPLE = st.lists(st.tuples(KINDS, st.integers(0, 14)), min_size=1, max_size=6)


def grouped(*sizes: int, k: int = 5) -> list[tuple[str, ...]]:
    return [group.voices for group in groups_for(VOICES, sizes_of(sizes), k)]


@pytest.mark.parametrize(
    ("room", "groups"),
    [
        ("12/2/1", [("lived", "peers", "managers")]),
        ("8/6/3", [("lived",), ("peers", "managers")]),
        ("4/4/4", [("lived", "peers", "managers")]),
        ("10/4", [("lived", "managers")]),
    ],
)
def test_the_named_rooms_are_grouped_as_promised(room: str, groups: list[tuple[str, ...]]) -> None:
    assert grouped(*ROOMS[room]) == groups


def test_a_small_voice_goes_to_its_smaller_neighbour() -> None:
    assert grouped(9, 3, 6) == [("lived",), ("peers", "managers")]
    assert grouped(6, 3, 9) == [("lived", "peers"), ("managers",)]


def test_lived_experience_goes_past_a_smaller_neighbour_that_is_managers_alone() -> None:
    voices = (VOICES[1], VOICES[0], VOICES[2], Voice("family", "Family", "other"))
    groups = groups_for(voices, {"peers": 9, "lived": 3, "managers": 6, "family": 7}, 5)
    assert [group.voices for group in groups] == [("peers", "lived"), ("managers",), ("family",)]


def test_a_merge_that_leads_nowhere_is_taken_back() -> None:
    voices = [Voice(str(n), str(n), "other") for n in range(4)]
    groups = groups_for(voices, {"0": 4, "1": 2, "2": 2, "3": 4}, 5)
    assert [group.sizes for group in groups] == [(4, 2), (2, 4)]


def test_fewer_than_k_people_cannot_vote_in_secret() -> None:
    with pytest.raises(TooFewToVote) as refused:
        grouped(2, 1, 1)
    assert refused.value.values == {"k": 5, "total": 4}
    with pytest.raises(TooFewToVote):
        grouped(5, 0, 0, k=6)


def test_an_absent_voice_forms_no_group_and_is_named() -> None:
    assert grouped(6, 0, 5) == [("lived",), ("managers",)]
    assert absent_voices(VOICES, sizes_of((6, 0, 5))) == ("peers",)


def test_who_is_too_few_to_be_counted_alone_is_named() -> None:
    groups = groups_for(VOICES, sizes_of((8, 6, 3)), 5)
    assert voices_too_few(groups, 5) == ("managers",)
    assert [is_alone(group) for group in groups] == [True, False]


@given(people=PEOPLE, k=st.integers(5, 7))
def test_groups_are_whole_voices_in_order_and_never_below_k(
    people: list[tuple[str, int]], k: int
) -> None:
    voices, sizes = room(people)
    if sum(sizes.values()) < k:
        with pytest.raises(TooFewToVote):
            groups_for(voices, sizes, k)
        return
    groups = groups_for(voices, sizes, k)
    present = [voice.key for voice in voices if sizes[voice.key]]
    assert [key for group in groups for key in group.voices] == present
    assert all(
        size == sizes[key] for g in groups for key, size in zip(g.voices, g.sizes, strict=True)
    )
    assert min(group.size for group in groups) >= k
    assert all(Group.from_json(group.to_json()) == group for group in groups)


@given(people=PEOPLE, k=st.integers(5, 7))
def test_lived_is_never_with_managers_alone_and_the_whole_is_the_last_resort(
    people: list[tuple[str, int]], k: int
) -> None:
    voices, sizes = room(people)
    if sum(sizes.values()) < k:
        return
    groups = groups_for(voices, sizes, k)
    present = [voice for voice in voices if sizes[voice.key]]
    kinds = {voice.key: voice.kind for voice in voices}
    if len(groups) > 1:
        assert all({kinds[key] for key in g.voices} != {"lived", "manager"} for g in groups)
    elif len(present) > 1:
        assert not any(stands(cut, sizes, k) for cut in cuts(present) if len(cut) > 1)


def room(people: list[tuple[str, int]]) -> tuple[list[Voice], dict[str, int]]:
    voices = [Voice(f"v{n}", f"Voice {n}", kind) for n, (kind, _) in enumerate(people)]  # type: ignore[arg-type]
    return voices, {voice.key: size for voice, (_, size) in zip(voices, people, strict=True)}


def cuts(voices: Sequence[Voice]) -> Iterator[list[Sequence[Voice]]]:
    """Every way to cut a row of voices into neighbours, by counting in binary."""
    for cut in range(2 ** (len(voices) - 1)):
        places = [0, *(n + 1 for n in range(len(voices) - 1) if cut >> n & 1), len(voices)]
        yield [voices[left:right] for left, right in pairwise(places)]


def stands(cut: list[Sequence[Voice]], sizes: dict[str, int], k: int) -> bool:
    return all(
        sum(sizes[voice.key] for voice in part) >= k
        and {voice.kind for voice in part} != {"lived", "manager"}
        for part in cut
    )
