"""What lies behind one principle, on a phone and on a desk: its notes and its revisions."""

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from workshop.actions.drafting import principle_for
from workshop.projections import revisions
from workshop.projections.scope import Scope, View
from workshop.projections.sitting import table_of_principle
from workshop.web.house import house
from workshop.web.phone_pages import phone_page, room_painter, what_may_be_done

WRITE = (
    "field.save", "field.put_back", "principle.protect", "source.attach", "source.detach",
    "source.quote", "suggestion.take", "suggestion.take_edited",
)  # fmt: skip
"""What who sits at another table is not offered, as `seating.refuse_elsewhere` refuses it."""
blueprint = Blueprint("principle", __name__, url_prefix="/w/<int:workshop_id>/principle/<int:one>")


@blueprint.get("/revisions")
def history(workshop_id: int, one: int) -> Response:
    """Every revision, and what changed from one to the next."""
    template = "pages/principle_revisions.html"
    return principle_page(workshop_id, one, template, revisions.revisions_of)


@blueprint.get("/notes")
def notes(workshop_id: int, one: int) -> Response:
    """The notes that a principle grew from, to be attached, quoted and taken off."""
    return principle_page(workshop_id, one, "pages/principle_notes.html", revisions.notes_for)


@blueprint.get("/values")
def values(workshop_id: int, one: int) -> Response:
    """The topic's values, and which of them a principle protects."""
    return principle_page(workshop_id, one, "pages/principle_values.html", revisions.values_for)


def principle_page(workshop_id: int, one: int, template: str, projection: Any) -> Response:
    """A page about one principle, for who is in the room and for the desk."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        scope = painter.scope.item(one)
        view = around(session, scope) | projection(session, scope)
        return phone_page(template, painter, **view)


def around(session: Session, scope: Scope) -> View:
    """What each of these pages says on top, and whether something may be changed from it."""
    row = principle_for(session, scope.workshop_id, scope.item_id)
    may = what_may_be_done(session, scope)
    is_elsewhere = table_of_principle(session, scope, row.id)["is_elsewhere"]
    return {
        "principle": row,
        "statement": revisions.draft_of(session, row.id).get("statement", ""),
        "labels": revisions.labels_of(session, scope),
        "may": lambda name: may(name) and not (is_elsewhere and name in WRITE),
        "is_participant": bool(scope.participant_id),
    }
