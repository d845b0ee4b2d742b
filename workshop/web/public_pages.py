"""A guidance as a web page with its files: made beside the room once, then given from memory."""

import gzip

import gevent
from flask import Response, request

from workshop.domain.refusals import Refusal, TryAgain
from workshop.domain.words import N_
from workshop.publishing.formats import formats
from workshop.publishing.making import Order, mark_of
from workshop.publishing.told import Told
from workshop.web.heavy import BrokenOff, Maker
from workshop.web.house import house
from workshop.web.orders import Exports

PATIENCE = 30
Links = tuple[tuple[str, str], ...]
BUSY = N_("Many people ask for this page just now. Please try again in a moment.")
BROKEN = N_("This page could not be made. Its files may work: add .pdf or .docx to its address.")


def guidance_page(told: Told, base: str, more: Links = ()) -> Response:
    """The page of a guidance; its files lie at the same address, with their endings.

    `more` are labels and addresses of what else there is.
    """
    others = [one for one in formats().values() if one.name != "html"]
    files = tuple((one.label, f"{base}.{one.extension}") for one in others)
    order = Order(
        "page", told, house().assets.address(""), (*files, *more), f"{base}/logo.png"
    )  # fmt: skip
    zipped = _zipped(house().exports, order)
    # In a page for everybody nothing is secret that its length could tell of.
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = Response(zipped, mimetype="text/html", headers={"Content-Encoding": "gzip"})
    else:
        answer = Response(gzip.decompress(zipped), mimetype="text/html")
    answer.vary.add("Accept-Encoding")
    return answer


def _zipped(exports: Exports, order: Order) -> bytes:
    """The page, zipped; whoever asks for it while it is made waits for the same one."""
    mark = mark_of(order)
    page = exports.pages.find(mark)
    if page is not None:
        return page
    with gevent.Timeout(PATIENCE, TryAgain(BUSY)), exports.one_page:
        page = exports.pages.find(mark) or _made(order)
        exports.pages.keep(mark, page)
        return page


def _made(order: Order) -> bytes:
    # Somebody waits for it, and it is soon made.
    maker = Maker(order, house().settings.export_nice // 2)
    try:
        said = maker.hear()
        while "done" in said:
            said = maker.hear()
        if "bytes" in said:
            return maker.read(said["bytes"])
    except BrokenOff:
        pass
    finally:
        maker.end()
    raise Refusal(BROKEN)
