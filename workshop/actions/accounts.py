"""People who sign in: the first administrator, invitations, signing in and out."""

import re
from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workshop.actions.permission import role_of
from workshop.actions.recording import now, record
from workshop.domain.actors import Actor
from workshop.domain.codes import new_token, token_hash
from workshop.domain.events import HelperCame
from workshop.domain.policy import FACILITATOR
from workshop.domain.refusals import NotAllowed, NotFound, NotValid
from workshop.domain.text import clean_line
from workshop.domain.words import N_
from workshop.models import Account, Facilitation, Invitation, Organisation, SignIn, Workshop

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
INVITED_FOR = timedelta(days=14)
# OWASP's setting for argon2id: 19 MiB, two passes.
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODYS_HASH = HASHER.hash(new_token())


def open_first_door(session: Session, actor: Actor) -> dict[str, Any]:
    """Give the one-time link of the first administrator, while there is no account yet."""
    if session.scalar(select(func.count()).select_from(Account)):
        return {}
    session.execute(delete(Invitation).where(Invitation.organisation_id.is_(None)))
    return {"token": _invite(session, None, None, "administrator")}


def invite(
    session: Session, actor: Actor, *, role: str, workshop: int | None = None
) -> dict[str, Any]:
    """Make a link that brings in a colleague, or a supporter for one workshop."""
    account = session.get(Account, actor.account_id or 0)
    if account is None or account.role == "supporter":
        raise NotAllowed(N_("Only a facilitator can invite somebody."))
    if role not in ("facilitator", "supporter"):
        raise NotValid(N_("You can invite a facilitator or a supporter."))
    if workshop is not None:
        house = session.get(Workshop, workshop)
        if house is None or role_of(session, actor, house) != FACILITATOR:
            raise NotAllowed(N_("Only somebody who runs this workshop can invite to it."))
    return {"token": _invite(session, account.organisation_id, workshop, role)}


def invitation_for(session: Session, token: str, *, is_locked: bool = False) -> Invitation:
    """An invitation that can still be used, or a refusal; locked, it is used once."""
    found = session.get(Invitation, token_hash(token), with_for_update=is_locked)
    if found is None or found.used_at or found.expires_at < now(session):
        raise NotFound(N_("This link has been used or is too old. Please ask for a new one."))
    return found


def accept_invitation(
    session: Session, actor: Actor, *, token: str, name: str, email: str, password: str,
    organisation: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Make the account that an invitation promised, and sign it in."""
    invitation = invitation_for(session, token, is_locked=True)
    house_id = invitation.organisation_id or _new_organisation(session, organisation).id
    account = Account(
        organisation_id=house_id,
        email=_free_email(session, email),
        name=clean_line(name),
        role=invitation.role,
        password_hash=_password_hash(password),
    )
    session.add(account)
    session.flush()
    invitation.used_at = now(session)
    _take_part(session, account, invitation)
    return {"account": account.id, "token": _sign_in(session, account)}


def accept_as_oneself(session: Session, actor: Actor, *, token: str) -> dict[str, Any]:
    """Use an invitation to a workshop with the account that one has already."""
    invitation = invitation_for(session, token, is_locked=True)
    account = session.get(Account, actor.account_id or 0)
    if account is None or account.organisation_id != invitation.organisation_id:
        raise NotAllowed(N_("This invitation is for somebody of another organisation."))
    invitation.used_at = now(session)
    _take_part(session, account, invitation)
    return {"workshop": invitation.workshop_id}


def sign_in(session: Session, actor: Actor, *, email: str, password: str) -> dict[str, Any]:
    """Check a password and open a session; says the same for every wrong pair."""
    account = session.scalar(select(Account).where(Account.email == email.strip().lower()))
    try:
        HASHER.verify(account.password_hash if account else NOBODYS_HASH, password)
    except (VerifyMismatchError, InvalidHashError):
        account = None
    if account is None:
        raise NotValid(
            N_("We do not know this address with this password. Please try again."), field="email"
        )
    return {"account": account.id, "token": _sign_in(session, account)}


def sign_out(session: Session, actor: Actor, *, token: str) -> None:
    """End one session."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def stay_signed_in(session: Session, actor: Actor, *, token: str) -> None:
    """Note that a session is in use; an open desk counts."""
    row = session.get(SignIn, token_hash(token))
    if row is not None:
        row.seen_at = now(session)


def _invite(
    session: Session, organisation_id: int | None, workshop_id: int | None, role: str
) -> str:
    token = new_token()
    session.add(
        Invitation(
            token_hash=token_hash(token),
            organisation_id=organisation_id,
            workshop_id=workshop_id,
            role=role,
            expires_at=now(session) + INVITED_FOR,
        )
    )
    return token


def _take_part(session: Session, account: Account, invitation: Invitation) -> None:
    if invitation.workshop_id:
        session.merge(
            Facilitation(
                workshop_id=invitation.workshop_id, account_id=account.id, role=invitation.role
            )
        )
        record(session, HelperCame(invitation.workshop_id))


def _new_organisation(session: Session, name: str) -> Organisation:
    name = clean_line(name, longest=120, field="organisation")
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "organisation"
    while session.scalar(select(Organisation.id).where(Organisation.slug == slug)):
        slug += "-2"
    organisation = Organisation(name=name, slug=slug)
    session.add(organisation)
    session.flush()
    return organisation


def _free_email(session: Session, email: str) -> str:
    email = email.strip().lower()
    if not re.fullmatch(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,180}", email):
        raise NotValid(N_("Please write your e-mail address: sam@example.org."), field="email")
    if session.scalar(select(Account.id).where(Account.email == email)):
        raise NotValid(N_("This address has an account. Please sign in."), field="email")
    return email


def _password_hash(password: str) -> str:
    if not 12 <= len(password) <= 128:
        raise NotValid(N_("A password has 12 to 128 letters. Try a sentence."), field="password")
    return HASHER.hash(password)


def _sign_in(session: Session, account: Account) -> str:
    token = new_token()
    moment = now(session)
    session.add(
        SignIn(
            token_hash=token_hash(token), account_id=account.id, started_at=moment, seen_at=moment
        )
    )
    return token
