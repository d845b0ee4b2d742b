"""Who asks: accounts by Flask-Login, participants by the token of their own phone."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from flask_login import UserMixin, current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.actions.accounts import IDLE, LONGEST, stay_signed_in
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import desk_mark, phone_mark, token_hash
from workshop.extensions import login_manager
from workshop.models import Account, Participant, SignIn
from workshop.web.house import house

REFRESH_SECONDS = 60
BY_PHONE = select(Participant).where(
    Participant.token_hash == bindparam("phone"), Participant.workshop_id == bindparam("workshop")
)


@dataclass
class SignedIn(UserMixin):  # type: ignore[misc]
    """An account with an open session, as Flask-Login knows it."""

    token: str
    account_id: int
    organisation_id: int
    name: str
    role: str

    def get_id(self) -> str:
        """Flask-Login keeps the session's token, never the account's number."""
        return self.token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_signed_in(token: str) -> SignedIn | None:
    """The account of a session that is neither too old nor too long unused."""
    now = house().clock()
    with house().database.reading() as session:
        found = signed_in_account(session, token, now)
        if found is None:
            return None
        row, account = found
        person = SignedIn(token, account.id, account.organisation_id, account.name, account.role)
        is_stale = (now - row.seen_at).total_seconds() > REFRESH_SECONDS
    if is_stale:
        house().door.perform(stay_signed_in, NOBODY, token=token)
    return person


def signed_in_account(session: Session, token: str, now: datetime) -> tuple[SignIn, Account] | None:
    """The open session with this token, and its account."""
    row = session.get(SignIn, token_hash(token))
    if row is None or now - row.seen_at > IDLE or now - row.started_at > LONGEST:
        return None
    return row, session.get_one(Account, row.account_id)


def participant_cookie(workshop_id: int) -> str:
    """The name of the cookie that a participant of this workshop keeps."""
    prefix = "__Host-" if house().settings.is_behind_tls else ""
    return f"{prefix}p{workshop_id}"


def phone_in(workshop_id: int) -> str:
    """The hash of the token that this phone keeps, or nothing."""
    token = request.cookies.get(participant_cookie(workshop_id), "")
    return token_hash(token) if token else ""


def find_participant(workshop_id: int) -> int | None:
    """The id of the participant whose phone this is."""
    phone = phone_in(workshop_id)
    if not phone:
        return None
    with house().database.reading() as session:
        found = find_by_phone(session, workshop_id, phone)
        return found.id if found else None


def find_by_phone(session: Session, workshop_id: int, phone: str) -> Participant | None:
    """The participant whose phone has a token with this hash."""
    return session.scalars(BY_PHONE, {"workshop": workshop_id, "phone": phone}).first()


def phone_actor(session: Session, workshop_id: int) -> Actor:
    """The participant whose phone asks, or nobody."""
    phone = phone_in(workshop_id)
    found = find_by_phone(session, workshop_id, phone) if phone else None
    return Actor(participant_id=found.id, phone=phone) if found else NOBODY


def keep_token(response: Response, workshop_id: int, token: str) -> Response:
    """Give the phone its participant's token."""
    response.set_cookie(
        participant_cookie(workshop_id),
        token,
        max_age=90 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=house().settings.is_behind_tls,
        path="/",
    )
    return response


def forget_token(response: Response, workshop_id: int) -> Response:
    """Take its participant's token from the phone."""
    response.delete_cookie(
        participant_cookie(workshop_id),
        httponly=True,
        samesite="Lax",
        secure=house().settings.is_behind_tls,
        path="/",
    )
    return response


def owner_mark(actor: Actor) -> str:
    """By which mark a page knows whose words it keeps; it leads to nobody."""
    secret = house().settings.secret
    if actor.participant_id:
        return phone_mark(actor.participant_id, secret)
    return desk_mark(actor.account_id, secret) if actor.account_id else ""


def account_actor() -> Actor:
    """The signed-in account, or nobody."""
    if current_user.is_authenticated:
        return Actor(account_id=current_user.account_id)
    return NOBODY


def actor_in(workshop_id: int) -> Actor:
    """Who asks in this workshop: the account on a desk, else the participant of this phone."""
    participant = find_participant(workshop_id)
    if participant:
        return Actor(participant_id=participant)
    return account_actor()
