"""Where somebody's words went: for the page of who wrote them, and for nobody else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Note, Principle, PrincipleField, PrincipleSource
from workshop.projections.scope import Scope, View


def where_my_notes_went(session: Session, scope: Scope) -> dict[int, list[View]]:
    """The principles that each of my notes is part of."""
    found = (
        select(PrincipleSource.note_id, Principle, PrincipleField.text)
        .join(Note, Note.id == PrincipleSource.note_id)
        .join(Principle, Principle.id == PrincipleSource.principle_id)
        .outerjoin(
            PrincipleField,
            (PrincipleField.principle_id == Principle.id) & (PrincipleField.field == "statement"),
        )
        .where(
            Note.workshop_id == scope.workshop_id,
            Note.participant_id == scope.participant_id,
            Note.is_shown.is_(True),
        )
        .order_by(Principle.position)
    )
    views: dict[int, list[View]] = {}
    for note, row, statement in session.execute(found):
        view = {
            "number": row.position + 1,
            "statement": statement or "",
            "is_set_aside": row.is_set_aside,
        }
        views.setdefault(note, []).append(view)
    return views
