"""Timings that fit: a method's steps in the time that somebody has, with about so many people."""

from collections.abc import Sequence
from typing import Protocol

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

# Twelve people or more sit at tables, which work side by side: no step grows any further.
MOST_IN_TURN = 12
MOST_MINUTES = 600


class Timed(Protocol):
    """A step: its usual minutes, the least it needs, and the seconds that each person adds."""

    @property
    def minutes(self) -> int: ...
    @property
    def least(self) -> int: ...
    @property
    def seconds_each(self) -> int: ...


def minutes_for(steps: Sequence[Timed], *, people: int, have: int = 0) -> list[int]:
    """Return whole minutes for each step, in order; together they are what somebody has.

    Refuses what is less than all steps need with so many people. `have` 0 takes the steps' usual
    minutes. Minutes are given out one by one: first to the step that is furthest from its usual
    minutes, and when all have those, in proportion to them. So no step loses by more time.
    """
    least = [least_for(step, people) for step in steps]
    usual = [max(step.minutes, need) for step, need in zip(steps, least, strict=True)]
    have = have or sum(usual)
    _refuse_misfit(have, sum(least), people)
    given = list(least)
    for _ in range(have - sum(least)):
        given[min(range(len(given)), key=lambda at: _turn(given[at], least[at], usual[at]))] += 1
    return given


def least_for(step: Timed, people: int) -> int:
    """Return the fewest whole minutes that a step needs with so many people."""
    in_turn = step.seconds_each * min(people, MOST_IN_TURN)
    return step.least - (-in_turn // 60)


def _refuse_misfit(have: int, least: int, people: int) -> None:
    if have < least:
        sentence = N_(
            "This method needs at least {least} minutes with {people} people. "
            "Please take more time, or choose a shorter method."
        )
        raise NotValid(sentence, field="minutes", least=least, people=people)
    if have > MOST_MINUTES:
        sentence = N_("That is too long for one day. Please give {most} minutes at most.")
        raise NotValid(sentence, field="minutes", most=MOST_MINUTES)


def _turn(given: int, least: int, usual: int) -> tuple[bool, float]:
    """Say how soon a step gets the next minute: the lowest is first."""
    if given < usual:
        return False, (given - least + 1) / (usual - least)
    return True, (given - usual + 1) / usual
