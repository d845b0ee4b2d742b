"""The rules of the lens, for the phones of a workshop: those that hold in its organisation."""

from flask import Blueprint, Response, request

from workshop.models import Workshop
from workshop.projections.lens import lens_of
from workshop.web.house import house
from workshop.web.phone_pages import room_painter
from workshop.web.sent_lens import sent_lens

blueprint = Blueprint("lens", __name__, url_prefix="/w/<int:workshop_id>")
FOR_EVER = "private, max-age=31536000, immutable"


@blueprint.get("/lens/<release>.json")
def rules(workshop_id: int, release: str) -> Response:
    """The rules of now; a phone may keep them only under their own name.

    An organisation can go back to older rules, and with them to an older name: what a phone
    kept under that name must be those rules.
    """
    with house().database.reading() as session:
        room_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        sent = sent_lens(lens_of(session, workshop.organisation_id))
    answer = Response(sent.content, mimetype="application/json")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = Response(sent.zipped, mimetype="application/json")
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Cache-Control"] = FOR_EVER if release == sent.release else "no-store"
    answer.headers["Vary"] = "Accept-Encoding"
    return answer
