"""A browser without scripts: cookies, pages and forms over plain HTTP."""

import re
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

PATIENCE = 30.0
PAUSE = 0.3
IN_THE_MAKING = 202
TOKEN = re.compile(r'(?:name="csrf_token" value|name="csrf-token" content)="([^"]+)"')


class NotServed(Exception):
    """A page that was not given; the message says which, and why."""


class Visitor:
    """Somebody's browser at one address; counts what it was sent."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self.bytes = 0
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))

    def get(self, path: str) -> str:
        """The text of a page."""
        return self.get_bytes(path).decode()

    def open(self, path: str) -> tuple[str, str]:
        """A page, and the path that it was found at."""
        page, address = self._open(Request(self.base + path))  # noqa: S310
        return page.decode(), address.removeprefix(self.base)

    def get_bytes(self, path: str) -> bytes:
        """A page or a file as it was sent."""
        return self._open(Request(self.base + path))[0]  # noqa: S310

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[str, str]:
        """Send a form that carries its token; return the page that follows, and its address."""
        body = urlencode(fields).encode()
        page, address = self._open(Request(self.base + path, data=body))  # noqa: S310
        return page.decode(), address.removeprefix(self.base)

    @property
    def cookies(self) -> str:
        """The cookies, as a header."""
        return "; ".join(f"{one.name}={one.value}" for one in self._jar)

    def _open(self, request: Request) -> tuple[bytes, str]:
        """Try until somebody answers: a server may be starting again."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._sent_for(request)
            except HTTPError as error:
                raise NotServed(f"{request.full_url}: {error}") from error
            except (OSError, HTTPException) as error:
                if time.monotonic() > until:
                    raise NotServed(f"{request.full_url}: {error}") from error
                time.sleep(PAUSE)

    def _sent_for(self, request: Request) -> tuple[bytes, str]:
        until = time.monotonic() + PATIENCE
        while True:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                body = answer.read()
                self.bytes += len(body)
                # A file that is being made is asked for again.
                if answer.status != IN_THE_MAKING or time.monotonic() > until:
                    return body, answer.url
            time.sleep(PAUSE)


def token_on(page: str) -> str:
    """The token that a form of this page must carry."""
    found = TOKEN.search(page)
    if found is None:
        raise NotServed("The page has no token.")
    return found.group(1)
