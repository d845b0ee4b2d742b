"""Tables of four to eight people with mixed voices, for writing side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from workshop.domain.refusals import Refusal
from workshop.domain.seating import Party, best_tables
from workshop.domain.words import N_

FEWEST, MOST, USUAL = 4, 8, 6
TRIES = 3
"""Searches in a large room, as long as somebody is alone who perhaps need not."""
MOST_PEOPLE = 400
"""More are not split: the search would hold up the room."""


def split(
    people: Mapping[int, int],
    pairs: Iterable[tuple[int, int]] = (),
    *,
    wanted: int = USUAL,
    seed: str = "",
) -> list[list[int]]:
    """Return the tables, each a list of people; the same arguments give the same tables.

    `people` maps each person to the place of their voice in the order of power, 0 the least.
    `pairs` are two people who asked to sit together; nobody is in more than one.

    What is minimised, in this order:

    1. pairs that are parted: there is never one;
    2. how uneven the tables are: see `sizes_for`;
    3. people who are the only one of their voice at a table: first of the voice with the least
       power, then of the next, and so on. The most powerful voice in the room is not counted;
    4. how far the voices are from evenly mixed: the sum, over tables and voices, of the squared
       difference between the people of that voice and their share of the table (`measure`).

    3 and 4 are searched, from many starts drawn with the seed, by changing places while that
    makes it better; so the best is likely found in a small room, and a good one in a large one.
    Refuses more than 400 people.
    """
    if len(people) > MOST_PEOPLE:
        raise Refusal(
            N_("More than {most} people cannot be split into tables here."), most=MOST_PEOPLE
        )
    chance = Random(seed)
    parties = _parties(people, pairs)
    waiting = {party: chance.sample(some, len(some)) for party, some in parties.items()}
    every = [party for party, some in parties.items() for _ in some]
    spaces = sizes_for(len(people), sum(len(party) == 1 for party in every), wanted)
    tried = []
    for _ in range(TRIES):
        tables = _with_people(best_tables(every, spaces, chance), waiting)
        tried.append((measure(tables, people), tables))
        if not _sits_alone_needlessly(tables, people):
            break
    _, tables = min(tried)
    chance.shuffle(tables)
    return sorted(tables, key=len, reverse=True)


def sizes_for(count: int, singles: int = MOST, wanted: int = USUAL) -> list[int]:
    """Return the sizes of the tables for so many people, of whom `singles` are in no pair.

    Fewer than eight people are one table. Else each table has 4 to 8, the tables are as many as
    come nearest to `wanted` people each, and their sizes differ by one at most: 8 people are one
    table, 9 are 4 and 5, 10 are 5 and 5, 11 are 5 and 6, 12 are 6 and 6. Only where pairs would
    have to be parted else, two tables of one size differ by two (10 people in pairs: 4 and 6).
    """
    if count < 2 * FEWEST:
        return [count] if count else []
    fewest, most = -(-count // MOST), count // FEWEST
    tables = min(range(fewest, most + 1), key=lambda n: (abs(count / n - wanted), n))
    sizes = [count // tables + (at < count % tables) for at in range(tables)]
    odd = [at for at, size in enumerate(sizes) if size % 2]
    while len(odd) > singles:
        sizes[odd.pop()] -= 1
        sizes[odd.pop(0)] += 1
    return sorted(sizes, reverse=True)


def measure(tables: Sequence[Sequence[int]], people: Mapping[int, int]) -> tuple[int, ...]:
    """Return what a split is worth, the lower the better, to be compared place by place.

    First how many people are the only one of their voice at their table, for each voice from
    the least power on, without the most powerful; last how uneven the voices are mixed, in
    squared people times the squared number of all people, so that it is a whole number.
    """
    total = Counter(people.values())
    counts = [(Counter(people[one] for one in table), len(table)) for table in tables]
    lone = [sum(here[voice] == 1 for here, _ in counts) for voice in sorted(total)[:-1]]
    uneven = sum(
        (here[voice] * len(people) - total[voice] * size) ** 2
        for here, size in counts
        for voice in total
    )
    return (*lone, uneven)


def table_for(
    voice: int, tables: Mapping[int, Sequence[int]], companion: int | None = None
) -> int:
    """Return the table for one more person, of those in `tables` with the voices that sit there.

    Tables with a free place come first; of these the table of a companion; then one where a
    less powerful voice is not alone; then the smallest, with the fewest of the same voice.
    """
    present = {one for sitting in tables.values() for one in sitting} | {voice}
    has_less_power = voice < max(present)

    def worse(table: int) -> tuple[bool, bool, bool, int, int, int]:
        sitting = tables[table]
        same = list(sitting).count(voice)
        return (
            len(sitting) >= MOST, table != companion, has_less_power and not same,
            len(sitting), same, table,
        )  # fmt: skip

    return min(tables, key=worse)


def _with_people(
    tables: Sequence[Sequence[Party]], waiting: Mapping[Party, list[list[int]]]
) -> list[list[int]]:
    """Give the places of a split to people."""
    left = {party: list(some) for party, some in waiting.items()}
    return [[one for party in table for one in left[party].pop()] for table in tables]


def _sits_alone_needlessly(tables: Sequence[Sequence[int]], people: Mapping[int, int]) -> bool:
    """Say whether a table has the only one of a voice of whom there are more in the room."""
    total = Counter(people.values())
    *lone, _uneven = measure(tables, people)
    return any(n > (total[voice] == 1) for n, voice in zip(lone, sorted(total), strict=False))


def _parties(
    people: Mapping[int, int], pairs: Iterable[tuple[int, int]]
) -> dict[Party, list[list[int]]]:
    """Everybody, by the voices of those who stay together."""
    parties: dict[Party, list[list[int]]] = defaultdict(list)
    paired: set[int] = set()
    for pair in pairs:
        if paired.isdisjoint(pair) and all(one in people for one in pair):
            together = sorted(pair, key=lambda one: (people[one], one))
            parties[tuple(people[one] for one in together)].append(together)
            paired.update(pair)
    for one in sorted(people.keys() - paired):
        parties[(people[one],)].append([one])
    return dict(sorted(parties.items()))
