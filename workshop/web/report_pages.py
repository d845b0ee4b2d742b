"""Reports on how a guidance was made: the form for those who ran it, and the public pages."""

from typing import Any

from flask import Blueprint, Response, abort, request
from flask_login import login_required

from workshop.domain.refusals import Refusal
from workshop.models import Workshop
from workshop.projections.report_form import report_shown, reports_shown
from workshop.publishing.document import Guidance
from workshop.publishing.html import page_from
from workshop.publishing.reports import counted, report_manuscripts
from workshop.publishing.text import WORDS_FOR_THIS, document_title
from workshop.web.commands import read_command
from workshop.web.desk_pages import desk_page, desk_painter
from workshop.web.edition_pages import edition_at, public_page
from workshop.web.errors import sentence_of
from workshop.web.forms import message_from
from workshop.web.house import house
from workshop.web.identity import account_actor
from workshop.web.rendering import see_other, zipped

blueprint = Blueprint("reports", __name__)
View = dict[str, Any]


@blueprint.get("/desk/<int:workshop_id>/reports")
@login_required  # type: ignore[untyped-decorator]
def every(workshop_id: int) -> Response:
    """How far each report is."""
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        workshop = session.get_one(Workshop, workshop_id)
        found = reports_shown(session, painter.scope)
        return desk_page("pages/desk/reports.html", painter, workshop, **found)


@blueprint.get("/desk/<int:workshop_id>/reports/<name>")
@login_required  # type: ignore[untyped-decorator]
def one(workshop_id: int, name: str) -> Response:
    """What one report asks."""
    return _form(workshop_id, name)


@blueprint.post("/desk/<int:workshop_id>/reports/<name>")
@login_required  # type: ignore[untyped-decorator]
def keep(workshop_id: int, name: str) -> Response:
    """Keep every answer of the page; where one is refused, all that was typed is shown again."""
    try:
        message = message_from(request.form) | {"workshop": workshop_id}
        action, args = read_command("report.answer", message, is_form=True)
        house().door.perform(action, account_actor(), **args)
    except Refusal as refusal:
        return _form(workshop_id, name, refusal)
    return see_other(f"/desk/{workshop_id}/reports#report-{name}")


@blueprint.get("/o/<slug>/<key>/<int:number>/reports")
def reports(slug: str, key: str, number: int) -> Response:
    """The reports of an edition, for everybody."""
    _kept, guidance, listed = edition_at(slug, key, number)
    if not guidance.reports:
        abort(404)
    answer = public_page(
        "pages/edition_reports.html", title=document_title(guidance), notice=guidance.notice,
        reports=[(report, counted(report, WORDS_FOR_THIS)) for report in guidance.reports],
        address=f"/o/{slug}/{key}/{number}", organisation=guidance.organisation,
    )  # fmt: skip
    return _found_only_where_listed(answer, guidance, listed)


@blueprint.get("/o/<slug>/<key>/<int:number>/reports/<name>")
def report(slug: str, key: str, number: int, name: str) -> Response:
    """One report of an edition as a web page, for everybody."""
    _kept, guidance, listed = edition_at(slug, key, number)
    address = f"/o/{slug}/{key}/{number}"
    found = dict(report_manuscripts(guidance)).get(name)
    if found is None:
        abort(404)
    others = tuple((one.title, f"{address}/reports/{one.name}")
                   for one in guidance.reports if one.name != name)  # fmt: skip
    links = ((document_title(guidance), address), *others)
    page = page_from(found, house().assets.address, files=links)
    answer = zipped(Response(page, mimetype="text/html"))
    return _found_only_where_listed(answer, guidance, listed)


def _found_only_where_listed(answer: Response, guidance: Guidance, listed: bool) -> Response:
    """A search engine finds the reports of an edition where it finds the edition."""
    if guidance.standing == "withdrawn" or not listed:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _form(workshop_id: int, name: str, refusal: Refusal | None = None) -> Response:
    with house().database.reading() as session:
        painter = desk_painter(session, workshop_id)
        found = report_shown(session, painter.scope, name)
        if refusal:
            found["asked"] = [_as_typed(asked, refusal) for asked in found["asked"]]
        shown = desk_page(
            "pages/desk/report.html",
            painter,
            session.get_one(Workshop, workshop_id),
            report=found,
            refused=sentence_of(refusal) if refusal else "",
            wrong=refusal.field if refusal else "",
        )
    shown.status_code = refusal.status if refusal else 200
    return shown


def _as_typed(asked: View, refusal: Refusal) -> View:
    """A question with what was typed; where somebody else answered meanwhile, with that too."""
    key, was = asked["key"], request.form.get(f"was.{asked['key']}", "")
    typed = request.form.get(f"answers.{key}")
    if typed is None:
        return asked
    is_theirs = refusal.field == key and was != asked["mark"]
    return asked | {
        "answer": typed,
        "is_open": key in request.form.getlist("left_open[]"),
        "theirs": asked["answer"] if is_theirs else "",
        "mark": asked["mark"] if is_theirs else was,
    }

