"""Suggestions: what may become of them, and how several changes of one field are put together."""

from collections.abc import Iterable

from workshop.domain.differences import merged
from workshop.domain.words import N_

STATES = {
    "open": N_("Not decided yet"),
    "taken": N_("Taken, as it was suggested"),
    "edited": N_("Taken, with other words"),
    "joined": N_("Joined with another suggestion"),
    "declined": N_("Not taken"),
}
NOT_SETTLED = ("open", "declined")
"""States from which a suggestion may still be taken, joined or declined."""


def put_together(now: str, changes: Iterable[tuple[str, str]]) -> str | None:
    """Return what a field says with every change, or None where two of them touch.

    `now` is what it says; each change is the text that it was made from, and the changed one. One
    whose text has moved on is made in the words of today.
    """
    text: str | None = now
    for base, changed in changes:
        text = None if text is None else merged(base, text, changed)
    return text
