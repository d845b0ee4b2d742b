"""Counts in words: one may be known only to lie between two numbers, or only to be small."""

from workshop.domain.sentences import Sentence
from workshop.domain.tallies import CountRange
from workshop.domain.words import N_

NEIGHBOURS = N_("{low} or {high}")
BETWEEN = N_("{low} to {high}")
FEWEST_TOLD = 5
FEW_TYPED = "<5"
"""How somebody may type, and a file tells, that there were fewer than five."""
PEOPLE = N_("{count} people")
FEW = N_("fewer than five people")
NOBODY = N_("nobody")
SOME = N_("some people")


def count_words(count: CountRange) -> Sentence | int:
    """Return a count as a number where it is known, else as a phrase."""
    low, high = count
    if low == high:
        return low
    return Sentence(NEIGHBOURS if high == low + 1 else BETWEEN, {"low": low, "high": high})


def people_told(count: int | None) -> Sentence:
    """Return how many people of a voice were there: a small number is never told.

    None is a number that is not told at all, for a smaller one could be worked out from it.
    """
    if count is None:
        return Sentence(SOME)
    if count == 0:
        return Sentence(NOBODY)
    return Sentence(PEOPLE, {"count": count}) if count >= FEWEST_TOLD else Sentence(FEW)


def people_typed(typed: str) -> Sentence:
    """Return how many people somebody typed, who may have typed that they were few."""
    return Sentence(FEW) if typed == FEW_TYPED else people_told(int(typed))
