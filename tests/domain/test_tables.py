"""Splits of rooms of 6 to 200 people: sizes, mixture, pairs; and the best split of small rooms."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.cast import LONG
from workshop.domain.refusals import Refusal
from workshop.domain.tables import FEWEST, MOST, measure, sizes_for, split, table_for

Table = Sequence[int]
Pairs = list[tuple[int, int]]
SMALL_ROOMS = 1500 if LONG else 150
FEWER = settings(max_examples=1000 if LONG else 30)


@st.composite
def rooms(draw: st.DrawFn, fewest: int = 6, most: int = 200) -> tuple[dict[int, int], Pairs, int]:
    """People with their voices, of which some are rare; pairs; and about how many to a table."""
    count = draw(st.integers(fewest, most))
    chance = Random(draw(st.integers(0, 2**32)))
    weights = [chance.random() ** 3 for _ in range(draw(st.integers(2, 6)))]
    people = dict(enumerate(chance.choices(range(len(weights)), weights, k=count)))
    in_pairs = chance.sample(range(count), 2 * draw(st.integers(0, count // 2)))
    return people, list(zip(in_pairs[::2], in_pairs[1::2], strict=True)), draw(st.integers(4, 8))


@FEWER
@given(rooms(), st.text(max_size=5))
def test_everybody_has_one_place_and_pairs_stay_together(
    room: tuple[dict[int, int], Pairs, int], seed: str
) -> None:
    people, pairs, wanted = room
    tables = split(people, pairs, wanted=wanted, seed=seed)
    assert sorted(one for table in tables for one in table) == sorted(people)
    assert all(any({*pair} <= {*table} for table in tables) for pair in pairs)


@FEWER
@given(rooms(fewest=1))
def test_tables_have_four_to_eight_people_and_are_as_even_as_pairs_let_them_be(
    room: tuple[dict[int, int], Pairs, int]
) -> None:
    people, pairs, wanted = room
    sizes = [len(table) for table in split(people, pairs, wanted=wanted)]
    if len(people) < 2 * FEWEST:
        assert sizes == [len(people)]
        return
    assert all(FEWEST <= size <= MOST for size in sizes)
    singles = len(people) - 2 * len(pairs)
    smaller, larger = divmod(len(people), len(sizes))
    odd_tables = larger if smaller % 2 == 0 else len(sizes) - larger
    assert max(sizes) - min(sizes) <= (1 if odd_tables <= singles else 3)


@FEWER
@given(rooms(fewest=20), st.data())
def test_nobody_of_a_less_powerful_voice_sits_alone_who_need_not(
    room: tuple[dict[int, int], Pairs, int], data: st.DataObject
) -> None:
    people, pairs, _ = room
    few = pairs[: len(people) // 12]
    wanted = data.draw(st.integers(5, 8))
    *lone, _uneven = measure(split(people, few, wanted=wanted), people)
    total = Counter(people.values())
    alone_in_the_room = [int(total[voice] == 1) for voice in sorted(total)[:-1]]
    assert lone == alone_in_the_room


@FEWER
@given(st.integers(2, 33), st.text(max_size=5))
def test_voices_that_could_be_mixed_evenly_are(tables: int, seed: str) -> None:
    people = {one: one % 3 for one in range(6 * tables)}
    found = split(people, wanted=6, seed=seed)
    assert all(Counter(people[one] for one in table) == {0: 2, 1: 2, 2: 2} for table in found)


@given(rooms(most=60))
def test_the_same_seed_gives_the_same_tables(room: tuple[dict[int, int], Pairs, int]) -> None:
    people, pairs, wanted = room
    one, again = (split(people, pairs, wanted=wanted, seed="noon") for _ in range(2))
    assert one == again


def test_another_seed_seats_others_together() -> None:
    people = {one: one % 3 for one in range(24)}
    assert split(people, seed="noon") != split(people, seed="night")


def test_small_rooms_are_split_as_they_say() -> None:
    told = {7: [7], 8: [8], 9: [5, 4], 10: [5, 5], 11: [6, 5], 12: [6, 6], 15: [5, 5, 5]}
    assert {count: sizes_for(count) for count in told} == told
    assert (sizes_for(0), sizes_for(3), sizes_for(8, wanted=4)) == ([], [3], [4, 4])
    assert sizes_for(10, singles=0) == [6, 4]


def test_the_best_split_of_small_rooms_is_found() -> None:
    """In every one of these rooms the split is as good as the best of all splits there are."""
    chance, worse = Random(2026), []
    for number in range(SMALL_ROOMS):
        count, voices = chance.randint(6, 12), chance.randint(2, 6)
        people = {one: chance.randrange(voices) for one in range(count)}
        in_pairs = chance.sample(sorted(people), 2 * chance.randint(0, len(people) // 2))
        pairs = list(zip(in_pairs[::2], in_pairs[1::2], strict=True))
        found = split(people, pairs, wanted=chance.randint(4, 8), seed=str(number))
        best = min(measure(one, people) for one in _splits(list(people), found, pairs))
        if measure(found, people) != best:
            worse.append((people, pairs, measure(found, people), best))
    assert worse == []


def test_an_empty_room_has_no_table_and_more_than_four_hundred_are_not_split() -> None:
    assert split({}) == []
    with pytest.raises(Refusal):
        split(dict.fromkeys(range(401), 0))


@given(rooms(most=40), st.integers(0, 5))
def test_who_comes_late_gets_a_place(
    room: tuple[dict[int, int], Pairs, int], voice: int
) -> None:
    people, _, wanted = room
    tables = {
        number: [people[one] for one in table]
        for number, table in enumerate(split(people, wanted=wanted), 1)
    }
    chosen = tables[table_for(voice, tables)]
    assert len(chosen) < MOST or all(len(table) >= MOST for table in tables.values())
    free = [table for table in tables.values() if len(table) < MOST]
    if voice < max(people.values()) and any(voice in table for table in free):
        assert voice in chosen


def test_who_comes_late_sits_with_a_companion_and_then_where_most_room_is() -> None:
    tables = {1: [0, 0, 1, 1], 2: [1, 1, 2, 2], 3: [0, 0, 2, 2, 1]}
    assert table_for(0, tables, companion=2) == 2
    assert table_for(0, tables) == 1
    assert table_for(0, {1: [0, 0] * 4, 2: [1, 1, 2, 2]}, companion=1) == 2
    assert table_for(2, {1: [0, 0] * 4, 2: [1] * 9}) == 1


def _splits(left: list[int], like: Sequence[Table], pairs: Pairs) -> Iterator[list[Table]]:
    """Every way to fill tables of these sizes in which no pair is parted."""
    if not like:
        yield []
        return
    same_sizes = len({len(table) for table in like}) == 1
    for some in combinations(left, len(like[0])):
        if same_sizes and left[0] not in some:
            break
        if any((a in some) != (b in some) for a, b in pairs if a in left):
            continue
        rest = [one for one in left if one not in some]
        for others in _splits(rest, like[1:], pairs):
            yield [some, *others]
