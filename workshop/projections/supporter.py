"""What a supporter may see: who asked for someone, and nothing that was written."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workshop.domain.policy import SUPPORTER
from workshop.models import Activity, Facilitation, HelpRequest, Participant
from workshop.projections.scope import Scope, View, workshop_of
from workshop.projections.sitting import calls_of_tables


def calls(session: Session, scope: Scope) -> View:
    """Everybody who asked for someone and is still waiting for it to end."""
    found = session.execute(
        select(HelpRequest, Participant.name)
        .join(Participant, Participant.id == HelpRequest.participant_id)
        .where(HelpRequest.workshop_id == scope.workshop_id, HelpRequest.ended_at.is_(None))
        .order_by(HelpRequest.asked_at)
    )
    return {
        "title": workshop_of(session, scope).title,
        "tables": calls_of_tables(session, scope.workshop_id),
        "calls": [
            {
                "id": request.id,
                "name": name,
                "asked_at": request.asked_at,
                "is_seen": request.seen_at is not None,
                "seen_by": request.seen_by,
            }
            for request, name in found
        ],
    }


def has_supporter(session: Session, workshop_id: int) -> bool:
    """Say whether anybody stands by in this workshop as a supporter."""
    found = select(Facilitation.account_id).where(
        Facilitation.workshop_id == workshop_id, Facilitation.role == SUPPORTER
    )
    return session.scalar(found.limit(1)) is not None


def standing_by(session: Session, scope: Scope, _step: Activity) -> View:
    """What the desk knows of supporters when people come in."""
    return {"has_supporter": has_supporter(session, scope.workshop_id)}


def calls_in_numbers(session: Session, workshop_id: int) -> View:
    """How many asked for someone, how many nobody has seen, and whether a supporter can come."""
    found = select(func.count(), func.count(HelpRequest.seen_at)).where(
        HelpRequest.workshop_id == workshop_id, HelpRequest.ended_at.is_(None)
    )
    asked, seen = session.execute(found).one()
    helped = has_supporter(session, workshop_id)
    return {"calls": asked, "unseen": asked - seen, "has_supporter": helped}
