"""The rules of the lens as a phone reads them: patterns, phrases and reasons, in one small file."""

import gzip
import hashlib
from functools import lru_cache
from typing import NamedTuple

import msgspec
from flask import Blueprint, Response, request

from workshop.content.lens import lens
from workshop.domain import lens as by
from workshop.domain import reading
from workshop.web.assets import FOR_EVER

blueprint = Blueprint("lens", __name__)


class Sent(NamedTuple):
    """The rules as JSON, as they are and zipped, and the name that goes with them."""

    content: bytes
    zipped: bytes
    release: str


@blueprint.get("/lens/<release>.json")
def rules(release: str) -> Response:
    """The rules; an older release's name gets the rules of now."""
    sent = _sent(lens())
    answer = Response(sent.content, mimetype="application/json")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = Response(sent.zipped, mimetype="application/json")
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


def lens_address() -> str:
    """Where a phone finds the rules of now, for ever."""
    return f"/lens/{_sent(lens()).release}.json"


def rules_sent(found: by.Lens) -> dict[str, object]:
    """Everything that `static/js/marking.js` needs to mark as the server does."""
    return {
        "word": by.WORD, "gap": by.GAP, "quoted": by.QUOTED, "stop": by.STOP,
        "denials": by.DENIALS, "within": by.DENIED_WITHIN,
        "longest": by.LONGEST, "end": reading.END,
        "long": reading.LONG_SENTENCE, "fewest": reading.FEWEST_WORDS,
        "ages": (reading.YOUNGEST, reading.OLDEST),
        "rules": {key: (one.why, one.instead, one.is_done) for key, one in found.rules.items()},
        "phrases": found.phrases,
        "exceptions": found.exceptions,
    }  # fmt: skip


# Every page of a principle names the release, and rules change only with a start.
@lru_cache(maxsize=1)
def _sent(found: by.Lens) -> Sent:
    content = msgspec.json.encode(rules_sent(found))
    release = hashlib.sha256(content).hexdigest()[:12]
    return Sent(content, gzip.compress(content, 9, mtime=0), release)
