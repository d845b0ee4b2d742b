"""The wall, and the QR code."""

import io

import segno
from flask import Blueprint, Response

from workshop.domain.codes import read_code, wall_token
from workshop.domain.refusals import NotFound
from workshop.domain.text import read_number
from workshop.domain.words import N_
from workshop.models import Workshop
from workshop.web.house import house
from workshop.web.rendering import page, painter_for

blueprint = Blueprint("wall", __name__)


@blueprint.get("/wall/<token>")
def wall(token: str) -> Response:
    """The projector's page, for whoever has its link."""
    workshop_id = read_number(token.partition("-")[0])
    with house().database.reading() as session:
        workshop = session.get(Workshop, workshop_id)
        if workshop is None or token != wall_token(
            workshop_id, workshop.wall_serial, house().settings.secret
        ):
            raise NotFound(N_("This is not the address of a wall."))
        painter = painter_for(session, workshop_id, "wall")
        return page(
            "pages/wall.html",
            workshop=workshop_id,
            epoch=painter.epoch,
            token=token,
            wall=painter.paint("wall"),
        )


@blueprint.get("/qr/<code>.svg")
def qr(code: str) -> Response:
    """The QR code that opens the join page."""
    drawing = io.BytesIO()
    address = f"{house().settings.address}/j/{read_code(code)}"
    segno.make(address, error="m").save(
        drawing, kind="svg", scale=1, border=2, svgclass=None, lineclass=None, omitsize=True
    )
    return Response(drawing.getvalue(), mimetype="image/svg+xml")
