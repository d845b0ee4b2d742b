"""The facilitator's pages: the desk and what lies behind its taps; the supporter's page."""

from typing import Any

from flask import Blueprint, Response
from flask_login import current_user, login_required
from sqlalchemy.orm import Session

from workshop.actions.permission import kind_now, role_of
from workshop.content import topic_for
from workshop.domain import policy
from workshop.domain.codes import shown_code, wall_token
from workshop.domain.objections import STATES
from workshop.domain.refusals import NotAllowed, NotFound
from workshop.domain.words import N_
from workshop.models import Workshop
from workshop.projections import desk, person
from workshop.projections.history import next_meeting
from workshop.projections.live_ballot import open_ballot
from workshop.projections.other_views import views_to_judge
from workshop.projections.people import persons_of
from workshop.projections.review import one_to_talk_about
from workshop.projections.suggestions import suggestions_to_judge
from workshop.projections.supporter import calls, has_supporter
from workshop.realtime.painting import Painter
from workshop.web.house import house
from workshop.web.identity import account_actor, owner_mark
from workshop.web.rendering import page, painter_for

blueprint = Blueprint("desk", __name__)
PARTS = ("bar", "agenda", "activity", "next", "people", "waiting")


@blueprint.get("/desk/<int:workshop_id>")
@login_required  # type: ignore[untyped-decorator]
def now(workshop_id: int) -> Response:
    """The desk."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        token = wall_token(workshop_id, workshop.wall_serial, house().settings.secret)
        parts = {f"{name}_slice": painter.paint(name) for name in PARTS}
        return desk_page("pages/desk.html", painter, workshop, wall_href=f"/wall/{token}", **parts)


@blueprint.get("/desk/<int:workshop_id>/people")
@login_required  # type: ignore[untyped-decorator]
def people(workshop_id: int) -> Response:
    """Names, and the door."""
    return _list_page(workshop_id, "pages/desk/people.html", persons_of, "persons")


@blueprint.get("/desk/<int:workshop_id>/notes")
@login_required  # type: ignore[untyped-decorator]
def notes(workshop_id: int) -> Response:
    """Every note, without its author, to be held back or let go."""
    return _list_page(workshop_id, "pages/desk/notes.html", desk.notes_to_judge, "notes")


@blueprint.get("/desk/<int:workshop_id>/suggestions")
@login_required  # type: ignore[untyped-decorator]
def suggestions(workshop_id: int) -> Response:
    """Every suggestion, without its author, to be held back or let go."""
    template = "pages/desk/suggestions.html"
    return _list_page(workshop_id, template, suggestions_to_judge, "suggestions")


@blueprint.get("/desk/<int:workshop_id>/views")
@login_required  # type: ignore[untyped-decorator]
def views(workshop_id: int) -> Response:
    """Every view that did not prevail, without its author, to be held back or let go."""
    return _list_page(workshop_id, "pages/desk/views.html", views_to_judge, "views")


@blueprint.get("/desk/<int:workshop_id>/review/<int:principle_id>")
@login_required  # type: ignore[untyped-decorator]
def review(workshop_id: int, principle_id: int) -> Response:
    """One principle to talk about: what became of what was said, and what is decided."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        found = one_to_talk_about(session, workshop_id, principle_id)
        if found is None:
            raise NotFound(N_("That principle is not here any more."))
        workshop = session.get_one(Workshop, workshop_id)
        kind = kind_now(session, workshop)
        return desk_page(
            "pages/desk/review.html",
            painter,
            workshop,
            one=found,
            kind=kind,
            states=list(STATES.items()),
            to_decide=[found | {"id": principle_id}],
        )


@blueprint.get("/desk/<int:workshop_id>/agenda")
@login_required  # type: ignore[untyped-decorator]
def agenda(workshop_id: int) -> Response:
    """Reorder and leave out."""
    return _list_page(workshop_id, "pages/desk/agenda.html", desk.agenda_steps, "steps")


@blueprint.get("/desk/<int:workshop_id>/starters")
@login_required  # type: ignore[untyped-decorator]
def starters(workshop_id: int) -> Response:
    """Starter principles, which a room may throw away."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        found = topic_for(workshop.topic).starters
        return desk_page("pages/desk/starters.html", painter, workshop, starters=found)


@blueprint.get("/desk/<int:workshop_id>/until")
@login_required  # type: ignore[untyped-decorator]
def until(workshop_id: int) -> Response:
    """Close until the next meeting, and say when it is."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        ballot = open_ballot(session, workshop_id)
        return desk_page(
            "pages/desk/until.html",
            painter,
            session.get_one(Workshop, workshop_id),
            again=next_meeting(session, painter.scope)["again"],
            has_ballot=ballot is not None,
            ends_at=ballot.ends_at.isoformat() if ballot and ballot.ends_at else "",
        )


@blueprint.get("/desk/<int:workshop_id>/someone")
@login_required  # type: ignore[untyped-decorator]
def someone(workshop_id: int) -> Response:
    """Who asked for someone, for those who run it where there is no supporter to come."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        if has_supporter(session, workshop_id):
            raise NotAllowed(N_("There is a supporter, and calls go to supporters only."))
        workshop = session.get_one(Workshop, workshop_id)
        found = calls(session, painter.scope)
        return desk_page("pages/desk/someone.html", painter, workshop, **found)


@blueprint.get("/supporter/<int:workshop_id>")
@login_required  # type: ignore[untyped-decorator]
def supporter(workshop_id: int) -> Response:
    """Who asked for someone."""
    with house().database.reading() as session:
        workshop = workshop_with_role(session, workshop_id, policy.SUPPORTER)
        painter = painter_for(session, workshop.id, "supporter")
        return page(
            "pages/supporter.html",
            workshop=workshop_id,
            epoch=painter.epoch,
            help=painter.paint("help"),
        )


def workshop_with_role(session: Session, workshop_id: int, role: str) -> Workshop:
    """The workshop, if the signed-in account has this role in it."""
    workshop = session.get(Workshop, workshop_id)
    if workshop is None or role_of(session, account_actor(), workshop) != role:
        raise NotAllowed(N_("You have no part in this workshop. Ask its facilitator for a link."))
    return workshop


def desk_painter(session: Session, workshop_id: int) -> Painter:
    """A painter for the desk, for facilitators only."""
    workshop_with_role(session, workshop_id, policy.FACILITATOR)
    return painter_for(session, workshop_id, "desk")


def desk_page(template: str, painter: Painter, workshop: Workshop, **view: Any) -> Response:
    """A page of the desk."""
    return page(
        template,
        workshop=workshop.id,
        epoch=painter.epoch,
        owner=owner_mark(account_actor()),
        workshop_name=workshop.title,
        join_code=shown_code(workshop.code),
        raw_code=workshop.code,
        entrance=workshop.entrance,
        state=workshop.state,
        organisation_name=current_user.name,
        home_href="/",
        **view,
    )


def _list_page(workshop_id: int, template: str, projection: Any, name: str) -> Response:
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        view = {name: projection(session, painter.scope)}
        voices = person.voices_of(session, painter.scope)
        return desk_page(template, painter, workshop, voices=voices, **view)
