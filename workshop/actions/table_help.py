"""A table calls for help, and is seen. Who at the table called is never kept."""

from sqlalchemy.orm import Session

from workshop.actions.permission import participant_for, require
from workshop.actions.recording import now, record
from workshop.actions.seating import table_numbered, table_of
from workshop.domain.actors import Actor
from workshop.domain.events import TableChanged
from workshop.domain.refusals import Refusal
from workshop.domain.words import N_
from workshop.models import Account


def call_for_help(session: Session, actor: Actor, *, workshop: int, is_calling: bool) -> None:
    """Somebody of a table calls for help, or says that none is needed; twice is once."""
    require(session, actor, workshop, "table.call")
    table = table_of(session, participant_for(session, actor).id)
    if table is None:
        raise Refusal(N_("You are not at a table now. You can use “I need someone” below."))
    if is_calling:
        table.called_at = table.called_at or now(session)
    else:
        table.called_at, table.seen_by = None, ""
    record(session, TableChanged(workshop))


def answer_call(
    session: Session, actor: Actor, *, workshop: int, table: int, is_done: bool
) -> None:
    """Say that somebody is coming to a table, or that it has been helped."""
    require(session, actor, workshop, "table.answer")
    called = table_numbered(session, workshop, table)
    account = session.get(Account, actor.account_id or 0)
    if is_done:
        called.called_at, called.seen_by = None, ""
    elif called.called_at is not None:
        called.seen_by = called.seen_by or (account.name if account else "")
    record(session, TableChanged(workshop))
