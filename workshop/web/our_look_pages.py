"""An organisation's own look: the page where it is chosen, and what a page of it fetches."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_login import current_user, login_required
from werkzeug.exceptions import RequestEntityTooLarge

from workshop.actions.our_look import save_look
from workshop.domain.colours import READABLE, contrast, readable
from workshop.domain.logos import LARGEST, TOO_LARGE, UNUSUAL, read_logo
from workshop.domain.policy import may_in_organisation
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.domain.words import N_
from workshop.extensions import csrf
from workshop.models import Organisation
from workshop.projections.editions import find_edition
from workshop.projections.organisation_look import look_of
from workshop.projections.scope import workshop_of
from workshop.publishing.document import Look
from workshop.publishing.editions import NO_SUCH_EDITION
from workshop.publishing.own_look import checked, is_taken, own_sheet
from workshop.publishing.own_look import look_of as look_from
from workshop.web import limits
from workshop.web.assets import FOR_EVER
from workshop.web.desk_pages import desk_painter
from workshop.web.errors import sentence_of
from workshop.web.heavy import off_the_loop
from workshop.web.house import house
from workshop.web.identity import account_actor
from workshop.web.rendering import page, see_other
from workshop.web.way_back import is_our_path

blueprint = Blueprint("our_look", __name__)
AROUND = 16_000
"""Bytes of a form besides its file."""
FIRST_COLOUR = "#0a5a50"
TOO_PALE = N_("This colour is too pale for words on white. Titles take a darker shade of it.")
NOT_YOURS = N_("Only an administrator of your organisation can change this.")


@blueprint.get("/our-look")
@login_required  # type: ignore[untyped-decorator]
def choose() -> Response:
    """The look there is, and the way to change it."""
    return _look_page()


@blueprint.post("/our-look")
@csrf.exempt  # type: ignore[untyped-decorator]  # its token is checked in _sent
@login_required  # type: ignore[untyped-decorator]
def keep() -> Response:
    """Keep what was sent; what was typed stays when it is refused."""
    if not _may_change():
        raise NotAllowed(NOT_YOURS)
    limits.commands.take(f"account {current_user.account_id}")
    sent: dict[str, Any] = {}
    try:
        sent = _sent()
        if sent["logo"]:
            sent["logo"] = read_logo(sent["logo"])
            if not off_the_loop(is_taken, sent["logo"]):
                raise NotValid(UNUSUAL, field="logo")
        house().door.perform(save_look, account_actor(), **sent)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _look_page(refusal, sent)
    return see_other(f"/our-look?kept=yes&back={_back()}#kept")


@blueprint.get("/our-look/logo.png")
@login_required  # type: ignore[untyped-decorator]
def our_logo() -> Response:
    """The logo as it is now."""
    return _as_png(_our_look())


@blueprint.get("/o/<slug>/<key>/<int:number>/logo.png")
def logo_of_edition(slug: str, key: str, number: int) -> Response:
    """The logo that an edition keeps."""
    with house().database.reading() as session:
        kept = find_edition(session, slug, key, number)
        if kept is None:
            raise NotFound(NO_SUCH_EDITION)
        return _as_png(checked(look_from(kept.document.get("look"))))


@blueprint.get("/desk/<int:workshop_id>/draft/logo.png")
@login_required  # type: ignore[untyped-decorator]
def logo_of_draft(workshop_id: int) -> Response:
    """The logo that the next edition would keep."""
    with house().database.reading() as session:
        workshop = workshop_of(session, desk_painter(session, workshop_id).scope)
        return _as_png(checked(look_from(look_of(session, workshop.organisation_id))))


@blueprint.get("/look/<colour>.css")
def sheet(colour: str) -> Response:
    """A colour for the titles of a page, readable by day and in the dark."""
    if len(colour) != 6 or not set(colour) <= set("0123456789abcdef"):
        abort(404)
    answer = Response(own_sheet(f"#{colour}"), mimetype="text/css")
    answer.headers["Cache-Control"] = FOR_EVER
    return answer


def _sent() -> dict[str, Any]:
    """The form with its file, which goes through memory only."""
    request.max_content_length = LARGEST + AROUND
    setattr(request, "_get_file_stream", lambda **_: BytesIO())  # noqa: B010
    try:
        csrf.protect()
        form, file = request.form, request.files.get("logo")
    except RequestEntityTooLarge as error:
        raise NotValid(TOO_LARGE, field="logo") from error
    return {
        "logo": file.read() if file else b"",
        "logo_words": form.get("logo_words", ""),
        "colour": _chosen(form.get("colour", ""), bool(form.get("has_colour"))),
        "is_without_logo": bool(form.get("is_without_logo")),
    }


def _chosen(colour: str, is_ticked: bool) -> str:
    """The colour that is wanted: who picks another one and forgets the tick means it too."""
    look = _our_look()
    stood = (look.colour if look else "") or FIRST_COLOUR
    return colour if is_ticked or colour.lower() != stood else ""


def _look_page(refusal: Refusal | None = None, sent: dict[str, Any] | None = None) -> Response:
    look, back = _our_look() or Look(), _back()
    with house().database.reading() as session:
        name = session.get_one(Organisation, current_user.organisation_id).name
    is_pale = bool(look.colour) and contrast(look.colour, "#ffffff") < READABLE
    shown = page(
        "pages/our_look.html", look=look, typed=sent or _typed(look), may_change=_may_change(),
        own_sheet=f"/look/{look.colour[1:]}.css" if look.colour else "",
        first_colour=FIRST_COLOUR,
        too_pale=TOO_PALE if is_pale else "", shade=readable(look.colour) if is_pale else "",
        is_kept="kept" in request.args, back=back, organisation_name=name, home_href="/",
        wrong=refusal.field if refusal else "", refused=sentence_of(refusal) if refusal else "",
    )  # fmt: skip
    shown.status_code = refusal.status if refusal else 200
    return shown


def _typed(look: Look) -> dict[str, Any]:
    return {"logo_words": look.logo_words, "colour": look.colour, "is_without_logo": False}


def _our_look() -> Look | None:
    with house().database.reading() as session:
        return checked(look_from(look_of(session, current_user.organisation_id)))


def _may_change() -> bool:
    return may_in_organisation("look.save", current_user.role)


def _back() -> str:
    back = request.args.get("back", "")
    return back if is_our_path(back) else ""


def _as_png(look: Look | None) -> Response:
    if look is None or not look.logo:
        abort(404)
    return Response(look.logo, mimetype="image/png")
