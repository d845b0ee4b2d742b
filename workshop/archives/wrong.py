"""What is said of a file whose parts do not fit together."""

from workshop.domain.refusals import NotValid
from workshop.domain.words import N_

WRONG = N_("This file is not as it should be, at: {place}. Nothing was brought in.")


def refuse_unless(is_sound: bool, place: str) -> None:
    """Refuse what is not sound, and say at which place of the file."""
    if not is_sound:
        raise NotValid(WRONG, place=place)
