"""Editions for everybody: their pages and files at addresses that stay."""

import re

from flask import Blueprint, Response, abort, request
from sqlalchemy import select

from workshop.domain.refusals import NotFound, TooMany
from workshop.domain.words import N_
from workshop.models import Organisation, Workshop
from workshop.publishing.document import Guidance
from workshop.publishing.editions import NO_SUCH_EDITION, edition_of
from workshop.publishing.formats import formats
from workshop.publishing.html import html_of as page_of
from workshop.web import limits
from workshop.web.heavy import off_the_loop
from workshop.web.house import house
from workshop.web.rendering import zipped

blueprint = Blueprint("editions", __name__)
NAMED = re.compile(r"\d{1,9}(\.[a-z]{1,8})?")


@blueprint.get("/o/<slug>/<key>/<int:number>")
def edition(slug: str, key: str, number: int) -> Response:
    """An edition as a web page, for everybody."""
    return edition_page(_edition_at(slug, key, number), request.path)


@blueprint.get("/o/<slug>/<key>/<int:number>.<extension>")
def edition_file(slug: str, key: str, number: int, extension: str) -> Response:
    """An edition as a file."""
    wanted = next((f for f in formats().values() if f.extension == extension), None)
    if wanted is None:
        abort(404)
    content = off_the_loop(wanted.writer, _edition_at(slug, key, number), str)
    answer = Response(content, mimetype=wanted.media_type)
    name = f"guidance-{number}.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/g/<code>/<edition>")
def moved(code: str, edition: str) -> Response:
    """Where an edition of an earlier release stays now: its address had the join code in it."""
    sender = request.remote_addr or ""
    if not limits.wrong_codes.has_room(sender):
        raise TooMany(N_("That were too many wrong addresses. Please wait a minute."))
    with house().database.reading() as session:
        found = session.execute(
            select(Organisation.slug, Workshop.public_key)
            .join(Workshop, Workshop.organisation_id == Organisation.id)
            .where(Workshop.code == code)
        ).first()
    if found is None or not NAMED.fullmatch(edition):
        limits.wrong_codes.take(sender)
        raise NotFound(NO_SUCH_EDITION)
    return Response(status=301, headers={"Location": f"/o/{found[0]}/{found[1]}/{edition}"})


def edition_page(guidance: Guidance, base: str) -> Response:
    """A guidance as a web page; its files lie at the same address with their endings."""
    others = [f for f in formats().values() if f.name != "html"]
    files = tuple((f.label, f"{base}.{f.extension}") for f in others)
    text = page_of(guidance, house().assets.address, files=files)
    return zipped(Response(text, mimetype="text/html"))


def _edition_at(slug: str, key: str, number: int) -> Guidance:
    with house().database.reading() as session:
        return edition_of(session, slug, key, number, house().settings.address)[1]
