"""Turns a refusal into a page, JSON or an acknowledgement; all else into an apology."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

import msgspec
from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from workshop import metrics
from workshop.actions.drafting import Conflict
from workshop.domain.refusals import NotAllowed, NotFound, NotValid, Refusal, TryAgain
from workshop.domain.words import N_
from workshop.models.database import CANNOT_ANSWER
from workshop.realtime.painting import Studio
from workshop.web.evenly import EVEN
from workshop.web.house import house
from workshop.web.rendering import language, page
from workshop.web.way_back import way_back

log = logging.getLogger("workshop.errors")
WRITTEN = ("text", "answer", "name", "statement", "reason", "title", "question")
AGAIN_AFTER = "30"
NOT_HERE = N_("There is no page at this address.")
TOO_LARGE = N_("That is too much at once. Please send it in smaller parts.")
OLD_PAGE = N_("This page is too old. Please open it again. Your words are below.")
NOT_NOW = N_("That could not be read or saved just now. Nothing was lost. Please try again.")
SORRY = N_("Something went wrong here. What was saved is kept. Reference: {reference}")


def register(app: Flask) -> None:
    """Answer every refusal and every mishap."""
    app.register_error_handler(Refusal, refuse)
    app.register_error_handler(CSRFError, lambda _e: refuse(NotAllowed(OLD_PAGE)))
    app.register_error_handler(RequestEntityTooLarge, lambda _e: refuse(NotValid(TOO_LARGE)))
    # A number in an address that no database can hold is the address of nothing.
    for kind in (OverflowError, DataError):
        app.register_error_handler(kind, lambda _e: refuse(NotFound(NOT_HERE)))
    for silence in CANNOT_ANSWER:
        app.register_error_handler(silence, lambda e: refuse(not_now(e)))
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, apologise)


def refuse(refusal: Refusal) -> Response:
    """A refusal as JSON for scripts, as a page with the typed words for people."""
    count(refusal, (request.view_args or {}).get("name", ""))
    if wants_json():
        body = acknowledgement(refusal, house().studio, language())
        answer = Response(_json(body), mimetype="application/json")
    elif isinstance(refusal, Conflict):
        answer = page("pages/conflict.html", conflict=refusal, sentence=sentence_of(refusal),
                      message=request.form)  # fmt: skip
    else:
        sent = _form_that_fits()
        words = {k: v for k, v in sent.items() if k not in ("csrf_token", "password")}
        typed = [text for name, text in words.items() if name in WRITTEN or " " in text]
        answer = page("pages/refused.html", sentence=sentence_of(refusal), typed=typed,
                      back=way_back(sent))  # fmt: skip
    answer.status_code = refusal.status
    if refusal.status in (429, 503):
        answer.headers["Retry-After"] = AGAIN_AFTER
    return answer


def acknowledgement(refusal: Refusal, studio: Studio, spoken: str) -> dict[str, Any]:
    """A refusal as a phone reads it."""
    sentence = studio.translate(spoken, refusal.sentence, refusal.values)
    body: dict[str, Any] = {"refused": sentence, "field": refusal.field}
    if refusal.status in (429, 503):
        body["again"] = True
    if isinstance(refusal, Conflict):
        body["conflict"] = {"theirs": refusal.theirs, "version": refusal.version}
    return body


def count(refusal: Refusal, command: str) -> None:
    """Count what was refused, but not of papers: why one is refused may tell what was on it."""
    if refusal.sentence != SORRY and command not in EVEN:
        metrics.refusals.labels(type(refusal).__name__).inc()


def sorry(error: Exception, reference: str, place: str) -> Refusal:
    """An apology with a reference, which stands in the log too; the log has no word of anybody."""
    log.error("%s at %s", reference, place, exc_info=error)
    metrics.apologies.inc()
    refusal = Refusal(SORRY, reference=reference)
    refusal.status = 500
    return refusal


def not_now(error: Exception) -> TryAgain:
    """The refusal while the database does not answer."""
    log.error("The database did not answer: %s", type(error).__name__)
    return TryAgain(NOT_NOW)


def sentence_of(refusal: Refusal) -> str:
    """The refusal's sentence in the language of who asks."""
    return house().studio.translate(language(), refusal.sentence, refusal.values)


def apologise(error: Exception) -> Response:
    """An apology for what went wrong with a request."""
    reference = g.get("reference") or secrets.token_hex(4)
    return refuse(sorry(error, reference, request.endpoint or "no page"))


def wants_json() -> bool:
    """Say whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def _form_that_fits() -> Mapping[str, str]:
    """What was sent; nothing where it is too large, or breaks off."""
    try:
        return request.form
    except HTTPException:
        return {}


def _answer_http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return Response(status=error.code or 500, headers=error.get_headers())
    refusal = NotFound(NOT_HERE)
    refusal.status = error.code
    return refuse(refusal)


def _json(body: dict[str, Any]) -> bytes:
    return msgspec.json.encode(body)
