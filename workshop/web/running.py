"""What runs beside the requests: the tick, the pulse, ballots that end; and the first words."""

import logging
import sys
from collections.abc import Mapping
from itertools import chain
from typing import Any, TextIO

import gevent
import segno
from flask import Flask
from geventwebsocket.handler import WebSocketHandler

from workshop import metrics
from workshop.actions.accounts import open_first_door
from workshop.config import SettingError
from workshop.domain.actors import SERVER
from workshop.extensions import socketio
from workshop.publishing.html import read_templates
from workshop.together import let_others_go_on
from workshop.web.house import House
from workshop.web.leading import lead
from workshop.web.listeners import close_strangers, heard_here
from workshop.web.sample import make_sample

log = logging.getLogger("workshop.running")
GATHERING = 0.01
DOOR_SECONDS = 2
PLACE_SECONDS = 10
OLD_RULES = "lens.toml"
RELAY_SECONDS = 0.01
"""Between two tellings of what is written: what comes meanwhile goes out together."""
# Without gevent-websocket the stock driver falls back, silently, to one that cuts long messages:
# this must fail at start where it is missing.
SERVED_BY = WebSocketHandler.__name__


def begin(app: Flask) -> None:
    """Start the tick, the pulse and what else runs by itself; refuse where another one is alone.

    What the leader does finishes what a stop left: ballots and keys.
    """
    house: House = app.extensions["workshop"]
    _take_place(house)
    house.database.wait = gevent.get_hub().threadpool.apply
    house.door.waiting.gathering = GATHERING
    gevent.spawn(_prepare, house)
    gevent.spawn(_tick, house)
    gevent.spawn(_relay, house)
    gevent.spawn(_pulse, house)
    gevent.spawn(_keep_the_door, house)
    gevent.spawn(lead, house, lambda: print_doors(app, {}))
    if house.link is not None:
        gevent.spawn(house.link.speak)
        gevent.spawn(house.link.listen)


def print_doors(app: Flask, environ: Mapping[str, str], out: TextIO = sys.stdout) -> None:
    """Say where to go: the first administrator's link, or the sample workshop's addresses.

    Of several processes the leader says it: each new link takes the place of the one before.
    """
    house: House = app.extensions["workshop"]
    if not house.claim.leads():
        return
    if (house.settings.instance / OLD_RULES).exists():
        log.warning(
            "%s in INSTANCE is not read any more. An administrator puts its rules in on the page "
            "Plain and kind words, at /plain-words; then remove the file.", OLD_RULES,
        )  # fmt: skip
    base = house.settings.address
    if environ.get("WORKSHOP_SAMPLE"):
        sample = make_sample(house, is_finished_too=bool(environ.get("WORKSHOP_FINISHED")))
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
    if finished := sample.get("finished"):
        out.write(f"What a room can leave with: {base}/desk/{finished}/guidance\n\n")
    if "127.0.0.1" in base:
        out.write("Only this computer can open these. For phones: HOST=0.0.0.0 make run\n\n")
    segno.make(join).terminal(out, compact=True)
    out.flush()


def _take_place(house: House) -> None:
    """A process that is ending is waited for; it is soon replaced by this one."""
    for _ in range(PLACE_SECONDS):
        if house.claim.take_place():
            return
        gevent.sleep(1)
    raise SettingError(
        "Another process serves this database. More than one needs PostgreSQL, and the same "
        "REDIS_URL, SECRET and KEYS_DIR for each of them."
    )


def _prepare(house: House) -> None:
    for _template in chain(house.studio.prepare(), read_templates()):
        let_others_go_on()


def _tick(house: House) -> None:
    while True:
        house.publisher.woken.wait()
        gevent.sleep(house.settings.tick_seconds)
        try:
            house.publisher.tick()
        except Exception:
            log.exception("A tick failed")


def _relay(house: House) -> None:
    relay = house.publisher.relay
    while True:
        relay.woken.wait()
        try:
            relay.send_news()
        except Exception:
            log.exception("What was written was not told")
        gevent.sleep(RELAY_SECONDS)


def _pulse(house: House) -> None:
    while True:
        try:
            if house.watch is not None:
                house.publisher.remember(house.watch.changed(heard_here()))
            house.publisher.pulse()
        except Exception:
            log.exception("A pulse failed")
        gevent.sleep(house.settings.pulse_seconds)


def _keep_the_door(house: House) -> None:
    while True:
        gevent.sleep(DOOR_SECONDS)
        try:
            metrics.forget_ended()
            close_strangers(house, house.clock(), _disconnect)
        except Exception:
            log.exception("The door was not kept")


def _disconnect(sid: str) -> None:
    server: Any = getattr(socketio, "server")  # noqa: B009 (not in the library's stubs)
    server.disconnect(sid)
