"""How many people there were: a number below five goes into no file."""

from workshop.domain.counting import FEW_TYPED, FEWEST_TOLD
from workshop.projections.report_answers import INVITED


def people_in_file(count: int | None) -> int | None:
    """A number of people as a file tells it: none, five or more, or None.

    None is fewer than five, and what is not told at all.
    """
    return count if count == 0 or (count and count >= FEWEST_TOLD) else None


def people_kept(told: int | None) -> int:
    """A number of people as it is kept: of fewer than five it is only known that somebody was."""
    return 1 if told is None else told


def shared_out(size: int, voices: int) -> tuple[int, ...]:
    """Numbers for the voices of a group that come to its size, as even as they can be.

    They only stand for it: whoever tells people of a voice asks whether it was counted alone.
    """
    each, more = divmod(size, voices)
    return tuple(each + (place < more) for place in range(voices))


def typed_in_file(item: str, text: str) -> str:
    """An answer as a file tells it: of fewer than five who were invited only that."""
    is_few = item.startswith(INVITED) and text.isdecimal() and 0 < int(text) < FEWEST_TOLD
    return FEW_TYPED if is_few else text
