"""Who is here, for the facilitators: in numbers by voice, and by name behind a tap."""

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Participant, VoiceRow
from workshop.projections.scope import Scope, View, workshop_of


def people(session: Session, scope: Scope) -> View:
    """Who is here, by voice: counts only; names wait behind a tap."""
    workshop = workshop_of(session, scope)
    voices = session.scalars(
        select(VoiceRow)
        .where(VoiceRow.workshop_id == scope.workshop_id)
        .order_by(VoiceRow.position)
    )
    people = heads_of(session, scope)
    here = [p for p in people if p.standing == "admitted"]
    counts = Counter(p.voice_id for p in here)
    return {
        "entrance": workshop.entrance,
        "count": len(here),
        "asleep": sum(p.has_phone and p.id not in scope.awake for p in here),
        "pausing": sum(p.is_pausing for p in here),
        "gone": sum(p.standing == "gone" for p in people),
        "voices": [{"label": v.plural, "shape": v.shape, "count": counts[v.id]} for v in voices],
    }


def heads_of(session: Session, scope: Scope) -> list[Any]:
    """Everybody in the workshop as rows to be counted: a thousand are no objects and no names."""
    found = select(
        Participant.id,
        Participant.voice_id,
        Participant.standing,
        Participant.has_phone,
        Participant.is_pausing,
    ).where(Participant.workshop_id == scope.workshop_id)
    return list(session.execute(found))


def persons_of(session: Session, scope: Scope) -> list[View]:
    """Everybody who is or was here, by name; for the page behind the tap."""
    found = (
        select(Participant, VoiceRow)
        .join(VoiceRow, VoiceRow.id == Participant.voice_id)
        .where(
            Participant.workshop_id == scope.workshop_id,
            Participant.standing.in_(("waiting", "admitted", "gone")),
        )
        .order_by(Participant.name)
    )
    return [
        {
            "id": p.id,
            "name": p.name,
            "standing": p.standing,
            "voice": voice.label,
            "voice_id": voice.id,
            "shape": voice.shape,
            "has_phone": p.has_phone,
            "is_pausing": p.is_pausing,
            "is_asleep": p.has_phone and p.id not in scope.awake,
        }
        for p, voice in session.execute(found)
    ]
