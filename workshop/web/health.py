"""What watches over the server asks: does it live, is it ready, and its numbers."""

import hmac
import time

import msgspec
from flask import Blueprint, Response, abort, request

from workshop import metrics
from workshop.web.house import house
from workshop.web.readiness import reasons_against, troubles

blueprint = Blueprint("health", __name__)
KEPT_SECONDS = 1.0
Found = tuple[list[str], list[str]]
_last: dict[int, tuple[float, Found]] = {}


@blueprint.get("/healthz")
def health() -> Response:
    """Say that the process lives; nothing else is asked."""
    return Response("ok", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether people can be sent here, what stands against it, and what else is wrong."""
    reasons, wrong = _lately_found()
    if house().is_stopping.is_set():
        reasons = ["The server is stopping."]
    body = msgspec.json.encode({"ready": not reasons, "reasons": reasons, "troubles": wrong})
    return Response(body, status=503 if reasons else 200, mimetype="application/json")


@blueprint.get("/metrics")
def numbers() -> Response:
    """Give the numbers to who has the token; without METRICS_TOKEN there is no such page."""
    token = house().settings.metrics_token
    if not token:
        abort(404)
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
    return Response(metrics.exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _lately_found() -> Found:
    """What was found a moment ago is said again: nobody can wear the server out by asking."""
    place = id(house())
    at, found = _last.get(place, (0.0, ([], [])))
    if not at or time.monotonic() - at > KEPT_SECONDS:
        settings = house().settings
        found = reasons_against(settings, house().database), troubles(settings)
        _last.clear()
        _last[place] = (time.monotonic(), found)
    return found
