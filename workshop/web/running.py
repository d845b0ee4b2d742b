"""What runs beside the requests: the tick, the pulse, unfinished ballots; and the first words."""

import logging
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import gevent
import segno
from flask import Flask
from geventwebsocket.handler import WebSocketHandler
from sqlalchemy import select

from workshop.actions.accounts import open_first_door
from workshop.domain.actors import SERVER
from workshop.extensions import socketio
from workshop.models import Ballot
from workshop.models.seals import destroy_key, key_names
from workshop.web.closing import finish
from workshop.web.house import House
from workshop.web.listeners import close_strangers
from workshop.web.sample import make_sample

log = logging.getLogger("workshop.running")
DOOR_SECONDS = 2
# Without gevent-websocket the stock driver falls back, silently, to one that cuts long messages:
# this must fail at start where it is missing.
SERVED_BY = WebSocketHandler.__name__


def begin(app: Flask) -> None:
    """Start the tick and the pulse, and finish what a stop left: ballots and keys."""
    house: House = app.extensions["workshop"]
    destroy_forgotten_keys(house)
    gevent.spawn(_tick, house)
    gevent.spawn(_pulse, house)
    gevent.spawn(_keep_the_door, house)
    with house.database.reading() as session:
        unfinished = select(Ballot.workshop_id, Ballot.id).where(Ballot.state == "closing")
        for workshop_id, ballot in session.execute(unfinished).all():
            gevent.spawn(finish, house, workshop_id, ballot)


def destroy_forgotten_keys(house: House) -> None:
    """Destroy every key whose ballot is over, or never came to be."""
    with house.database.reading() as session:
        live = select(Ballot.seal).where(Ballot.state.in_(("open", "closing")))
        needed = set(session.scalars(live))
    for name in key_names(house.settings.keys_dir) - needed:
        destroy_key(house.settings.keys_dir, name)


def print_doors(app: Flask, environ: Mapping[str, str], out: TextIO = sys.stdout) -> None:
    """Say where to go: the first administrator's link, or the sample workshop's addresses."""
    house: House = app.extensions["workshop"]
    base = house.settings.address
    if environ.get("WORKSHOP_SAMPLE"):
        sample = make_sample(house)
        if sample:
            _print_sample(base, sample, out)
            return
    first = house.door.perform(open_first_door, SERVER)
    out.write(f"\nWorkshop is at {base}\n")
    if first:
        out.write(f"Make the first account here (once): {base}/welcome/{first['token']}\n")
    out.flush()


def _print_sample(base: str, sample: dict[str, str], out: TextIO) -> None:
    join = f"{base}/j/{sample['code']}"
    out.write(
        f"\nA sample workshop is waiting.\n\n"
        f"  Desk   {base}/sign-in?next=/desk/{sample['workshop']}\n"
        f"         sign in with {sample['email']} and {sample['password']}\n"
        f"  Wall   {base}/wall/{sample['wall']}\n"
        f"  Phone  {join}\n\n"
    )
    segno.make(join).terminal(out, compact=True)
    out.flush()


def _tick(house: House) -> None:
    while True:
        house.publisher.woken.wait()
        gevent.sleep(house.settings.tick_seconds)
        try:
            house.publisher.tick()
        except Exception:
            log.exception("A tick failed")


def _pulse(house: House) -> None:
    while True:
        gevent.sleep(house.settings.pulse_seconds)
        try:
            house.publisher.pulse()
        except Exception:
            log.exception("A pulse failed")


def _keep_the_door(house: House) -> None:
    while True:
        gevent.sleep(DOOR_SECONDS)
        try:
            close_strangers(house, house.door.clock(), _disconnect)
        except Exception:
            log.exception("The door was not kept")


def _disconnect(sid: str) -> None:
    server: Any = getattr(socketio, "server")  # noqa: B009 (not in the library's stubs)
    server.disconnect(sid)
