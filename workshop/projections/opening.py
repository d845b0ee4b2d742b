"""What the desk is told before a ballot opens: who is here, and what that means for the words."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain.groups import absent_voices, groups_for
from workshop.domain.refusals import Refusal
from workshop.domain.rules import k_for
from workshop.models import Participant, Principle, PrincipleField, VoiceRow
from workshop.projections.outcomes import domain_voices, outcomes_of
from workshop.projections.scope import Scope, View, workshop_of


def before_opening(session: Session, scope: Scope) -> View:
    """The groups that a ballot would have now, and what can be put to the vote."""
    workshop = workshop_of(session, scope)
    voices = domain_voices(session, scope.workshop_id)
    labels = {voice.key: voice.label for voice in voices}
    sizes = _sizes(session, scope.workshop_id)
    view: View = {
        "size": sum(sizes.values()),
        "principles": _principles(session, scope),
        "can_open": False,
        "too_few": False,
        "groups": [],
        "absent": [labels[key] for key in absent_voices(voices, sizes)],
        "k": k_for(workshop.threshold),
    }
    try:
        groups = groups_for(voices, sizes, view["k"])
    except Refusal:
        return view | {"too_few": True}
    view["groups"] = [
        {"labels": [labels[key] for key in group.voices], "size": group.size} for group in groups
    ]
    view["can_open"] = bool(view["principles"])
    return view


def _sizes(session: Session, workshop_id: int) -> Counter[str]:
    here = Participant.workshop_id == workshop_id, Participant.standing == "admitted"
    found = select(VoiceRow.key).join(Participant, Participant.voice_id == VoiceRow.id)
    return Counter(session.scalars(found.where(*here)))


def _principles(session: Session, scope: Scope) -> list[View]:
    found = (
        select(Principle, PrincipleField.text)
        .join(PrincipleField, PrincipleField.principle_id == Principle.id)
        .where(
            Principle.workshop_id == scope.workshop_id,
            Principle.is_set_aside.is_(False),
            PrincipleField.field == "statement",
        )
        .order_by(Principle.position)
    )
    agreed = {
        outcome["number"]
        for outcome in outcomes_of(session, scope.workshop_id)
        if outcome["kind"].startswith("agreed")
    }
    return [
        {
            "id": principle.id,
            "statement": statement,
            "is_chosen": principle.position + 1 not in agreed,
        }
        for principle, statement in session.execute(found)
    ]
