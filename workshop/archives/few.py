"""How many people there were: a number below five goes into no file."""

from collections.abc import Sequence

from workshop.domain.counting import FEWEST_TOLD


def people_in_file(count: int) -> int | None:
    """A number of people as a file tells it: none, five or more, or None for fewer than five."""
    return count if count == 0 or count >= FEWEST_TOLD else None


def people_kept(told: int | None) -> int:
    """A number of people as it is kept: of fewer than five it is only known that somebody was."""
    return 1 if told is None else told


def sizes_within(size: int, told: Sequence[int | None]) -> list[int] | None:
    """Numbers for the voices of a group that come to its size; None where none can.

    Those of fewer than five share what is left. Which of them had how many is not known.
    """
    few = sum(one is None for one in told)
    left = size - sum(one for one in told if one is not None)
    most = FEWEST_TOLD - 1
    if not few <= left <= most * few:
        return None
    sizes = []
    for one in told:
        if one is None:
            one = -(-left // few)
            left, few = left - one, few - 1
        sizes.append(one)
    return sizes
