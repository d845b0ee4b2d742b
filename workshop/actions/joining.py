"""Joining, coming back, changing one's voice, pausing and leaving."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.actions.permission import participant_for, require
from workshop.actions.recording import now, record, setting
from workshop.actions.seating import settle
from workshop.actions.suggesting import let_go_of_suggestions
from workshop.actions.views import take_back_view, views_by
from workshop.actions.writing import is_frozen, take_back
from workshop.domain.actors import Actor
from workshop.domain.codes import new_name, new_rejoin_words, new_token, rejoin_hash, token_hash
from workshop.domain.events import (
    EntranceChanged,
    ParticipantChanged,
    ParticipantJoined,
    PauseChanged,
    PersonAdded,
)
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.domain.text import clean_line
from workshop.domain.words import N_
from workshop.models import Ballot, Elector, Note, Participant, VoiceRow, new_id

MOST_PEOPLE = 3000


def join(
    session: Session, actor: Actor, *, workshop: int, voice: int, name: str, agrees: bool, key: str
) -> dict[str, Any]:
    """Let a person in, after a plain yes; a repeat with the same key comes to the same person."""
    house = require(session, actor, workshop, "participant.join")
    if not agrees:
        raise NotValid(N_("Please say yes first. Without it you cannot join."), field="agrees")
    if house.entrance == "locked":
        raise NotAllowed(N_("The door is closed just now. Please ask the people running today."))
    token, words = new_token(), new_rejoin_words()
    person = _joined_before(session, workshop, key) or Participant(
        id=new_id(),
        workshop_id=workshop,
        key=key,
        standing="waiting" if house.entrance == "ask" else "admitted",
        agreed_at=now(session),
    )
    _refuse_a_crowd(session, workshop)
    _refuse_who_went(person)
    person.voice_id = _voice_to_speak_with(session, person, voice)
    person.name = clean_line(name or new_name())
    person.token_hash = token_hash(token)
    person.rejoin_hash = rejoin_hash(words, workshop, setting(session, "secret"))
    session.add(person)
    session.flush()
    record(session, ParticipantJoined(workshop, person.id))
    settle(session, person)
    return {"participant": person.id, "token": token, "words": words}


def rejoin(session: Session, actor: Actor, *, workshop: int, words: str) -> dict[str, Any]:
    """Let a person back in on another phone, by their three words."""
    require(session, actor, workshop, "participant.rejoin")
    wanted = rejoin_hash(words, workshop, setting(session, "secret"))
    person = session.scalar(
        select(Participant).where(
            Participant.workshop_id == workshop,
            Participant.rejoin_hash == wanted,
            Participant.standing.in_(("admitted", "waiting", "gone")),
        )
    )
    if person is None:
        raise NotFound(
            N_("We do not know these three words. Please check them, or ask for help."),
            field="words",
        )
    token = new_token()
    person.token_hash = token_hash(token)
    if person.standing == "gone":
        person.standing = "admitted"
    record(session, ParticipantChanged(workshop, person.id))
    settle(session, person)
    settle(session, person)
    return {"participant": person.id, "token": token}


def new_words(session: Session, actor: Actor, *, workshop: int) -> dict[str, Any]:
    """Three new words for a person who is in; the old ones let nobody in any more."""
    require(session, actor, workshop, "participant.words")
    person, words = participant_for(session, actor), new_rejoin_words()
    person.rejoin_hash = rejoin_hash(words, workshop, setting(session, "secret"))
    return {"words": words}


def change_me(session: Session, actor: Actor, *, workshop: int, voice: int, name: str) -> None:
    """Change one's name or voice; the voice only until a ballot with oneself in it is open."""
    require(session, actor, workshop, "participant.change")
    person = participant_for(session, actor)
    person.voice_id, person.name = _voice_to_speak_with(session, person, voice), clean_line(name)
    record(session, ParticipantChanged(workshop, person.id))


def pause(session: Session, actor: Actor, *, workshop: int, is_pausing: bool) -> None:
    """Step away for a while, or come back. Nobody is told by name."""
    require(session, actor, workshop, "participant.pause")
    person = participant_for(session, actor)
    person.is_pausing = is_pausing
    record(session, PauseChanged(workshop, person.id))


def come_back(session: Session, actor: Actor, *, workshop: int) -> None:
    """Be here again, after somebody was marked as gone: they vote in the next ballot."""
    require(session, actor, workshop, "participant.return")
    person = participant_for(session, actor)
    person.standing = "admitted"
    record(session, ParticipantChanged(workshop, person.id))


def leave(session: Session, actor: Actor, *, workshop: int, take_words: bool) -> None:
    """Leave for good; with one's words, where no frozen revision needs them."""
    require(session, actor, workshop, "participant.leave")
    person = participant_for(session, actor)
    if take_words:
        for note in session.scalars(select(Note).where(Note.participant_id == person.id)):
            if not is_frozen(session, note):
                take_back(session, note)
        for view in views_by(session, person.id):
            take_back_view(session, view)
        let_go_of_suggestions(session, person.id)
    person.standing, person.token_hash, person.rejoin_hash = "left", None, None
    record(session, ParticipantChanged(workshop, person.id))
    settle(session, person)


def add_person(
    session: Session, actor: Actor, *, workshop: int, voice: int, name: str, key: str
) -> dict[str, Any]:
    """A facilitator adds a person without a phone."""
    require(session, actor, workshop, "person.add")
    person = _joined_before(session, workshop, key)
    if person is None:
        person = Participant(
            id=new_id(),
            workshop_id=workshop,
            key=key,
            voice_id=voice_for(session, workshop, voice).id,
            name=clean_line(name or new_name()),
            standing="admitted",
            has_phone=False,
            agreed_at=now(session),
        )
        session.add(person)
        record(session, PersonAdded(workshop, voice_for(session, workshop, voice).label))
        session.flush()
        settle(session, person)
    return {"participant": person.id}


def place_person(
    session: Session, actor: Actor, *, workshop: int, participant: int, standing: str
) -> None:
    """A facilitator admits a person, marks them as gone or back, or removes them."""
    require(session, actor, workshop, "person.place")
    person = session.get(Participant, participant)
    if person is None or person.workshop_id != workshop:
        raise NotFound(N_("That person is not in this workshop."))
    if standing not in ("admitted", "gone", "removed"):
        raise NotValid(N_("A person can be here, gone or removed."))
    person.standing = standing
    if standing == "removed":
        person.token_hash = person.rejoin_hash = None
    record(session, ParticipantChanged(workshop, person.id))
    settle(session, person)


def set_entrance(session: Session, actor: Actor, *, workshop: int, entrance: str) -> None:
    """Open the door, ask for each person, or lock it."""
    house = require(session, actor, workshop, "entrance.set")
    if entrance not in ("open", "ask", "locked"):
        raise NotValid(N_("The door can be open, ask first, or be locked."))
    house.entrance = entrance
    record(session, EntranceChanged(workshop, entrance))


def voice_for(session: Session, workshop: int, voice: int) -> VoiceRow:
    """One of the workshop's voices, or a refusal."""
    row = session.get(VoiceRow, voice)
    if row is None or row.workshop_id != workshop:
        raise NotValid(N_("Please choose which voice you speak with today."), field="voice")
    return row


def _joined_before(session: Session, workshop: int, key: str) -> Participant | None:
    return session.scalar(
        select(Participant).where(Participant.workshop_id == workshop, Participant.key == key)
    )


def _refuse_a_crowd(session: Session, workshop: int) -> None:
    here = select(func.count()).where(Participant.workshop_id == workshop)
    if (session.scalar(here) or 0) >= MOST_PEOPLE:
        raise Refusal(N_("This workshop is full."))


def _refuse_who_went(person: Participant) -> None:
    if person.standing in ("left", "removed"):
        raise NotAllowed(N_("This page is too old. Please open it again."))


def _voice_to_speak_with(session: Session, person: Participant, voice: int) -> int:
    chosen = voice_for(session, person.workshop_id, voice)
    if chosen.id != person.voice_id and _is_elector(session, person.id):
        raise Refusal(N_("A ballot is open. You can change your voice when it has closed."))
    return chosen.id


def _is_elector(session: Session, participant_id: int) -> bool:
    open_papers = (
        select(Elector.ballot_id)
        .join(Ballot, Ballot.id == Elector.ballot_id)
        .where(Elector.participant_id == participant_id, Ballot.state.in_(("open", "closing")))
    )
    return session.scalar(open_papers) is not None
