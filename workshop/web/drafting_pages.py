"""What the page of a principle asks for, beside its slices: the joint texts of its fields."""

import msgspec
from flask import Blueprint, Response, request

from workshop.actions.drafting import principle_for
from workshop.content import topic_for
from workshop.domain.text import read_number
from workshop.models import Workshop
from workshop.projections.advice import open_now
from workshop.projections.joint_texts import NOTHING, Standing, texts_for
from workshop.projections.sitting import table_of_principle
from workshop.web.house import house
from workshop.web.phone_pages import room_painter, what_may_be_done
from workshop.web.rendering import zipped

blueprint = Blueprint("drafting", __name__, url_prefix="/w/<int:workshop_id>")


@blueprint.get("/principle/<int:principle_id>/texts")
def texts(workshop_id: int, principle_id: int) -> Response:
    """Every field's text, or what is new in it; `?field=life.n` says what a page has of one."""
    with house().database.reading() as session:
        painter = room_painter(session, workshop_id)
        principle = principle_for(session, workshop_id, principle_id)
        topic = topic_for(session.get_one(Workshop, workshop_id).topic)
        fields = [one.key for one in topic.fields]
        held = {one: _standing(request.args.get(one, "")) for one in fields}
        may = what_may_be_done(session, painter.scope)("field.type")
        table = table_of_principle(session, painter.scope, principle.id)
        said = {
            "epoch": painter.epoch,
            "can_write": may and not table["is_elsewhere"],
            "open": open_now(session, principle.id),
            "fields": texts_for(session, principle.id, held, fields),
        }
    # Nothing secret goes with these words, so that their length tells of nothing else.
    return zipped(Response(msgspec.json.encode(said), mimetype="application/json"))


def _standing(said: str) -> Standing:
    life, dot, n = said.partition(".")
    return Standing(read_number(life), read_number(n)) if dot else NOTHING
