"""A number of people below five goes into no file, and none is made up when it comes back."""

from hypothesis import given
from hypothesis import strategies as st

from workshop.archives.few import people_in_file, people_kept, sizes_within
from workshop.domain.counting import people_told

sizes = st.lists(st.integers(1, 40), min_size=1, max_size=4)


@given(sizes)
def test_what_is_told_of_a_voice_is_the_same_on_both_ways(real: list[int]) -> None:
    told = [people_in_file(size) for size in real]
    assert not {1, 2, 3, 4} & set(told)
    back = sizes_within(sum(real), told)
    assert back is not None
    assert sum(back) == sum(real)
    assert [people_in_file(size) for size in back] == told
    assert [people_told(size) for size in back] == [people_told(size) for size in real]


@given(sizes, st.integers(0, 200))
def test_a_size_that_no_group_can_have_is_known(real: list[int], size: int) -> None:
    told = [people_in_file(one) for one in real]
    back = sizes_within(size, told)
    known, few = sum(one or 0 for one in told), told.count(None)
    assert (back is not None) == (known + few <= size <= known + 4 * few)


def test_of_a_few_who_decided_openly_only_that_they_were_there_is_kept() -> None:
    assert [people_kept(people_in_file(n)) for n in (0, 1, 4, 5, 30)] == [0, 1, 1, 5, 30]
