"""A principle to read with its suggestions; one to write; one to decide on."""

from flask import Blueprint, Response, request

from workshop.actions.drafting import principle_for
from workshop.actions.suggesting import NOT_HERE, shown_suggestion_for
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.text import read_number
from workshop.domain.words import N_
from workshop.projections import suggestions
from workshop.projections.own_suggestions import my_suggestions
from workshop.realtime.painting import Painter
from workshop.realtime.staleness import deciding, suggesting
from workshop.web.house import house
from workshop.web.phone_pages import own_painter, phone_page, room_painter
from workshop.web.principle_pages import around

blueprint = Blueprint("suggestion", __name__, url_prefix="/w/<int:workshop_id>")


@blueprint.get("/principle/<int:one>/suggestions")
def on_a_principle(workshop_id: int, one: int) -> Response:
    """Read all of a principle, and what is suggested for it."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        principle = principle_for(session, workshop_id, one)
        return phone_page(
            "pages/principle_suggestions.html",
            painter,
            principle=principle,
            scene_slice=painter.part("scene"),
            list_slice=_beside(painter, one).paint(f"suggestions-{one}"),
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
        shown = suggestions.suggestions_in_room(session, painter.scope.item(one)) or {}
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
        row = shown_suggestion_for(session, workshop_id, suggestion_id)
        scope = painter.scope.item(row.principle_id)
        view = around(session, scope)
        if scope.participant_id and not view["may"]("suggestion.take"):
            raise NotAllowed(N_("The room has moved on, so this cannot be done now."))
        view |= suggestions.suggestion_to_decide(session, scope, row.id)
        item = _beside(painter, row.principle_id).paint(f"suggestion-{row.id}")
        return phone_page("pages/suggestion.html", painter, **view, suggestion_slice=item)


@blueprint.get("/my-suggestion/<int:suggestion_id>")
def my_own(workshop_id: int, suggestion_id: int) -> Response:
    """Change a suggestion of mine that was held back, or take it back."""
    with house().database.reading() as session:
        mine = own_painter(session, workshop_id)
        found = [one for one in my_suggestions(session, mine.scope) if one["id"] == suggestion_id]
        if not found:
            raise NotAllowed(NOT_HERE)
        return phone_page("pages/own_suggestion.html", mine, one=found[0])


def _beside(painter: Painter, principle: int) -> Painter:
    """A painter for what those see who have the suggestions on a principle open."""
    audience = suggesting if painter.scope.participant_id else deciding
    return painter.for_audience(audience(principle))
