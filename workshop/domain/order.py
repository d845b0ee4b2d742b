"""Putting things into another order."""

from collections.abc import Sequence
from typing import TypeVar

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

T = TypeVar("T")


def moved(rows: Sequence[T], row: T, to: int) -> list[T]:
    """Return the rows with one of them at another place, counted from 0; the others close up.

    Refuses a place that is none. To be moved twice to one place is to be moved once.
    """
    if not 0 <= to < len(rows):
        raise NotValid(N_("It already stands at the end."))
    others = [one for one in rows if one is not row]
    return [*others[:to], row, *others[to:]]
