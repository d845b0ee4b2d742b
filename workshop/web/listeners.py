"""Open sockets: whose they are, what they may hear, and the end of those who may hear no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.actions.accounts import IDLE, LONGEST, stay_signed_in
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import token_hash
from workshop.models import Participant, SignIn
from workshop.realtime.staleness import DESK, Stale
from workshop.web.house import House

REFRESH = timedelta(minutes=1)
HEARS = ("waiting", "admitted", "gone")
PHONES = select(Participant.id, Participant.token_hash).where(
    Participant.workshop_id.in_(bindparam("workshops", expanding=True)),
    Participant.standing.in_(bindparam("hears", expanding=True)),
)


@dataclass(frozen=True)
class Listener:
    """An open socket: whose it is, and what it may hear. `token` is a desk's session."""

    actor: Actor
    workshop_id: int
    audiences: tuple[str, ...]
    token: str = ""
    language: str = "en"

    @property
    def page(self) -> str:
        """The kind of page that listens."""
        return "phone" if self.actor.participant_id else self.audiences[0]

    def is_theirs(self, phones: Mapping[int, str | None]) -> bool:
        """Say whether this is still the phone of its participant."""
        return phones.get(self.actor.participant_id or 0) == self.actor.phone


listeners: dict[str, Listener] = {}


def heard_here() -> set[tuple[int, str]]:
    """Every audience of every workshop that somebody listens to in this process."""
    return {(one.workshop_id, heard) for one in listeners.values() for heard in one.audiences}


def desks_here() -> set[Stale]:
    """The slices of open desks that show who is awake."""
    desks = {workshop_id for workshop_id, audience in heard_here() if audience == DESK}
    return {Stale(one, DESK, name) for one in desks for name in ("people", "activity")}


def close_strangers(house: House, now: datetime, disconnect: Callable[[str], None]) -> None:
    """Disconnect who was removed, left, signed out or is on another phone now.

    An open desk counts as activity.
    """
    signed_in = {one.token for one in listeners.values() if one.token}
    heard = {one.workshop_id for one in listeners.values() if one.actor.participant_id}
    with house.database.reading() as session:
        valid, tired = _sign_ins(session, signed_in, now)
        phones = phones_of(session, heard)
    for token in tired:
        house.door.perform(stay_signed_in, NOBODY, token=token)
    for sid, one in list(listeners.items()):
        is_stranger = one.token and one.token not in valid
        if is_stranger or (one.actor.participant_id and not one.is_theirs(phones)):
            disconnect(sid)


def _sign_ins(session: Session, tokens: set[str], now: datetime) -> tuple[set[str], set[str]]:
    """Tokens of sessions that are open, and those of them not noted as used for a minute."""
    by_hash = {token_hash(token): token for token in tokens}
    rows = list(session.scalars(select(SignIn).where(SignIn.token_hash.in_(by_hash))))
    fresh = [r for r in rows if now - r.seen_at <= IDLE and now - r.started_at <= LONGEST]
    tired = {by_hash[r.token_hash] for r in fresh if now - r.seen_at > REFRESH}
    return {by_hash[r.token_hash] for r in fresh}, tired


def phones_of(session: Session, workshops: set[int]) -> dict[int, str | None]:
    """The token's hash of each participant of these workshops who may hear something."""
    rows = session.execute(PHONES, {"workshops": sorted(workshops), "hears": HEARS})
    return {row[0]: row[1] for row in rows}
