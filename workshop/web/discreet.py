"""The log of a server: what went wrong and where, never a word of anybody.

An exception's message may hold what somebody typed (a number that is none, a key that is taken),
and so may what a library says of a request. So only kinds and places are written.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any

from gevent.hub import Hub
from geventwebsocket.handler import WebSocketHandler

from workshop.config import SettingError

SAY_IT_THEMSELVES = ("workshop", "gunicorn")
"""Loggers whose own sentences have no words of people in them."""
THEIR_OWN = ("engineio.server", "socketio.server")
"""Loggers that write by themselves as well, unless they are given a level."""
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
log = logging.getLogger("workshop.discreet")


def keep_words_out() -> None:
    """Let everything that this process writes about a mishap be without words."""
    logging.basicConfig(level=logging.WARNING, format=LINE)
    logging.setLogRecordFactory(discreet_record)
    for name in THEIR_OWN:
        logging.getLogger(name).setLevel(logging.ERROR)
    Hub.print_exception = _print_failed_greenlet
    sys.unraisablehook = _print_unraisable


def discreet_record(*args: Any, **more: Any) -> logging.LogRecord:
    """A record for the log, without messages of exceptions and of other people's libraries."""
    record = logging.LogRecord(*args, **more)
    if record.exc_info:
        record.exc_text = bare_traceback(record.exc_info[1])
        record.exc_info = None
    if record.name.partition(".")[0] not in SAY_IT_THEMSELVES:
        record.msg, record.args = f"said at {record.filename}:{record.lineno}", ()
    return record


def bare_traceback(error: BaseException | None) -> str:
    """Where an exception came from and of what kind it is, with those that led to it."""
    told = []
    for one in _with_causes(error):
        frames = "".join(traceback.format_list(traceback.extract_tb(one.__traceback__)))
        told.append(f"{frames}{kind_of(one)}")
    return "\n\nwhich led to\n\n".join(reversed(told))


def kind_of(error: BaseException) -> str:
    """The kind of an exception, with a database's code for it; a setting's sentence in full."""
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorname", None) or getattr(origin, "sqlstate", None)
    said = str(error) if isinstance(error, SettingError) else code
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name}: {said}" if said else name


class Handler(WebSocketHandler):  # type: ignore[misc]
    """Serves one connection; of a request that cannot be read it says no more than that."""

    def upgrade_connection(self) -> Any:
        """Begin a websocket, or say that it was asked for in a wrong way."""
        try:
            answer = super().upgrade_connection()
        except ValueError:
            self.start_response("400 Bad Request", [])
            return [b""]
        # Its own refusals are text, which cannot be written to a socket.
        return [one.encode() for one in answer] if answer else answer

    def log_error(self, _message: str, *_args: object) -> None:
        """Write that a request could not be read, without its words and its address."""
        log.warning("A request could not be read")


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _print_failed_greenlet(hub: Any, _context: object, _kind: Any, error: Any, _tb: Any) -> None:
    # Not through the log: its lock must not be waited for in the loop itself.
    if hub.exception_stream:
        hub.exception_stream.write(f"A greenlet failed\n{bare_traceback(error)}\n")


def _print_unraisable(what: Any) -> None:
    sys.stderr.write(f"An exception was ignored\n{bare_traceback(what.exc_value)}\n")
