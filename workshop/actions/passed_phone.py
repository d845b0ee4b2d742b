"""A phone that is passed round: words for who has none of their own, and being done on it."""

from typing import Any

from sqlalchemy.orm import Session

from workshop.actions.permission import participant_for, require
from workshop.actions.recording import record, setting
from workshop.domain.actors import Actor
from workshop.domain.codes import new_rejoin_words, rejoin_hash
from workshop.domain.events import ParticipantChanged, WordsGiven
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.words import N_
from workshop.models import Participant


def give_words(
    session: Session, actor: Actor, *, workshop: int, participant: int
) -> dict[str, Any]:
    """Three words for a person without a phone, to come in on one that is passed round.

    Refused for everybody who joined on a phone: with their words, somebody else could be them.
    """
    require(session, actor, workshop, "person.words")
    person = session.get(Participant, participant)
    if person is None or person.workshop_id != workshop or person.standing == "removed":
        raise NotFound(N_("That person is not in this workshop."))
    if person.has_phone:
        raise NotAllowed(N_("Who joined on a phone makes new words there, under “My words”."))
    words = new_rejoin_words()
    person.rejoin_hash = rejoin_hash(words, workshop, setting(session, "secret"))
    record(session, WordsGiven(workshop))
    return {"words": words}


def hand_on(session: Session, actor: Actor, *, workshop: int) -> None:
    """Be done on this phone: it knows nobody any more, and the person stays in the workshop."""
    require(session, actor, workshop, "participant.hand_on")
    person = participant_for(session, actor)
    person.token_hash = None
    record(session, ParticipantChanged(workshop, person.id))
