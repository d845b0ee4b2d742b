"""The facilitator's pages of editions: the draft of the next one, and what becomes of each."""

from flask import Blueprint, Response, request
from flask_login import login_required
from sqlalchemy.orm import Session

from workshop.domain.refusals import NotFound
from workshop.domain.words import N_
from workshop.models import Organisation, Workshop
from workshop.projections.editions import due_for_review, editions_of, is_listed
from workshop.projections.scope import Scope, View
from workshop.publishing.editions import draft_told
from workshop.publishing.formats import formats
from workshop.publishing.reviewing import reminder_of
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.edition_pages import day_said
from workshop.web.house import house
from workshop.web.public_pages import guidance_page

blueprint = Blueprint("guidance", __name__, url_prefix="/desk/<int:workshop_id>")


@blueprint.get("/edition/<int:number>")
@login_required  # type: ignore[untyped-decorator]
def edition(workshop_id: int, number: int) -> Response:
    """One edition, to be withdrawn or to stand again."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        every = editions_of(session, workshop_id)
        one = next((one for one in every if one.number == number), None)
        if one is None:
            raise NotFound(N_("There is no such edition."))
        workshop = session.get_one(Workshop, workshop_id)
        return desk_page("pages/desk/edition.html", painter, workshop, one=one, day=day_said)


@blueprint.get("/draft")
@login_required  # type: ignore[untyped-decorator]
def draft(workshop_id: int) -> Response:
    """What stands now as the web page that it would be, marked as a draft."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        found = draft_told(session, painter.scope)
    return guidance_page(found, request.path)


def editions_view(session: Session, scope: Scope, workshop: Workshop) -> View:
    """What macros/editions.html shows on the desk: the editions, and what is due for review."""
    today = scope.now.date()
    due = due_for_review(session, [workshop.id], today)
    organisation = session.get_one(Organisation, workshop.organisation_id)
    return {
        "editions": editions_of(session, workshop.id),
        "formats": formats().values(),
        "due": [reminder_of(one, today) for one in due],
        "is_listed": is_listed(session, workshop.id),
        "public_page": f"/o/{organisation.slug}",
        "day": day_said,
    }
