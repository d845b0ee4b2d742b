"""Files of a guidance: given when they are made, and until then a page that says how far it is."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request
from flask_login import login_required

from workshop.actions.exporting import OPEN, cancel_file
from workshop.domain.actors import SERVER
from workshop.domain.refusals import NotAllowed
from workshop.models import Export
from workshop.publishing import formats as written
from workshop.publishing.editions import draft_told
from workshop.publishing.formats import Format, file_name, formats
from workshop.publishing.making import Order, mark_of
from workshop.publishing.told import Told
from workshop.web import limits
from workshop.web.desk_pages import desk_painter, workshop_with_role
from workshop.web.exporting import ask_for, find_file, pieces_of, wait_for
from workshop.web.house import house
from workshop.web.rendering import page, see_other
from workshop.web.way_back import is_our_path

blueprint = Blueprint("files", __name__)
PATIENCE, SOON = 4, 1
"""Seconds until a browser is told to ask again, at first and then."""
AGAIN_AFTER = 2
WAITED = "waited"
STATUS = {"waiting": 202, "making": 202, "ready": 200, "failed": 409, "cancelled": 409}
FACILITATOR = "facilitator"


@blueprint.get("/desk/<int:workshop_id>/draft.<extension>")
@login_required  # type: ignore[untyped-decorator]
def draft_file(workshop_id: int, extension: str) -> Response:
    """The guidance as it stands now, as a file, for its facilitators."""
    form = format_for(extension)
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        draft = draft_told(session, painter.scope)
    return file_answer(draft, form, workshop_id, back=f"/desk/{workshop_id}/guidance")


@blueprint.post("/files/<token>/cancel")
def cancel(token: str) -> Response:
    """Go back; who runs the workshop stops the file for all who wait.

    A public file is everybody's: anybody else only leaves its page.
    """
    found = find_file(house(), token)
    if found is None:
        abort(404)
    if _may_stop(found):
        house().door.perform(cancel_file, SERVER, token=token)
    elif not found.is_public:
        abort(403)
    back = request.form.get("back", "")
    return see_other(back if is_our_path(back) else "/")


def format_for(extension: str) -> Format:
    """The format with this extension, or no page."""
    found = next((one for one in formats().values() if one.extension == extension), None)
    if found is None:
        abort(404)
    return found


def file_answer(
    told: Told, form: Format, workshop_id: int, *, back: str, is_public: bool = False
) -> Response:
    """The file if it is made, or is soon; else the page that waits for it. `back` leads there.

    Refuses with a sentence what cannot be made, and too much at once.
    """
    order = Order(form.name, told)
    sender, token = request.remote_addr or "", ""
    wanted = f"{workshop_id}/{form.name}/{_release()}/{mark_of(order)}"
    token, is_new = ask_for(
        house(), order, workshop=workshop_id, wanted=wanted, is_public=is_public,
        may_begin=limits.files.has_room(sender),
    )  # fmt: skip
    if is_new:
        limits.files.take(sender)
    is_waiting = WAITED in request.args
    found = wait_for(house(), token, SOON if is_waiting else PATIENCE)
    if found is not None and found.state == "ready" and not is_waiting:
        return _file(found, file_name(told.number, form.extension), form)
    return _state_page(found, form, back)


def _may_stop(found: Export) -> bool:
    """Whether who asks runs the workshop that the file is of."""
    try:
        with house().database.reading() as session:
            workshop_with_role(session, found.workshop_id, FACILITATOR)
    except NotAllowed:
        return False
    return True


def _file(found: Export, name: str, form: Format) -> Response:
    answer = Response(pieces_of(house(), found.id), content_type=form.media_type)
    answer.headers["Content-Length"] = str(found.size)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _state_page(found: Export | None, form: Format, back: str) -> Response:
    """How it stands. A browser shows the page on while it takes the file, so that is said too."""
    state = found.state if found else "cancelled"
    may_stop = found is not None and state in OPEN and _may_stop(found)
    answer = page("pages/making_file.html", file=found, state=state, label=form.label, back=back,
                  href=request.path, has_error=state == "failed", may_stop=may_stop)  # fmt: skip
    answer.status_code = STATUS[state]
    if state == "ready":
        answer.headers["Refresh"] = f"0; url={request.path}"
    elif state in OPEN:
        answer.headers["Refresh"] = f"{AGAIN_AFTER}; url={request.path}?{WAITED}=1"
        answer.headers["Retry-After"] = str(AGAIN_AFTER)
    return answer


@cache
def _release() -> str:
    """What wrote the files: another release may write the same guidance in other bytes."""
    digest = hashlib.sha256()
    for file in sorted(Path(written.__file__).parent.glob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
