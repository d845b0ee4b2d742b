"""What happened: in a few lines for who was away, and all of it with its days."""

from flask import Blueprint, Response, request

from workshop.domain.text import read_number
from workshop.projections import history
from workshop.web.house import house
from workshop.web.phone_pages import phone_page, room_painter
from workshop.web.rendering import page

blueprint = Blueprint("history", __name__, url_prefix="/w/<int:workshop_id>")


@blueprint.get("/away")
def away(workshop_id: int) -> Response:
    """A few lines for a page that comes back; empty when nothing happened."""
    since = read_number(request.args.get("since", ""))
    with house().database.reading() as session:
        scope = room_painter(session, workshop_id).scope
        view = history.while_away(session, scope, since)
        return page("pages/away.html", **view | {"workshop": workshop_id})


@blueprint.get("/so-far")
def so_far(workshop_id: int) -> Response:
    """Everything that is told of this workshop, in its order."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        told = history.so_far(session, painter.scope)
        return phone_page("pages/so_far.html", painter, told=told)
