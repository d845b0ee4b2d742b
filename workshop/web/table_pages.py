"""Pages about tables: who sits where, on the desk; and with whom somebody wants to sit."""

from flask import Blueprint, Response
from flask_login import login_required

from workshop.domain.codes import pair_number
from workshop.domain.refusals import NotAllowed
from workshop.models import Workshop
from workshop.projections.sitting import companion_name
from workshop.projections.tables import tables_by_name, ways_to_split
from workshop.realtime.staleness import person as own
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.house import house
from workshop.web.identity import find_participant
from workshop.web.phone_pages import JOIN_FIRST, phone_page, room_painter
from workshop.web.rendering import painter_for

blueprint = Blueprint("tables", __name__)


@blueprint.get("/desk/<int:workshop_id>/tables")
@login_required  # type: ignore[untyped-decorator]
def tables(workshop_id: int) -> Response:
    """Every table with its people, its work and its time."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        return desk_page(
            "pages/desk/tables.html",
            painter,
            session.get_one(Workshop, workshop_id),
            sitting=tables_by_name(session, painter.scope),
            **ways_to_split(session, painter.scope),
        )


@blueprint.get("/w/<int:workshop_id>/pair")
def pair(workshop_id: int) -> Response:
    """Ask to sit with somebody, by a number that one tells the other."""
    with house().database.reading() as session:
        room_painter(session, workshop_id)
        participant = find_participant(workshop_id)
        if participant is None:
            raise NotAllowed(JOIN_FIRST)
        mine = painter_for(session, workshop_id, own(participant))
        return phone_page(
            "pages/pair.html",
            mine,
            companion=companion_name(session, mine.scope),
            number=pair_number(participant, house().settings.secret),
        )
