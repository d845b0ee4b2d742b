"""The facilitator's pages of the guidance: what would be published, and what was."""

from flask import Blueprint, Response, request
from flask_login import login_required

from workshop.models import Workshop
from workshop.projections.editions import editions_of
from workshop.projections.guidance import guidance
from workshop.publishing.editions import draft_of
from workshop.publishing.formats import formats
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.edition_pages import edition_page
from workshop.web.house import house

blueprint = Blueprint("guidance", __name__)


@blueprint.get("/desk/<int:workshop_id>/guidance")
@login_required  # type: ignore[untyped-decorator]
def plan(workshop_id: int) -> Response:
    """What would be published now, and the editions there are."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        return desk_page(
            "pages/desk/guidance.html",
            painter,
            workshop,
            principles=guidance(session, painter.scope)["principles"],
            editions=editions_of(session, workshop_id),
            formats=formats().values(),
        )


@blueprint.get("/desk/<int:workshop_id>/draft")
@login_required  # type: ignore[untyped-decorator]
def draft(workshop_id: int) -> Response:
    """What stands now as the web page that it would be, marked as a draft."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        return edition_page(draft_of(session, painter.scope), request.path)
