"""Static files: read once, compressed once, named by this release's content, cached for ever."""

import gzip
import hashlib
import mimetypes
from pathlib import Path

from flask import Blueprint, Response, abort, request

from workshop.web.scripts import scripts_from
from workshop.web.stylesheets import sheets_from

FOR_EVER = "public, max-age=31536000, immutable"
MADE = ("css", "js")
TEXTS = (".css", ".js", ".svg", ".txt", ".json")
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".css": "text/css"}


class Assets:
    """Every static file in memory, and the name of this release."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.relative_to(folder).parts[0] not in MADE
        }
        made = sheets_from(folder / "css") | scripts_from(folder / "js")
        self._files |= {name: text.encode() for name, text in made.items()}
        self._zipped = {
            name: gzip.compress(content, 9, mtime=0)
            for name, content in self._files.items()
            if name.endswith(TEXTS)
        }
        digest = hashlib.sha256()
        for name, content in sorted(self._files.items()):
            digest.update(name.encode() + content)
        self.release = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """The address of a file in this release."""
        return f"/static/{self.release}/{name}"

    def response(self, name: str) -> Response:
        """One file, compressed where the browser reads that."""
        content = self._files.get(name)
        if content is None:
            abort(404)
        kind = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "text/plain"
        answer = Response(content, mimetype=kind)
        if name in self._zipped and "gzip" in request.headers.get("Accept-Encoding", ""):
            answer = Response(self._zipped[name], mimetype=kind)
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Cache-Control"] = FOR_EVER
        # A file loads nothing by itself, and each byte counts on a phone's first visit.
        answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        answer.headers["Vary"] = "Accept-Encoding"
        return answer


def static_pages(assets: Assets) -> Blueprint:
    """The address space of static files; an older release's name gets this release's file."""
    blueprint = Blueprint("static_files", __name__)

    @blueprint.get("/static/<release>/<path:name>")
    def static_file(release: str, name: str) -> Response:
        return assets.response(name)

    return blueprint
