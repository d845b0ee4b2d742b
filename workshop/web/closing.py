"""Closes a ballot at its end; counts one that is closing, publishes, then destroys its key."""

import logging
from collections.abc import Callable
from typing import Any

from gevent import get_hub
from sqlalchemy import and_, or_, select

from workshop.actions.closing import close_ballot, closing_for, finish_ballot
from workshop.actions.counting import count
from workshop.domain.actors import SERVER
from workshop.models import Ballot
from workshop.models.seals import destroy_key
from workshop.web.house import House

log = logging.getLogger("workshop.closing")


def close_ended(house: House) -> None:
    """Close every ballot whose end has come, and finish those whose close was interrupted.

    A repeat, or two at once, do nothing more.
    """
    over = and_(Ballot.state == "open", Ballot.ends_at <= house.clock())
    waiting = select(Ballot.workshop_id, Ballot.id).where(or_(over, Ballot.state == "closing"))
    with house.database.reading() as session:
        ended = session.execute(waiting).all()
    for workshop_id, ballot in ended:
        try:
            answer = house.door.perform(close_ballot, SERVER, workshop=workshop_id, ballot=ballot)
            follow_up(house, workshop_id, answer)
        except Exception:
            # The next look tries again; the ballots of other workshops do not wait for it.
            log.exception("A ballot was not closed at its end")


def finish(house: House, workshop_id: int, ballot: int) -> None:
    """Count, publish in one short transaction, destroy the key; a repeat does nothing more."""
    with house.database.reading() as session:
        closing = closing_for(session, workshop_id, ballot, house.settings.keys_dir)
    if closing is None:
        return
    # Opening a thousand papers takes a while: nobody who gives a command waits for it.
    records = _in_a_thread(count, closing)
    answer = house.door.perform(
        finish_ballot, SERVER, workshop=workshop_id, ballot=ballot, records=records
    )
    follow_up(house, workshop_id, answer)


def follow_up_calmly(house: House, workshop_id: int, answer: dict[str, object]) -> None:
    """Do what an answer to somebody asks for; what fails is tried again, and is not their fault."""
    try:
        follow_up(house, workshop_id, answer)
    except Exception:
        # The close itself is durable, and said so; a ballot that is closing is looked for again,
        # and a key that was left is destroyed at the next start.
        log.exception("What follows a command was not done")


def follow_up(house: House, workshop_id: int, answer: dict[str, object]) -> None:
    """Do what an answer asks for: count a ballot that was closed, destroy a void one's key."""
    finishing, destroying = answer.pop("finish", None), answer.pop("destroy", None)
    if isinstance(finishing, int):
        finish(house, workshop_id, finishing)
    if isinstance(destroying, str):
        destroy_key(house.settings.keys_dir, destroying)


def _in_a_thread(work: Callable[..., Any], *args: Any) -> Any:
    return get_hub().threadpool.apply(work, args)
