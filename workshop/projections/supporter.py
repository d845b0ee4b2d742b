"""What a supporter may see: who asked for someone, and nothing that was written."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import HelpRequest, Participant
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
