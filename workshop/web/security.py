"""Headers on every response, and the check of where an unsafe request comes from."""

import secrets

from flask import Flask, Response, g, request

from workshop.domain.refusals import NotAllowed
from workshop.domain.words import N_
from workshop.web.house import house

SAFE = ("GET", "HEAD", "OPTIONS")


def register(app: Flask) -> None:
    """Put the checks before every request, and the headers after it."""
    app.before_request(_mark_request)
    app.before_request(_refuse_foreign_origin)
    app.after_request(_add_headers)


def _mark_request() -> None:
    g.reference = secrets.token_hex(4)


def _refuse_foreign_origin() -> None:
    origin = request.headers.get("Origin")
    if request.method in SAFE or not origin or origin == "null":
        return
    if origin not in (*house().settings.origins, request.host_url.rstrip("/")):
        raise NotAllowed(N_("This came from another site, so it was not done."))


def _add_headers(response: Response) -> Response:
    settings = house().settings
    origins = settings.origins or (_own_origin(),)
    sockets = " ".join(f"ws{origin.removeprefix('http')}" for origin in origins)
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"font-src 'self'; connect-src 'self' {sockets}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    if settings.is_behind_tls:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _own_origin() -> str:
    return request.host_url.rstrip("/")
