"""A principle to read with its suggestions; one to write; one to decide on."""

from flask import Blueprint, Response, request

from workshop.actions.suggesting import suggestion_for
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.text import read_number
from workshop.domain.words import N_
from workshop.projections import suggestions
from workshop.web.house import house
from workshop.web.phone_pages import phone_page, room_painter
from workshop.web.principle_pages import around, principle_page

blueprint = Blueprint("suggestion", __name__, url_prefix="/w/<int:workshop_id>")


@blueprint.get("/principle/<int:one>/suggestions")
def on_a_principle(workshop_id: int, one: int) -> Response:
    """Read all of a principle, and what is suggested for it."""
    return principle_page(
        workshop_id, one, "pages/principle_suggestions.html", suggestions.suggestions_on
    )


@blueprint.get("/principle/<int:one>/suggest/<field>")
def new(workshop_id: int, one: int, field: str) -> Response:
    """Suggest other words for one field; what a ballot asked for can be the reason."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        view = around(session, painter.scope.item(one))
        if field not in view["labels"]:
            raise NotFound(N_("A principle has no such field."))
        if not view["may"]("suggestion.make"):
            raise NotAllowed(N_("The room has moved on, so this cannot be done now."))
        shown = suggestions.suggestions_on(session, painter.scope.item(one))
        asked = read_number(request.args.get("because", ""))
        why = [said["text"] for said in shown["conditions"] if said["id"] == asked]
        (text,) = (kept["text"] for kept in shown["fields"] if kept["key"] == field)
        return phone_page(
            "pages/new_suggestion.html", painter, **view,
            field=field, label=view["labels"][field], text=text, why=why[0] if why else "",
        )  # fmt: skip


@blueprint.get("/suggestion/<int:suggestion_id>")
def to_decide(workshop_id: int, suggestion_id: int) -> Response:
    """Decide what becomes of a suggestion."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        row = suggestion_for(session, workshop_id, suggestion_id)
        scope = painter.scope.item(row.principle_id)
        view = around(session, scope)
        if scope.participant_id and not view["may"]("suggestion.take"):
            raise NotAllowed(N_("The room has moved on, so this cannot be done now."))
        found = suggestions.one_suggestion(session, scope, row.id)
        return phone_page("pages/suggestion.html", painter, **view, **(found or {}))
