"""Open sockets: whose they are, what they may hear, and the end of those who may hear no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.accounts import IDLE, LONGEST, stay_signed_in
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import token_hash
from workshop.models import Participant, SignIn
from workshop.web.house import House

REFRESH = timedelta(minutes=1)
HEARS = ("waiting", "admitted", "gone")


@dataclass(frozen=True)
class Listener:
    """An open socket: whose it is, and what it may hear."""

    actor: Actor
    workshop_id: int
    audiences: tuple[str, ...]
    token: str = ""


listeners: dict[str, Listener] = {}


def close_strangers(house: House, now: datetime, disconnect: Callable[[str], None]) -> None:
    """Disconnect who was removed, left or signed out; an open desk counts as activity."""
    signed_in = {one.token for one in listeners.values() if one.token}
    persons = {one.actor.participant_id for one in listeners.values() if one.actor.participant_id}
    with house.database.reading() as session:
        valid, tired = _sign_ins(session, signed_in, now)
        hearing = _hearing(session, persons)
    for token in tired:
        house.door.perform(stay_signed_in, NOBODY, token=token)
    for sid, one in list(listeners.items()):
        is_stranger = one.token and one.token not in valid
        if is_stranger or (one.actor.participant_id and one.actor.participant_id not in hearing):
            disconnect(sid)


def _sign_ins(session: Session, tokens: set[str], now: datetime) -> tuple[set[str], set[str]]:
    """Tokens of sessions that are open, and those of them not noted as used for a minute."""
    by_hash = {token_hash(token): token for token in tokens}
    rows = list(session.scalars(select(SignIn).where(SignIn.token_hash.in_(by_hash))))
    fresh = [r for r in rows if now - r.seen_at <= IDLE and now - r.started_at <= LONGEST]
    tired = {by_hash[r.token_hash] for r in fresh if now - r.seen_at > REFRESH}
    return {by_hash[r.token_hash] for r in fresh}, tired


def _hearing(session: Session, persons: set[int]) -> set[int]:
    found: set[int] = set()
    ids = sorted(persons)
    for start in range(0, len(ids), 500):
        some = Participant.id.in_(ids[start : start + 500]), Participant.standing.in_(HEARS)
        found.update(session.scalars(select(Participant.id).where(*some)))
    return found
