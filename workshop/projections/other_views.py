"""Views that did not prevail: for the look that may hold one back, and for the edition."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import OtherView, Principle
from workshop.projections.scope import Scope, View


def views_to_judge(session: Session, scope: Scope) -> list[View]:
    """Every view that did not prevail, mixed up and without its author; behind the tap."""
    found = (
        select(OtherView, Principle.position)
        .join(Principle, Principle.id == OtherView.principle_id)
        .where(OtherView.workshop_id == scope.workshop_id)
        .order_by(OtherView.state, Principle.position, OtherView.id)
    )
    return [
        {"id": row.id, "text": row.text, "state": row.state, "reason": row.state_reason,
         "number": position + 1}
        for row, position in session.execute(found)
    ]  # fmt: skip


def views_for_edition(session: Session, workshop_id: int) -> dict[int, list[str]]:
    """The texts that go into an edition, by principle.

    Their numbers were drawn by chance, so their order says nothing of who wrote when.
    """
    kept = OtherView.workshop_id == workshop_id, OtherView.state == "kept"
    texts: dict[int, list[str]] = {}
    for row in session.scalars(select(OtherView).where(*kept).order_by(OtherView.id)):
        texts.setdefault(row.principle_id, []).append(row.text)
    return texts
