"""Counts in words: one may be known only to lie between two numbers, or only to be small."""

from workshop.domain.sentences import Sentence
from workshop.domain.tallies import CountRange
from workshop.domain.words import N_

NEIGHBOURS = N_("{low} or {high}")
BETWEEN = N_("{low} to {high}")
FEWEST_TOLD = 5
PEOPLE = N_("{count} people")
FEW = N_("fewer than five people")
NOBODY = N_("nobody")


def count_words(count: CountRange) -> Sentence | int:
    """Return a count as a number where it is known, else as a phrase."""
    low, high = count
    if low == high:
        return low
    return Sentence(NEIGHBOURS if high == low + 1 else BETWEEN, {"low": low, "high": high})


def people_told(count: int) -> Sentence:
    """Return how many people of a voice were there: a small number is never told."""
    if count == 0:
        return Sentence(NOBODY)
    return Sentence(PEOPLE, {"count": count}) if count >= FEWEST_TOLD else Sentence(FEW)
