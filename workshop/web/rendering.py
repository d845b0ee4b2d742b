"""Pages: rendered by the same studio as the slices, with what only this request knows."""

import gzip
import secrets
from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from workshop.models.database import CANNOT_ANSWER
from workshop.projections.scope import Scope
from workshop.realtime.painting import LANGUAGES, Painter
from workshop.realtime.rooms import participant_in
from workshop.web.house import house

LANGUAGE_TAGS = {"en": "en-GB"}
THEMES = {
    "theme": ("light", "dark"),
    "contrast": ("more", "standard"),
    "text_size": ("larger", "largest"),
}


def language() -> str:
    """The best language that the browser reads and we speak."""
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def page(template: str, **view: Any) -> Response:
    """A whole page."""
    environment = house().studio.environment(language())
    context = {**page_words(), **view}
    return Response(environment.get_template(template).render(**context), mimetype="text/html")


def see_other(address: str) -> Response:
    """Send the browser to another address of ours, after something was done."""
    return Response(status=303, headers={"Location": address})


def zipped(response: Response) -> Response:
    """A page in fewer bytes, for one in which nobody in the room or outside can place a word.

    The length of a zipped page that holds a secret and somebody's words tells of the secret.
    """
    response.vary.add("Accept-Encoding")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(response.get_data(), 9, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def page_words() -> dict[str, Any]:
    """What every page needs of its request: the form token, a key, the looks that were chosen."""
    looks = {name: _chosen(name, values) for name, values in THEMES.items()}
    return {
        "csrf": generate_csrf(),
        "csrf_token": generate_csrf,
        "form_key": secrets.token_urlsafe(16),
        "path": request.path,
        "server_time": house().clock().isoformat(timespec="seconds"),
        "user": _signed_in(),
        "workshop": 0,
        "lang": LANGUAGE_TAGS.get(language(), language()),
        "dir": "ltr",
        "has_error": False,
        "organisation_name": "",
        "home_href": "",
        **looks,
    }


def painter_for(session: Session, workshop_id: int, audience: str, **page_only: Any) -> Painter:
    """A painter of whole slices for the page of one audience."""
    now = house().clock()
    scope = Scope(
        workshop_id,
        now,
        participant_id=participant_in(audience),
        awake=house().presence.awake(now),
        secret=house().settings.secret,
    )
    words: Mapping[str, Any] = {**page_words(), **page_only}
    return Painter(house().studio, session, scope, audience, language(), whole=True, page=words)


def _signed_in() -> Any:
    """Who is signed in; nobody while the database cannot say: that page has to be told too."""
    try:
        return current_user if current_user.is_authenticated else None
    except CANNOT_ANSWER:
        return None


def _chosen(name: str, values: tuple[str, ...]) -> str:
    value = request.cookies.get(name, "")
    return value if value in values else ""
