"""What one participant may see of their own suggestions, and of what they said to others."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.domain import policy
from workshop.domain.suggestions import NOT_SETTLED, STATES
from workshop.models import MeToo, Principle, Suggestion
from workshop.projections.remembered import remembered
from workshop.projections.scope import Scope, View, activity_of, workshop_of
from workshop.projections.sitting import table_of_principle
from workshop.projections.suggestions import first_words


def my_suggestions(session: Session, scope: Scope) -> list[View]:
    """The suggestions that I made, what became of each, and whether it was held back."""
    return _by_author(session, scope.workshop_id).get(scope.participant_id, [])


def my_part(session: Session, scope: Scope) -> View | None:
    """What I can do with one suggestion, and whether it is mine or I want it too.

    None of its words: they are changed and held back without a word to each phone.
    """
    row = session.get(Suggestion, scope.item_id)
    if row is None or row.workshop_id != scope.workshop_id:
        return None
    if row.judged != "kept" or row.state != "open" or not scope.participant_id:
        return None
    return {
        "id": row.id,
        "principle": row.principle_id,
        "is_mine": row.participant_id == scope.participant_id,
        "is_supported": row.id in _supported(session, scope.workshop_id, scope.participant_id),
        "can_support": _may(session, scope, "suggestion.me_too"),
        "can_take": _may_write(session, scope, row.principle_id, "suggestion.take"),
    }


def my_writing(session: Session, scope: Scope) -> View | None:
    """Whether I can write in a principle now, where I sit."""
    row = session.get(Principle, scope.item_id)
    if row is None or row.workshop_id != scope.workshop_id:
        return None
    can_write = _may_write(session, scope, row.id, "field.save")
    return {"principle": row.id, "can_write": can_write}


def _may(session: Session, scope: Scope, command: str) -> bool:
    state, kind = workshop_of(session, scope).state, activity_of(session, scope).kind
    return policy.may(command, policy.PARTICIPANT, state, kind)


def _may_write(session: Session, scope: Scope, principle: int, command: str) -> bool:
    """As `seating.refuse_elsewhere` refuses: who sits at another table reads."""
    is_elsewhere = table_of_principle(session, scope, principle)["is_elsewhere"]
    return _may(session, scope, command) and not is_elsewhere


@remembered
def _supported(session: Session, workshop_id: int, participant_id: int) -> frozenset[int]:
    """Which suggestions of a workshop one person wants too."""
    mine = MeToo.workshop_id == workshop_id, MeToo.participant_id == participant_id
    return frozenset(session.scalars(select(MeToo.suggestion_id).where(*mine)))


@remembered
def _by_author(session: Session, workshop_id: int) -> dict[int, list[View]]:
    """The suggestions of a workshop, for each of their authors."""
    found = (
        select(Suggestion, Principle.position)
        .join(Principle, Principle.id == Suggestion.principle_id)
        .where(Suggestion.workshop_id == workshop_id, Suggestion.participant_id.is_not(None))
        .order_by(Principle.position, Suggestion.id)
    )
    pairs = [(row, position) for row, position in session.execute(found)]
    rows = {row.id: row for row, _ in pairs}
    views: dict[int, list[View]] = {}
    for row, position in pairs:
        lead = rows.get(row.joined_to or 0)
        view = {
            "id": row.id,
            "principle": row.principle_id,
            "number": position + 1,
            "text": row.text,
            "reason": row.reason,
            "first_words": first_words(row),
            "said": STATES[row.state],
            "then": STATES[lead.state] if lead and lead.state != "open" else "",
            "answer": lead.answer if lead else row.answer,
            "is_news": row.state != "open" and not row.is_told,
            "judged": row.judged,
            "held_because": row.judged_reason,
            "can_withdraw": row.state not in ("taken", "edited"),
            "can_change": row.judged != "kept" and row.state in NOT_SETTLED,
        }
        views.setdefault(row.participant_id or 0, []).append(view)
    return views
