"""What is the same for everybody is read once for all who are shown one moment together."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from workshop.models.database import ONE_MOMENT

Args = ParamSpec("Args")
Read = TypeVar("Read")
Reading = Callable[Concatenate[Session, Args], Read]
TOGETHER = "people whose own parts are painted together"


def paint_together(session: Session, people: frozenset[int]) -> None:
    """Note whose own parts are painted next, so that what they need is read at once."""
    session.info[TOGETHER] = people


def together_with(session: Session, person: int) -> frozenset[int]:
    """Everybody whose own part is painted together with this person's, and this person."""
    people: frozenset[int] = session.info.get(TOGETHER, frozenset())
    return people | {person}


def remembered(read: Reading[Args, Read]) -> Reading[Args, Read]:
    """Keep what a function reads for as long as its session sees one and the same moment.

    A session that writes sees its own changes, so there everything is read anew.
    """

    @wraps(read)
    def once(session: Session, /, *args: Args.args, **named: Args.kwargs) -> Read:
        kept: dict[Any, Read] | None = session.info.get(ONE_MOMENT)
        if kept is None or named:
            return read(session, *args, **named)
        place = (read, args)
        if place not in kept:
            kept[place] = read(session, *args, **named)
        return kept[place]

    return once
