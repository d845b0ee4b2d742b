"""Choosing what a new workshop begins from; on the desk, bringing it in; on phones, reading it."""

from flask import Blueprint, Response, request
from flask_login import login_required

from workshop.actions.permission import kind_now
from workshop.domain import policy
from workshop.domain.refusals import NotFound, NotValid, Refusal
from workshop.domain.words import N_
from workshop.extensions import csrf
from workshop.models import Workshop
from workshop.projections.origins import origin_in_full
from workshop.web.beginnings import (
    beginning_in,
    choosing_page,
    refuse_supporters,
    take_large_form,
)
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.house import house
from workshop.web.phone_pages import phone_page, room_painter
from workshop.web.starting_pages import proposed_page

blueprint = Blueprint("origin", __name__)
NO_ORIGIN = N_("This workshop was not begun from other guidance.")
NO_FILE = N_("Please choose a file first.")


@blueprint.get("/new/from")
@login_required  # type: ignore[untyped-decorator]
def choose() -> Response:
    """What there is to begin from."""
    refuse_supporters()
    return choosing_page()


@blueprint.post("/new/from")
@csrf.exempt  # type: ignore[untyped-decorator]  # its token is checked in take_large_form
@login_required  # type: ignore[untyped-decorator]
def read_file() -> Response:
    """Read a file that was brought along, and propose a workshop; nothing is kept yet."""
    refuse_supporters()
    try:
        take_large_form()
        file = request.files.get("file")
        written = file.stream.read() if file else b""
        if not written:
            raise NotValid(NO_FILE, field="file")
        return proposed_page(beginning_in(written))
    except Refusal as refusal:
        return choosing_page(refusal)


@blueprint.get("/desk/<int:workshop_id>/origin")
@login_required  # type: ignore[untyped-decorator]
def bring_in(workshop_id: int) -> Response:
    """Every principle of the origin, to be brought in."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        kind = kind_now(session, workshop)
        found = origin_in_full(session, painter.scope)
        if found is None:
            raise NotFound(NO_ORIGIN)
        may = policy.may("origin.bring_in", policy.FACILITATOR, workshop.state, kind)
        return desk_page(
            "pages/desk/origin.html", painter, workshop, origin=found, may_bring_in=may
        )


@blueprint.get("/w/<int:workshop_id>/origin")
def read(workshop_id: int) -> Response:
    """What this began from, for everybody in the room."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        found = origin_in_full(session, painter.scope)
        if found is None:
            raise NotFound(NO_ORIGIN)
        return phone_page("pages/origin.html", painter, origin=found)
