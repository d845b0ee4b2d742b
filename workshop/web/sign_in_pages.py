"""Signing in and out, invitations, and the list of workshops."""

from collections import defaultdict

from flask import Blueprint, Response, request
from flask import session as cookie
from flask_login import current_user, login_required, login_user, logout_user
from sqlalchemy import select

from workshop.actions.accounts import (
    accept_as_oneself,
    accept_invitation,
    invitation_for,
    invite,
    sign_in,
    sign_out,
)
from workshop.actions.recording import begin
from workshop.domain.actors import NOBODY
from workshop.domain.refusals import Refusal, TooMany
from workshop.domain.text import read_number
from workshop.domain.words import N_
from workshop.extensions import login_manager
from workshop.models import Facilitation, Organisation, Workshop
from workshop.projections.editions import due_for_review
from workshop.publishing.reviewing import reminder_of
from workshop.web import limits
from workshop.web.edition_pages import day_said
from workshop.web.errors import sentence_of
from workshop.web.house import house
from workshop.web.identity import account_actor, load_signed_in
from workshop.web.rendering import page, see_other
from workshop.web.way_back import is_our_path

blueprint = Blueprint("sign_in", __name__)
login_manager.login_view = "sign_in.ask_who"


@blueprint.get("/sign-in")
def ask_who() -> Response:
    """Ask for address and password."""
    return page("pages/sign_in.html", email="", error="")


@blueprint.post("/sign-in")
def check_who() -> Response:
    """Sign in, or say that the pair is not known."""
    email = request.form.get("email", "")
    try:
        if not limits.wrong_passwords.has_room(email.lower()):
            raise TooMany(N_("Too many tries. Please wait a few minutes."))
        answer = house().door.perform(
            sign_in, NOBODY, email=email, password=request.form.get("password", "")
        )
    except Refusal as refusal:
        if limits.wrong_passwords.has_room(email.lower()):
            limits.wrong_passwords.take(email.lower())
        shown = page("pages/sign_in.html", email=email, error=sentence_of(refusal))
        shown.status_code = refusal.status
        return shown
    return _signed_in(answer["token"], request.args.get("next", "/"))


@blueprint.post("/sign-out")
@login_required  # type: ignore[untyped-decorator]
def leave() -> Response:
    """End this session."""
    house().door.perform(sign_out, account_actor(), token=current_user.token)
    logout_user()
    return see_other("/sign-in")


@blueprint.get("/welcome/<token>")
def open_invitation(token: str) -> Response:
    """Show an invitation."""
    return _invitation_page(token, {}, "")


@blueprint.post("/welcome/<token>")
def take_invitation(token: str) -> Response:
    """Make the account, or use the one that is signed in."""
    form = request.form
    try:
        if form.get("as_oneself") and current_user.is_authenticated:
            house().door.perform(accept_as_oneself, account_actor(), token=token)
            return see_other("/")
        answer = house().door.perform(
            accept_invitation,
            NOBODY,
            token=token,
            name=form.get("name", ""),
            email=form.get("email", ""),
            password=form.get("password", ""),
            organisation=form.get("organisation", ""),
        )
    except Refusal as refusal:
        shown = _invitation_page(token, dict(form), sentence_of(refusal))
        shown.status_code = refusal.status
        return shown
    return _signed_in(answer["token"], "/")


@blueprint.get("/")
def home() -> Response:
    """The list of workshops for who is signed in; the join page for everybody else."""
    if not current_user.is_authenticated:
        return page("pages/join_code.html", typed="", error="")
    with house().database.reading() as session:
        found = (
            select(Workshop, Facilitation.role)
            .join(Facilitation, Facilitation.workshop_id == Workshop.id)
            .where(Facilitation.account_id == current_user.account_id)
            .order_by(Workshop.state.desc(), Workshop.id.desc())
        )
        organisation = session.get_one(Organisation, current_user.organisation_id)
        mine = [(row[0], row[1]) for row in session.execute(found)]
        rows = [{"row": workshop, "role": role} for workshop, role in mine]
        today = house().clock().date()
        run = [workshop.id for workshop, role in mine if role == "facilitator"]
        due = [reminder_of(one, today) for one in due_for_review(session, run, today)]
        return page(
            "pages/workshops.html", workshops=rows, organisation_name=organisation.name,
            home_href="/", link="", due=due, public_page=f"/o/{organisation.slug}",
            day=day_said,
        )  # fmt: skip


@blueprint.post("/invite")
@login_required  # type: ignore[untyped-decorator]
def make_invitation() -> Response:
    """Make a link for a colleague or a supporter, and show it once."""
    answer = house().door.perform(
        invite,
        account_actor(),
        role=request.form.get("role", ""),
        workshop=read_number(request.form.get("workshop", "")) or None,
    )
    link = f"{request.host_url}welcome/{answer['token']}"
    return page("pages/invitation_made.html", link=link, organisation_name="", home_href="/")


def _invitation_page(token: str, typed: dict[str, str], error: str) -> Response:
    with house().database.reading() as session:
        begin(session, now=house().door.clock(), settings=house().settings)
        invitation = invitation_for(session, token)
        return page(
            "pages/invitation.html", invitation=invitation, typed=defaultdict(str, typed),
            error=error,
        )  # fmt: skip


def _signed_in(token: str, wanted: str) -> Response:
    cookie.clear()
    cookie.permanent = True
    login_user(load_signed_in(token))
    return see_other(wanted if is_our_path(wanted) else "/")
