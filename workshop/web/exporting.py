"""Makes the files that this process was asked for, one after the other, beside the room.

One file is made at a time for the whole installation: the database says whose turn it is. What this
process was asked for waits in its memory; the rows in the database say how far each has come.
"""

import logging
from collections.abc import Iterator

import gevent
from gevent.event import Event
from sqlalchemy import select

from workshop.actions import exporting
from workshop.domain.actors import SERVER
from workshop.domain.words import N_
from workshop.models import Export, ExportPiece
from workshop.publishing.making import Order
from workshop.together import let_others_go_on
from workshop.web.heavy import BrokenOff, Maker
from workshop.web.house import House

log = logging.getLogger("workshop.exporting")
PIECE = 256 * 1024
LOOK_SECONDS, TURN_SECONDS = 1.0, 0.3
MOST_SECONDS = 120
MOST_WHO_WAIT = 100
LONGER = N_("This took too long, so it was stopped. Please try again later.")
BROKEN = N_("Something went wrong while this file was made. Other formats may work.")


def ask_for(
    house: House, order: Order, *, workshop: int, wanted: str, is_public: bool, may_begin: bool
) -> tuple[str, bool]:
    """The token of a file, and whether it is made anew; it is begun beside this request."""
    answer = house.door.perform(
        exporting.ask_for_file, SERVER, of=workshop, wanted=wanted, kind=order.format,
        is_public=is_public, may_begin=may_begin,
    )  # fmt: skip
    token, is_new = str(answer["token"]), bool(answer["is_new"])
    if is_new:
        house.exports.orders[token] = order
        if not house.exports.working:
            house.exports.working = gevent.spawn(_make_all, house)
    return token, is_new


def wait_for(house: House, token: str, seconds: float) -> Export | None:
    """The row of a file when it is made, or as it is after so many seconds; None where it is gone.

    While many wait, nobody else does: their page asks again.
    """
    exports, found = house.exports, find_file(house, token)
    if exports.waiting >= MOST_WHO_WAIT:
        return found
    exports.waiting += 1
    try:
        with gevent.Timeout(seconds, False):
            while found is not None and found.state in exporting.OPEN:
                # Another process may be the one that makes it: it is looked for too.
                exports.news.wait(LOOK_SECONDS)
                found = find_file(house, token)
    finally:
        exports.waiting -= 1
    return found


def find_file(house: House, token: str) -> Export | None:
    """The row of a file by its token."""
    with house.database.reading() as session:
        found = session.scalar(select(Export).where(Export.token == token))
        if found is not None:
            session.expunge(found)
        return found


def pieces_of(house: House, export_id: int) -> Iterator[bytes]:
    """The file, piece by piece; each is read when the one before has gone out."""
    number = 0
    while True:
        with house.database.reading() as session:
            piece = session.get(ExportPiece, (export_id, number))
            content = piece.content if piece else b""
        if not content:
            return
        yield content
        number += 1


def _make_all(house: House) -> None:
    """Make what was asked for until nothing is left."""
    orders = house.exports.orders
    while orders:
        try:
            taken = house.door.perform(exporting.take_next, SERVER, ours=list(orders))
            for token in taken["gone"]:
                orders.pop(token, None)
            if taken["token"]:
                _make(house, taken["token"], orders.pop(taken["token"]))
            else:
                gevent.sleep(TURN_SECONDS)
        except Exception:
            log.exception("A file was not made")
            gevent.sleep(LOOK_SECONDS)


def _make(house: House, token: str, order: Order) -> None:
    """Make one file, or say why there is none; whatever comes, nothing of its maker is left."""
    try:
        told = _made(house, token, Maker(order, house.settings.export_nice))
    except BrokenOff:
        told = BROKEN
    if told:
        failed = house.door.perform(exporting.fail_file, SERVER, token=token, told=told)
        if failed["was_wanted"]:
            log.error("A file could not be made: %s", order.format)
    house.exports.tell()


def _made(house: House, token: str, maker: Maker) -> str:
    """Why there is no file, or nothing. A maker ends in time, whether the database is there or not.

    Nobody is interrupted at the door: others may wait there for the same answer.
    """
    ended = Event()
    late = gevent.spawn_later(MOST_SECONDS, maker.stop)
    gevent.spawn(_watch, house, token, maker, ended)
    try:
        return _hear_all(house, token, maker)
    except BrokenOff:
        return LONGER if late.ready() else BROKEN
    except Exception:
        log.exception("A file was broken off")
        return BROKEN
    finally:
        ended.set()
        late.kill(block=False)
        maker.end()


def _hear_all(house: House, token: str, maker: Maker) -> str:
    """Keep what the maker gives; return why there is nothing, or nothing."""
    while True:
        # The door belongs to who comes back to it at once: they who wait for it go first.
        let_others_go_on()
        said = maker.hear()
        if "done" in said:
            house.door.perform(
                exporting.note_progress, SERVER, token=token, done=said["done"],
                steps=said["steps"],
            )  # fmt: skip
        elif "bytes" in said:
            _keep(house, token, maker, said["bytes"])
            return ""
        elif "refused" in said:
            return str(said["refused"]).format(**said["values"])
        else:
            log.error("A file failed: %s at %s", said.get("failed"), said.get("place"))
            return BROKEN


def _keep(house: House, token: str, maker: Maker, size: int) -> None:
    for number, start in enumerate(range(0, size, PIECE)):
        let_others_go_on()
        content = maker.read(min(PIECE, size - start))
        house.door.perform(
            exporting.keep_piece, SERVER, token=token, number=number, content=content
        )
    house.door.perform(exporting.finish_file, SERVER, token=token)


def _watch(house: House, token: str, maker: Maker, ended: Event) -> None:
    """Say that the maker lives; end it when its file is not wanted any more."""
    while not ended.wait(LOOK_SECONDS):
        try:
            noted = house.door.perform(exporting.note_progress, SERVER, token=token)
        except Exception:
            log.exception("It was not said that a file is being made")
            continue
        if not noted["is_wanted"] and not ended.is_set():
            maker.stop()
            return
