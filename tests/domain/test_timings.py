"""A method's steps fit into the time that somebody has, and none gets less than it needs."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.refusals import NotValid
from workshop.domain.timings import MOST_IN_TURN, MOST_MINUTES, least_for, minutes_for


@dataclass(frozen=True)
class Span:
    minutes: int
    least: int
    seconds_each: int = 0


SPANS = st.builds(
    lambda least, more, each: Span(least + more, least, each),
    st.integers(1, 15), st.integers(0, 20), st.sampled_from([0, 0, 10, 20, 40, 60]),
)  # fmt: skip
METHODS = st.lists(SPANS, min_size=1, max_size=12)
PEOPLE = st.integers(1, 80)
EVENING = (Span(5, 3), Span(10, 5), Span(15, 6, seconds_each=30))


def needed(steps: list[Span], people: int) -> int:
    return sum(least_for(step, people) for step in steps)


@given(METHODS, PEOPLE, st.integers(0, 200))
def test_the_minutes_are_what_somebody_has_and_no_step_gets_less_than_it_needs(
    steps: list[Span], people: int, spare: int
) -> None:
    have = needed(steps, people) + spare
    given_out = minutes_for(steps, people=people, have=have)
    assert sum(given_out) == have
    for step, minutes in zip(steps, given_out, strict=True):
        assert minutes >= least_for(step, people) >= step.least
        assert isinstance(minutes, int)


@given(METHODS, PEOPLE, st.integers(0, 100))
def test_more_time_takes_from_no_step(steps: list[Span], people: int, spare: int) -> None:
    have = needed(steps, people) + spare
    before = minutes_for(steps, people=people, have=have)
    after = minutes_for(steps, people=people, have=have + 1)
    assert sorted(b - a for a, b in zip(before, after, strict=True)) == [0] * (len(steps) - 1) + [1]


@given(METHODS, PEOPLE, st.integers(0, 80), st.integers(0, 100))
def test_more_people_never_need_less_and_nothing_falls_below_it(
    steps: list[Span], people: int, more: int, spare: int
) -> None:
    have = needed(steps, people + more) + spare
    crowded = minutes_for(steps, people=people + more, have=have)
    for step, minutes in zip(steps, crowded, strict=True):
        assert minutes >= least_for(step, people + more) >= least_for(step, people)


@given(METHODS, PEOPLE)
def test_less_than_it_needs_is_refused_with_what_it_needs(steps: list[Span], people: int) -> None:
    least = needed(steps, people)
    assert sum(minutes_for(steps, people=people, have=least)) == least
    if least > 1:
        with pytest.raises(NotValid) as refused:
            minutes_for(steps, people=people, have=least - 1)
        assert refused.value.field == "minutes"
        assert refused.value.values == {"least": least, "people": people}


@given(METHODS)
def test_with_the_usual_time_every_step_has_its_usual_minutes(steps: list[Span]) -> None:
    usual = [max(step.minutes, least_for(step, 1)) for step in steps]
    assert minutes_for(steps, people=1) == usual
    assert minutes_for(steps, people=1, have=sum(usual)) == usual


def test_twice_the_time_gives_every_step_twice_its_minutes() -> None:
    assert minutes_for(EVENING, people=8, have=60) == [10, 20, 30]


def test_each_person_adds_half_a_minute_where_they_speak_in_turn() -> None:
    assert [least_for(EVENING[2], people) for people in (1, 5, 8, 11)] == [7, 9, 10, 12]
    assert least_for(EVENING[1], 11) == EVENING[1].least


def test_from_twelve_people_on_tables_work_side_by_side() -> None:
    assert least_for(EVENING[2], 60) == least_for(EVENING[2], MOST_IN_TURN) == 12


def test_a_step_that_needs_more_than_its_usual_minutes_gets_them() -> None:
    assert minutes_for([Span(6, 5, seconds_each=60)], people=9) == [14]


def test_more_than_a_day_is_refused() -> None:
    assert sum(minutes_for(EVENING, people=8, have=MOST_MINUTES)) == MOST_MINUTES
    with pytest.raises(NotValid, match="too long"):
        minutes_for(EVENING, people=8, have=MOST_MINUTES + 1)
