"""A workshop taken away as a file, and one brought in from a file."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_login import current_user, login_required
from sqlalchemy import select
from werkzeug.exceptions import RequestEntityTooLarge

from workshop.archives.checking import LARGE, checked_or_refused
from workshop.archives.documents import guidance_in
from workshop.archives.fitting import can_come_in
from workshop.archives.measures import LARGEST, MOST_THINGS
from workshop.archives.reading import bring_in
from workshop.archives.writing import archive_of, refuse_votes, written
from workshop.domain.refusals import NotAllowed, NotValid, Refusal
from workshop.domain.words import N_
from workshop.extensions import csrf
from workshop.models import BroughtEdition, Workshop
from workshop.publishing.document import Guidance
from workshop.publishing.html import html_of
from workshop.web import limits
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.errors import sentence_of
from workshop.web.heavy import off_the_loop
from workshop.web.house import house
from workshop.web.identity import account_actor
from workshop.web.rendering import page, see_other

blueprint = Blueprint("archives", __name__)
AROUND = 10_000
"""Bytes of a form around its file."""
LIMITS = {"megabytes": LARGEST // 1_000_000, "things": f"{MOST_THINGS:,}"}
NO_FILE = N_("Please choose a file first.")
CAME = N_(
    "This edition came with the file of a workshop. {organisation} published it, and nobody here."
)
WITHDRAWN = N_("It was withdrawn: {reason}")
UNKNOWN = ("topic", "method")


@blueprint.get("/desk/<int:workshop_id>/archive")
@login_required  # type: ignore[untyped-decorator]
def look(workshop_id: int) -> Response:
    """What is in the file and what is not; the editions that came with one."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        try:
            refuse_votes(session, workshop_id)
            waits = ""
        except Refusal as refusal:
            waits = sentence_of(refusal)
        came = select(BroughtEdition).where(BroughtEdition.workshop_id == workshop_id)
        return desk_page(
            "pages/desk/archive.html",
            painter,
            session.get_one(Workshop, workshop_id),
            waits=waits,
            is_large="large" in request.args,
            **LIMITS,
            unknown=[one for one in UNKNOWN if one in request.args.getlist("unknown")],
            is_new="new" in request.args,
            editions=list(session.scalars(came.order_by(BroughtEdition.place))),
        )


@blueprint.get("/desk/<int:workshop_id>/archive/file")
@login_required  # type: ignore[untyped-decorator]
def take_away(workshop_id: int) -> Response:
    """The file; of one that could not come in again, first the word that it is so."""
    with house().database.reading() as session:
        desk_painter(session, workshop_id)
        _slow_down()
        archive = archive_of(session, workshop_id, house().clock())
    content = off_the_loop(written, archive)
    if not can_come_in(archive, content) and "anyway" not in request.args:
        return see_other(f"/desk/{workshop_id}/archive?large")
    answer = Response(content, mimetype="application/json")
    name = re.sub(r"[^a-z0-9]+", "-", archive.workshop.title.lower()).strip("-")[:60] or "workshop"
    disposition = f'attachment; filename="{name}.workshop.json"'
    answer.headers["Content-Disposition"] = disposition
    return answer


@blueprint.get("/desk/<int:workshop_id>/archive/<int:place>")
@login_required  # type: ignore[untyped-decorator]
def came(workshop_id: int, place: int) -> Response:
    """An edition that came with a file, for who runs the workshop and nobody else."""
    with house().database.reading() as session:
        desk_painter(session, workshop_id)
        row = session.get(BroughtEdition, (workshop_id, place))
        if row is None:
            abort(404)
        guidance = _as_it_came(guidance_in(row.guidance), row)
    return Response(off_the_loop(html_of, guidance, house().assets.address), mimetype="text/html")


@blueprint.get("/bring-in")
@login_required  # type: ignore[untyped-decorator]
def ask() -> Response:
    """Choose a file."""
    return _asking_page()


@blueprint.post("/bring-in")
@csrf.exempt  # type: ignore[untyped-decorator]  # its token is checked in _sent_file
@login_required  # type: ignore[untyped-decorator]
def take_in() -> Response:
    """Check a file, make a workshop of it, and show what it became."""
    try:
        archive = off_the_loop(checked_or_refused, _sent_file())
        if isinstance(archive, Refusal):
            raise archive
        made = house().door.perform(bring_in, account_actor(), archive=archive)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _asking_page(refusal)
    lost = "".join(f"&unknown={name}" for name in made["unknown"])
    return see_other(f"/desk/{made['workshop']}/archive?new{lost}")


def _sent_file() -> bytes:
    """The bytes that were sent, when everything of who sends them is in order.

    Nothing of the request is read before that. What people wrote goes through memory only.
    """
    _refuse_supporters()
    _slow_down()
    request.max_content_length = LARGEST + AROUND
    setattr(request, "_get_file_stream", lambda **_: BytesIO())  # noqa: B010
    try:
        csrf.protect()
        sent = request.files.get("file")
    except RequestEntityTooLarge as error:
        raise NotValid(LARGE, field="file", most=LARGEST // 1_000_000) from error
    if sent is None or not sent.filename:
        raise NotValid(NO_FILE, field="file")
    content: bytes = sent.read()
    return content


def _refuse_supporters() -> None:
    if current_user.role == "supporter":
        raise NotAllowed(N_("Only a facilitator can start a workshop."))


def _slow_down() -> None:
    limits.brought_files.take(f"account {current_user.account_id}")


def _asking_page(refusal: Refusal | None = None) -> Response:
    _refuse_supporters()
    shown = page(
        "pages/bring_in.html",
        error=sentence_of(refusal) if refusal else "",
        organisation_name="",
        home_href="/",
        **LIMITS,
    )
    shown.status_code = refusal.status if refusal else 200
    return shown


def _as_it_came(guidance: Guidance, row: BroughtEdition) -> Guidance:
    said = [_say(CAME, organisation=guidance.organisation)]
    if row.withdrawn_at is not None:
        said.append(_say(WITHDRAWN, reason=row.withdrawn_reason))
    return replace(guidance, notice="\n\n".join(said))


def _say(sentence: str, **values: Any) -> str:
    return sentence_of(Refusal(sentence, **values))
