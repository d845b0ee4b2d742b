"""A process of its own makes a file, so that no room waits: `python -m workshop.publishing.making`.

A line of JSON comes in: the format, the document, what a web page needs besides. Lines of JSON go
out, how far it has come, and at the end the file: `{"bytes": 1234}` and then so many bytes, or
`{"refused": sentence, "values": {}}`, or `{"failed": kind}`. It ends as soon as its input ends: it
makes nothing for a server that is gone.
"""

import gzip
import hashlib
import json
import os
import resource
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from workshop.domain.refusals import Refusal
from workshop.publishing.apart import apart
from workshop.publishing.formats import formats, zip_of
from workshop.publishing.html import html_of
from workshop.publishing.told import Told, guidance_told

AUTOGROUP = Path("/proc/self/autogroup")
"""Linux weighs each session as a whole: where this process leads its own, its niceness alone would
count for nothing."""
MOST_MEMORY = 1536 * 1024 * 1024
"""Addresses, not pages that are used: Typst reserves more than it fills."""
MOST_SECONDS = 90
MOST_FILES = 64


class Order(msgspec.Struct, frozen=True):
    """What is to be made: one of formats(), or a `page` of this site, which comes zipped.

    Such a page has `static`, where its parts lie, `files`: labels and addresses of the other
    formats, and `logo`: where that is served.
    """

    format: str
    told: Told
    static: str = ""
    files: tuple[tuple[str, str], ...] = ()
    logo: str = ""


def mark_of(order: Order) -> str:
    """What decides the bytes of the file, as one word."""
    return hashlib.sha256(msgspec.json.encode(order)).hexdigest()


def main() -> None:
    """Make what the first line orders."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    line = sys.stdin.buffer.readline()
    threading.Thread(target=_end_with_input, daemon=True).start()
    _keep_small()
    _answer(out, line)
    out.flush()
    os._exit(0)


def _answer(out: BinaryIO, line: bytes) -> None:
    try:
        order = msgspec.json.decode(line, type=Order)
        content = made(order, lambda done, steps: _tell(out, done=done, steps=steps))
    except Refusal as refusal:
        values = {name: str(value) for name, value in refusal.values.items()}
        _tell(out, refused=refusal.sentence, values=values)
    except Exception as error:
        _tell(out, failed=type(error).__name__, place=_place_of(error))
    else:
        _tell(out, bytes=len(content))
        out.write(content)


def made(order: Order, tell: Callable[[int, int], None]) -> bytes:
    """The file. Raises what its writer refuses."""
    tell(0, 1)
    guidance = guidance_told(order.told)
    if order.format == "zip":
        return zip_of(guidance, tell=tell, apart=apart)
    if order.format == "page":
        page = html_of(guidance, lambda path: order.static + path, files=order.files,
                       logo=order.logo)
        return gzip.compress(page.encode(), mtime=0)
    return formats()[order.format].writer(guidance)


def _keep_small() -> None:
    """Bounds that a document of any size keeps to; a wild one ends this process and no other."""
    nice = os.environ.get("EXPORT_NICE", "0")
    os.nice(int(nice))
    if os.getsid(0) == os.getpid():
        _give_way(nice)
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _give_way(nice: str) -> None:
    """Linux takes such a word ten times a second, of all processes together."""
    for _ in range(5):
        try:
            AUTOGROUP.write_text(nice)
        except BlockingIOError:
            time.sleep(0.1)
        except OSError:
            return
        else:
            return


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _tell(out: BinaryIO, **words: Any) -> None:
    out.write(json.dumps(words).encode() + b"\n")
    out.flush()


def _place_of(error: Exception) -> str:
    """Where in our program it happened; never a word of the document."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{os.path.basename(last.filename)}:{last.lineno}"


if __name__ == "__main__":
    main()
