"""Two people ask to sit together: one types the number that the other one tells."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.permission import participant_for, require
from workshop.actions.recording import record, setting
from workshop.actions.seating import companion_of, part
from workshop.domain.actors import Actor
from workshop.domain.codes import pair_number
from workshop.domain.events import CompanionChanged
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.words import N_
from workshop.models import Companion, Participant


def ask_for_pair(session: Session, actor: Actor, *, workshop: int, digits: str) -> None:
    """Ask to sit with the person whose number has these digits; only the two of them are told."""
    require(session, actor, workshop, "pair.ask")
    person = participant_for(session, actor)
    other = _person_with(session, workshop, digits)
    if companion_of(session, person.id) == other.id:
        return
    if other.id == person.id:
        raise NotValid(
            N_("That is your own number. Please type the number of the other person."),
            field="digits",
        )
    if companion_of(session, person.id) is not None:
        raise Refusal(N_("You are in a pair already. Take that back first, then ask again."))
    if companion_of(session, other.id) is not None:
        raise Refusal(N_("That person is in a pair already. Please talk with each other."))
    for one, beside in ((person, other), (other, person)):
        session.add(
            Companion(participant_id=one.id, workshop_id=workshop, companion_id=beside.id)
        )
        record(session, CompanionChanged(workshop, one.id))


def end_pair(session: Session, actor: Actor, *, workshop: int) -> None:
    """Take back that one asked to sit with somebody; the other one sees it too."""
    require(session, actor, workshop, "pair.end")
    person = participant_for(session, actor)
    other = companion_of(session, person.id)
    if other is not None:
        part(session, person.id)
        record(session, CompanionChanged(workshop, person.id))
        record(session, CompanionChanged(workshop, other))


def _person_with(session: Session, workshop: int, typed: str) -> Participant:
    digits, secret = re.sub(r"\D", "", typed), setting(session, "secret")
    here = select(Participant).where(
        Participant.workshop_id == workshop, Participant.standing == "admitted"
    )
    found = [one for one in session.scalars(here) if pair_number(one.id, secret) == digits]
    if len(found) != 1:
        raise NotFound(
            N_("Nobody here has that number. Please look at the other phone again."),
            field="digits",
        )
    return found[0]
