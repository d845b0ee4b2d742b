"""The permission check: who the actor is now, looked up again for every command."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workshop.actions.recording import for_batch
from workshop.domain import policy
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.words import N_
from workshop.models import Account, Activity, Facilitation, Participant, Workshop

LOCKING = (
    select(Workshop)
    .where(Workshop.id.in_(bindparam("ids", expanding=True)))
    .order_by(Workshop.id)
    .with_for_update()
)
LARGEST_ID = 2**31 - 1
STANDINGS = {"admitted": policy.PARTICIPANT, "gone": policy.PARTICIPANT, "waiting": policy.WAITING}


def require(session: Session, actor: Actor, workshop_id: int, command: str) -> Workshop:
    """Return the workshop, locked for this command; refuses what the policy table does not list."""
    workshop = _locked(session, workshop_id)
    kind = kind_now(session, workshop)
    if not policy.may(command, role_of(session, actor, workshop), workshop.state, kind):
        raise NotAllowed(_why_not(command, workshop.state))
    return workshop


def require_in_organisation(session: Session, actor: Actor, command: str) -> Account:
    """Return the account that acts for its whole organisation; refuses as the table says."""
    account = session.get(Account, actor.account_id or 0)
    if account is None or not policy.may_in_organisation(command, account.role):
        raise NotAllowed(N_("Only an administrator of your organisation can change this."))
    return account


def lock_workshops(session: Session, workshops: Iterable[object]) -> None:
    """Lock the workshops of a batch before anything of them is read.

    Every process locks them in the same order, so that no two wait for each other.
    """
    ids = {one for one in workshops if isinstance(one, int) and 0 < one <= LARGEST_ID}
    if ids:
        for row in session.scalars(LOCKING, {"ids": sorted(ids)}):
            for_batch(session)["locked", row.id] = row


def read_askers(session: Session, participants: set[int | None]) -> None:
    """Read everybody who asks for something at once; the session keeps them."""
    ids = [one for one in participants if one]
    if len(ids) > 1:
        session.scalars(select(Participant).where(Participant.id.in_(ids))).all()


def kind_now(session: Session, workshop: Workshop) -> str:
    """The kind of the activity that the room is in."""
    activity = session.get(Activity, workshop.current_activity_id)
    return activity.kind if activity else "welcome"


def role_of(session: Session, actor: Actor, workshop: Workshop) -> str:
    """The actor's role in this workshop, now."""
    if actor.is_server:
        return policy.SERVER
    if actor.participant_id:
        return _role_of_participant(session, actor, workshop)
    if actor.account_id:
        return _role_of_account(session, actor.account_id, workshop)
    return policy.NOBODY


def participant_for(session: Session, actor: Actor) -> Participant:
    """The participant who acts; refuses everybody else."""
    participant = session.get(Participant, actor.participant_id or 0)
    if participant is None:
        raise NotAllowed(N_("Please join the workshop first."))
    return participant


def _locked(session: Session, workshop_id: int) -> Workshop:
    """The workshop's row, locked once for all commands of a batch."""
    kept, place = for_batch(session), ("locked", workshop_id)
    if place not in kept:
        kept[place] = session.scalars(LOCKING, {"ids": [workshop_id]}).first()
    workshop: Workshop | None = kept[place]
    if workshop is None:
        raise NotFound(N_("We cannot find that workshop."))
    return workshop


def _role_of_participant(session: Session, actor: Actor, workshop: Workshop) -> str:
    participant = session.get(Participant, actor.participant_id)
    role = STANDINGS.get(participant.standing) if participant else None
    if actor.phone and (role is None or not participant or participant.token_hash != actor.phone):
        raise NotAllowed(N_("This phone is not in any more. Please open the page again."))
    if participant is None or participant.workshop_id != workshop.id:
        return policy.NOBODY
    return role or policy.NOBODY


def _role_of_account(session: Session, account_id: int, workshop: Workshop) -> str:
    account = session.get(Account, account_id)
    if account is None or account.organisation_id != workshop.organisation_id:
        return policy.NOBODY
    facilitation = session.get(Facilitation, (workshop.id, account_id))
    if facilitation:
        return facilitation.role
    return policy.NOBODY


def _why_not(command: str, state: str) -> str:
    permit = policy.PERMITS.get(command)
    if permit and state not in permit.states:
        return N_("This workshop is closed. What was written is kept.")
    if permit and len(permit.during) < len(policy.KINDS):
        return N_("The room has moved on, so this cannot be done now.")
    return N_("That is not something you can do here.")
