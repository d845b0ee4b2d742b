"""Who asks: accounts by Flask-Login, participants by the token of their own phone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, request
from flask_login import UserMixin, current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.actions.accounts import IDLE, LONGEST, stay_signed_in
from workshop.domain.actors import NOBODY, Actor
from workshop.domain.codes import token_hash
from workshop.extensions import login_manager
from workshop.models import Account, Participant, SignIn
from workshop.web.house import house

REFRESH_SECONDS = 60


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
    now = datetime.now(UTC)
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


def find_participant(workshop_id: int) -> int | None:
    """The id of the participant whose phone this is."""
    token = request.cookies.get(participant_cookie(workshop_id), "")
    if not token:
        return None
    with house().database.reading() as session:
        return session.scalar(
            select(Participant.id).where(
                Participant.token_hash == token_hash(token),
                Participant.workshop_id == workshop_id,
            )
        )


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
