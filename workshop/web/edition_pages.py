"""What everybody may read: an organisation's public page, and editions at addresses that stay."""

import re
from functools import partial
from typing import Any

from flask import Blueprint, Response
from sqlalchemy import select

from workshop.domain.refusals import NotFound
from workshop.domain.words import N_
from workshop.models import Edition, Organisation
from workshop.projections.editions import is_listed, published_by
from workshop.publishing.calendar import review_calendar
from workshop.publishing.document import Guidance
from workshop.publishing.editions import NO_SUCH_EDITION, edition_told
from workshop.publishing.told import Told, guidance_told
from workshop.publishing.wording import day_words, say_with
from workshop.web.beginnings import way_to_begin
from workshop.web.file_pages import file_answer, format_for
from workshop.web.house import house
from workshop.web.old_addresses import new_address_of
from workshop.web.public_pages import Links, guidance_page
from workshop.web.rendering import language, zipped

blueprint = Blueprint("editions", __name__)
NAMED = re.compile(r"\d{1,9}(\.[a-z]{1,8}){0,2}")
CALENDAR = N_("The review day, for a calendar")
REPORTS = N_("Reports on how it was made")
ALL_OF_IT = N_("All our guidance")
NO_DAY = N_("No day has been set on which this edition is looked at again.")
day_said = partial(day_words, say=say_with(str))


@blueprint.get("/o/<slug>")
def organisation(slug: str) -> Response:
    """Everything that an organisation has published, each guidance with all its editions."""
    with house().database.reading() as session:
        found = session.scalar(select(Organisation).where(Organisation.slug == slug))
        if found is None:
            raise NotFound(N_("There is no organisation at this address."))
        published = published_by(session, found.id)
        return public_page(
            "pages/organisation.html", organisation=found.name, published=published, day=day_said
        )


@blueprint.get("/o/<slug>/<key>/<int:number>")
def edition(slug: str, key: str, number: int) -> Response:
    """An edition as a web page, for everybody."""
    _kept, told, listed = _told_at(slug, key, number)
    base = f"/o/{slug}/{key}/{number}"
    more: Links = ((CALENDAR, f"{base}/review.ics"),) if told.document.get("review_on") else ()
    more += ((REPORTS, f"{base}/reports"),) if told.document.get("reports") else ()
    more += way_to_begin(base)
    answer = guidance_page(told, base, (*more, (ALL_OF_IT, f"/o/{slug}")))
    if told.standing == "withdrawn" or not listed:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.get("/o/<slug>/<key>/<int:number>.<extension>")
def edition_file(slug: str, key: str, number: int, extension: str) -> Response:
    """An edition as a file."""
    form = format_for(extension)
    kept, told, _listed = _told_at(slug, key, number)
    back = f"/o/{slug}/{key}/{number}"
    return file_answer(told, form, kept.workshop_id, back=back, is_public=True)


@blueprint.get("/o/<slug>/<key>/<int:number>/review.ics")
def review_day(slug: str, key: str, number: int) -> Response:
    """The day on which an edition is looked at again, for a calendar."""
    kept, guidance, _listed = edition_at(slug, key, number)
    if guidance.review_on is None:
        raise NotFound(NO_DAY)
    content = review_calendar(guidance, kept.published_at)
    return as_file(content, "text/calendar; charset=utf-8", f"review-{number}.ics")


@blueprint.get("/g/<code>/<edition>")
def moved(code: str, edition: str) -> Response:
    """Where an edition of an earlier release stays now: its address had the join code in it."""
    if not NAMED.fullmatch(edition):
        raise NotFound(NO_SUCH_EDITION)
    return Response(status=301, headers={"Location": new_address_of(code, edition)})


def as_file(content: bytes, media_type: str, name: str) -> Response:
    """A file that the browser keeps under this name."""
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def edition_at(slug: str, key: str, number: int) -> tuple[Edition, Guidance, bool]:
    """An edition by its address: the row, its words with what it is today, whether it is listed."""
    kept, told, listed = _told_at(slug, key, number)
    return kept, guidance_told(told), listed


def public_page(template: str, **view: Any) -> Response:
    """A page without anything of who asks: no token, no cookie, so it may travel zipped."""
    words = {"lang": "en-GB", "dir": "ltr", "theme": "", "contrast": "", "text_size": ""}
    environment = house().studio.environment(language())
    text = environment.get_template(template).render(has_error=False, **words, **view)
    return zipped(Response(text, mimetype="text/html"))


def _told_at(slug: str, key: str, number: int) -> tuple[Edition, Told, bool]:
    site = house().settings.address
    with house().database.reading() as session:
        kept, told = edition_told(session, slug, key, number, site)
        session.expunge(kept)
        return kept, told, is_listed(session, kept.workshop_id)
