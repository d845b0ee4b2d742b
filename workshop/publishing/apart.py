"""One piece of work in a copy of this process: what it takes of memory is given back at its end."""

import ctypes
import json
import os
import signal
from collections.abc import Callable

from workshop.domain.refusals import Refusal

DONE, REFUSED, FAILED = b"d", b"r", b"f"
END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG, which only Linux has."""


class BrokenOff(Exception):
    """The copy ended before it had done its work, or failed; the message says how."""


def apart(make: Callable[[], bytes]) -> bytes:
    """What `make` gives. Raises its refusal; a mishap, also of the whole copy, as BrokenOff.

    Only for a process that does nothing besides: a copy has none of its other threads, so no work
    that left threads behind may have been done in it before.
    """
    reader, writer = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(reader)
        _work(make, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        kind, content = told.read(1), told.read()
    os.waitpid(copy, 0)
    if kind == DONE:
        return content
    if kind == REFUSED:
        words = json.loads(content)
        raise Refusal(words["sentence"], **words["values"])
    raise BrokenOff(content.decode() or "it ended by itself")


def _work(make: Callable[[], bytes], writer: int) -> None:
    try:
        if os.uname().sysname == "Linux":
            ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
        with os.fdopen(writer, "wb") as told:
            told.write(_answer(make))
    finally:
        os._exit(0)


def _answer(make: Callable[[], bytes]) -> bytes:
    try:
        return DONE + make()
    except Refusal as refusal:
        values = {name: str(value) for name, value in refusal.values.items()}
        return REFUSED + json.dumps({"sentence": refusal.sentence, "values": values}).encode()
    except Exception as error:
        return FAILED + type(error).__name__.encode()
