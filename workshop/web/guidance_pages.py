"""Editions: the public page of each, and its files."""

from flask import Blueprint, Response, abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Edition, Workshop
from workshop.publishing.formats import formats
from workshop.publishing.gathering import guidance_from
from workshop.publishing.html import html_of as page_of
from workshop.web.heavy import off_the_loop
from workshop.web.house import house

blueprint = Blueprint("guidance", __name__)


@blueprint.get("/g/<code>/<int:number>")
def edition(code: str, number: int) -> Response:
    """An edition as a web page, for everybody."""
    with house().database.reading() as session:
        kept = _edition_for(session, code, number)
        base = f"/g/{code}/{number}"
        others = [f for f in formats().values() if f.name != "html"]
        links = tuple((f.label, f"{base}.{f.extension}") for f in others)
        text = page_of(guidance_from(kept.document), house().assets.address, files=links)
        return Response(text, mimetype="text/html")


@blueprint.get("/g/<code>/<int:number>.<extension>")
def edition_file(code: str, number: int, extension: str) -> Response:
    """An edition as a file."""
    wanted = next((f for f in formats().values() if f.extension == extension), None)
    if wanted is None:
        abort(404)
    with house().database.reading() as session:
        document = guidance_from(_edition_for(session, code, number).document)
    content = off_the_loop(wanted.writer, document, str)
    answer = Response(content, mimetype=wanted.media_type)
    name = f"guidance-{number}.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _edition_for(session: Session, code: str, number: int) -> Edition:
    found = (
        select(Edition)
        .join(Workshop, Workshop.id == Edition.workshop_id)
        .where(Workshop.code == code, Edition.number == number)
    )
    kept = session.scalar(found)
    if kept is None:
        abort(404)
    return kept
