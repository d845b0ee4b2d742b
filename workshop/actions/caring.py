"""Asking for a supporter, and being seen; and the closing questions."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.permission import participant_for, require, role_of
from workshop.actions.recording import now, record
from workshop.domain.actors import Actor
from workshop.domain.events import ClosingAnswered, HelpChanged
from workshop.domain.policy import FACILITATOR
from workshop.domain.refusals import NotFound, Refusal
from workshop.domain.text import clean_text
from workshop.domain.words import N_
from workshop.models import Account, ClosingAnswer, HelpRequest, new_id
from workshop.projections.supporter import has_supporter


def ask_for_help(session: Session, actor: Actor, *, workshop: int) -> dict[str, Any]:
    """Ask for someone; asking twice is asking once."""
    require(session, actor, workshop, "help.ask")
    person = participant_for(session, actor)
    request = open_request(session, person.id)
    if request is None:
        request = HelpRequest(
            id=new_id(), workshop_id=workshop, participant_id=person.id, asked_at=now(session)
        )
        session.add(request)
        record(session, HelpChanged(workshop, person.id))
    return {"request": request.id}


def cancel_help(session: Session, actor: Actor, *, workshop: int) -> None:
    """Say that nobody is needed any more."""
    require(session, actor, workshop, "help.cancel")
    person = participant_for(session, actor)
    request = open_request(session, person.id)
    if request is not None:
        request.ended_at = now(session)
    record(session, HelpChanged(workshop, person.id))


def see_help(session: Session, actor: Actor, *, workshop: int, request: int) -> None:
    """A supporter says: I have seen it, I am coming."""
    _require_to_come(session, actor, workshop, "help.see")
    asked = request_for(session, workshop, request)
    account = session.get(Account, actor.account_id or 0)
    asked.seen_at = asked.seen_at or now(session)
    asked.seen_by = asked.seen_by or (account.name if account else "")
    record(session, HelpChanged(workshop, asked.participant_id))


def end_help(session: Session, actor: Actor, *, workshop: int, request: int) -> None:
    """A supporter says: this is done."""
    _require_to_come(session, actor, workshop, "help.end")
    asked = request_for(session, workshop, request)
    asked.seen_at = asked.seen_at or now(session)
    asked.ended_at = now(session)
    record(session, HelpChanged(workshop, asked.participant_id))


def answer_closing(
    session: Session, actor: Actor, *, workshop: int, answers: dict[str, str]
) -> None:
    """Keep a person's answers to the closing questions; the last ones count."""
    require(session, actor, workshop, "closing.answer")
    person = participant_for(session, actor)
    cleaned = {
        str(key)[:40]: clean_text(text, longest=1000, field=key, may_be_empty=True)
        for key, text in answers.items()
    }
    row = session.scalar(
        select(ClosingAnswer).where(
            ClosingAnswer.workshop_id == workshop, ClosingAnswer.participant_id == person.id
        )
    )
    if row is None:
        row = ClosingAnswer(id=new_id(), workshop_id=workshop, participant_id=person.id)
        session.add(row)
    row.answers = cleaned
    record(session, ClosingAnswered(workshop, person.id))


def _require_to_come(session: Session, actor: Actor, workshop: int, command: str) -> None:
    """Supporters may; who runs the workshop may only where there is no supporter."""
    house = require(session, actor, workshop, command)
    if role_of(session, actor, house) == FACILITATOR and has_supporter(session, workshop):
        raise Refusal(N_("There is a supporter, and calls go to supporters only."))


def open_request(session: Session, participant_id: int) -> HelpRequest | None:
    """What a person has asked and nobody has ended."""
    asked = HelpRequest.participant_id == participant_id, HelpRequest.ended_at.is_(None)
    return session.scalars(select(HelpRequest).where(*asked)).first()


def request_for(session: Session, workshop: int, request: int) -> HelpRequest:
    """One request of this workshop, or a refusal."""
    row = session.get(HelpRequest, request)
    if row is None or row.workshop_id != workshop:
        raise NotFound(N_("That call for someone is not here any more."))
    return row
