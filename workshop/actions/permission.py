"""The permission check: who the actor is now, looked up again for every command."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import policy
from workshop.domain.actors import Actor
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.words import N_
from workshop.models import Account, Activity, Facilitation, Participant, Workshop

STANDINGS = {"admitted": policy.PARTICIPANT, "gone": policy.PARTICIPANT, "waiting": policy.WAITING}


def require(session: Session, actor: Actor, workshop_id: int, command: str) -> Workshop:
    """Return the workshop, locked for this command; refuses what the policy table does not list."""
    workshop = session.scalar(select(Workshop).where(Workshop.id == workshop_id).with_for_update())
    if workshop is None:
        raise NotFound(N_("We cannot find that workshop."))
    kind = kind_now(session, workshop)
    if not policy.may(command, role_of(session, actor, workshop), workshop.state, kind):
        raise NotAllowed(_why_not(command, workshop.state))
    return workshop


def kind_now(session: Session, workshop: Workshop) -> str:
    """The kind of the activity that the room is in."""
    activity = session.get(Activity, workshop.current_activity_id)
    return activity.kind if activity else "welcome"


def role_of(session: Session, actor: Actor, workshop: Workshop) -> str:
    """The actor's role in this workshop, now."""
    if actor.is_server:
        return policy.SERVER
    if actor.participant_id:
        return _role_of_participant(session, actor.participant_id, workshop)
    if actor.account_id:
        return _role_of_account(session, actor.account_id, workshop)
    return policy.NOBODY


def participant_for(session: Session, actor: Actor) -> Participant:
    """The participant who acts; refuses everybody else."""
    participant = session.get(Participant, actor.participant_id or 0)
    if participant is None:
        raise NotAllowed(N_("Please join the workshop first."))
    return participant


def _role_of_participant(session: Session, participant_id: int, workshop: Workshop) -> str:
    participant = session.get(Participant, participant_id)
    if participant is None or participant.workshop_id != workshop.id:
        return policy.NOBODY
    return STANDINGS.get(participant.standing, policy.NOBODY)


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
