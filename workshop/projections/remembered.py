"""What is the same for everybody is read once for all who are shown one moment together."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from workshop.models.database import ONE_MOMENT

Args = ParamSpec("Args")
Read = TypeVar("Read")
Reading = Callable[Concatenate[Session, Args], Read]


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
