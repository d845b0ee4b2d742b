"""Editions: the public page of each, and its files."""

from flask import Blueprint, Response, abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.models import Edition, Workshop
from workshop.publishing.gathering import guidance_from
from workshop.web.file_pages import file_answer, format_for
from workshop.web.house import house
from workshop.web.public_pages import guidance_page

blueprint = Blueprint("guidance", __name__)


@blueprint.get("/g/<code>/<int:number>")
def edition(code: str, number: int) -> Response:
    """An edition as a web page, for everybody."""
    with house().database.reading() as session:
        document = guidance_from(_edition_for(session, code, number).document)
    return guidance_page(document, f"/g/{code}/{number}")


@blueprint.get("/g/<code>/<int:number>.<extension>")
def edition_file(code: str, number: int, extension: str) -> Response:
    """An edition as a file."""
    form = format_for(extension)
    with house().database.reading() as session:
        kept = _edition_for(session, code, number)
        document, workshop = guidance_from(kept.document), kept.workshop_id
    return file_answer(document, form, workshop, back=f"/g/{code}/{number}", is_public=True)


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
