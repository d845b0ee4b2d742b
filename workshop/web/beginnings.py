"""What a new workshop may begin from: an edition of this server, or a file from anywhere."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from workshop.content import topics
from workshop.domain.origins import OriginWords
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal
from workshop.domain.words import N_
from workshop.extensions import csrf
from workshop.projections.editions import published_by
from workshop.publishing.editions import edition_of
from workshop.publishing.origin_file import (
    LARGEST_FILE,
    TOO_LARGE,
    origin_from,
    origin_in_file,
    written_again,
)
from workshop.publishing.wording import day_words, say_with
from workshop.web.errors import sentence_of
from workshop.web.heavy import off_the_loop
from workshop.web.house import house
from workshop.web.old_addresses import new_address_of
from workshop.web.rendering import language, page

LARGEST_FORM = LARGEST_FILE + 256 * 1024
"""A file with the rest of its form around it."""
PATH = re.compile(r"/o/([\w-]{1,64})/([\w-]{1,16})/([0-9]{1,6})(?:\.[a-z]+)?", re.ASCII)
OLD_PATH = re.compile(r"/g/([0-9A-Z]{8})/([0-9]{1,6})(?:\.[a-z]+)?")
ELSEWHERE = N_(
    "That address is not on this server, and we fetch nothing from other places. Save the JSON "
    "file there, and bring it here below."
)
NO_EDITION = N_("There is no edition at that address. Please copy it from the page of an edition.")
BEGIN_FROM_THIS = N_("Begin a workshop from this")
NOT_KNOWN = N_("Please say that you know it was withdrawn, or choose another edition.")


@dataclass(frozen=True)
class Beginning:
    """What was chosen: an edition at a `path` of ours, or else a `file` that the form carries on.

    `notice` says what it is today, where it does not hold any more.
    """

    origin: OriginWords
    path: str = ""
    file: str = ""
    notice: str = ""


def find_beginning(sent: Any) -> Beginning | None:
    """What a form or an address says that the workshop begins from; None for nothing."""
    if sent.get("origin_file"):
        return beginning_in(sent["origin_file"].encode(errors="surrogatepass"))
    if not sent.get("from", "").strip():
        return None
    try:
        return beginning_at(sent["from"])
    except Refusal as refusal:
        refusal.field = "from"
        raise


def beginning_at(address: str) -> Beginning:
    """The edition at an address of this server; refuses every other address, and fetches none."""
    path = _own_path(address.strip())
    if old := OLD_PATH.fullmatch(path):
        path = new_address_of(old[1], old[2])
    found = PATH.fullmatch(path)
    if found is None:
        raise NotFound(NO_EDITION)
    slug, key, number = found.groups()
    with house().database.reading() as session:
        kept, guidance = edition_of(session, slug, key, int(number), house().settings.address)
        topic = str(kept.document.get("topic", ""))
    origin = origin_from(guidance, topic=topic, address=guidance.address)
    return Beginning(origin, path=f"/o/{slug}/{key}/{number}", notice=guidance.notice)


def beginning_in(written: bytes) -> Beginning:
    """What a file says; a large one takes a moment, and no room has to wait for it."""
    try:
        origin: OriginWords = off_the_loop(origin_in_file, written)
    except Refusal as refusal:
        refusal.field = "file"
        raise
    return Beginning(origin, file=written_again(origin))


def refuse_unknowing(beginning: Beginning, knows: str) -> None:
    """Refuse to begin from a withdrawn edition, unless somebody says that they know it."""
    if beginning.origin.is_withdrawn and knows != "yes":
        raise NotValid(NOT_KNOWN, field="knows_withdrawn")


def topic_like(origin: OriginWords) -> str:
    """The topic that an origin had, or else the one with places for most of its fields."""
    names = [topic.name for topic in topics()]
    if origin.topic in names:
        return origin.topic
    keys = {field.key for one in origin.principles for field in one.fields}
    fits = {topic.name: len(keys & {field.key for field in topic.fields}) for topic in topics()}
    return max(names, key=lambda name: fits[name])


def take_large_form() -> None:
    """Let this request's form be as large as a file, and check its token all the same.

    Who asks was checked before; nothing of the form has been read until now.
    """
    request.max_content_length = LARGEST_FORM
    request.max_form_memory_size = LARGEST_FORM
    try:
        csrf.protect()
    except RequestEntityTooLarge as error:
        raise NotValid(TOO_LARGE, field="file") from error


def way_to_begin(path: str) -> tuple[tuple[str, str], ...]:
    """For who can start a workshop: the words and the address of a way from an edition's page."""
    if not current_user.is_authenticated or current_user.role == "supporter":
        return ()
    return ((house().studio.translate(language(), BEGIN_FROM_THIS, {}), f"/new?from={path}"),)


def refuse_supporters() -> None:
    """Only who can start a workshop chooses what it begins from."""
    if current_user.role == "supporter":
        raise NotAllowed(N_("Only a facilitator can start a workshop."))


def choosing_page(refusal: Refusal | None = None, address: str = "") -> Response:
    """Own editions, a box for an address, and one for a file."""
    with house().database.reading() as session:
        published = published_by(session, current_user.organisation_id, is_public=False)
    shown = page(
        "pages/new_from.html",
        published=published,
        day=partial(day_words, say=say_with(str)),
        address=address,
        error=sentence_of(refusal) if refusal else "",
        wrong=refusal.field if refusal else "",
        organisation_name="",
        home_href="/",
    )
    shown.status_code = refusal.status if refusal else 200
    return shown


def _own_path(address: str) -> str:
    """The path of an address of ours, with or without our name in front."""
    if address.startswith("/") and not address.startswith("//"):
        return address.partition("?")[0].partition("#")[0]
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
    except ValueError:
        raise NotValid(ELSEWHERE) from None
    ours = {request.host.lower(), urlsplit(house().settings.address).netloc.lower()}
    if parts.scheme not in ("", "http", "https") or parts.netloc.lower() not in ours:
        raise NotValid(ELSEWHERE)
    return parts.path

