"""A gunicorn configuration for benchmarks: the server also emits slices on request.

They go out by `publisher.send`, as at a tick, and carry the moment of their sending. Where there
are several workers, whoever takes the request first tells the others, as of any slice that is
stale, and each sends to its own phones.
"""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import gevent

from workshop.realtime.rooms import room_name
from workshop.realtime.staleness import Stale

LOOK = 0.2
MARK = "bench"


def post_worker_init(worker: Any) -> None:
    """Look for requests from now on."""
    house = worker.app.wsgi().extensions["workshop"]
    house.publisher.hear = _emitting(house.publisher)
    if house.link is not None:
        house.link.hear = house.publisher.hear
    gevent.spawn(_keep_looking, house)


def _keep_looking(house: Any) -> None:
    asked = Path(house.settings.instance) / "emit.json"
    while True:
        gevent.sleep(LOOK)
        taken = asked.with_suffix(f".{id(house)}")
        try:
            asked.rename(taken)
        except FileNotFoundError:
            continue
        _emit(house.publisher, **json.loads(taken.read_text()))


def _emit(publisher: Any, room: str, times: int, pause: float, filler: str) -> None:
    workshop, _, audience = room.removeprefix("w").partition(":")
    began = time.monotonic()
    for number in range(times):
        gevent.sleep(max(0.0, began + number * pause - time.monotonic()))
        name = f"{MARK} {number} {time.monotonic_ns()} {len(filler)}"
        publisher.mark({Stale(int(workshop), audience, name)})


def _emitting(publisher: Any) -> Callable[[Iterable[Stale]], None]:
    """Hear as ever; what is marked for a benchmark is sent at once."""
    stock = publisher.hear

    def hear(stale: Iterable[Stale]) -> None:
        ours = {one for one in stale if one.slice.startswith(MARK)}
        for one in ours:
            _, number, sent, length = one.slice.split()
            item = {"id": "papers", "n": int(number), "html": "x" * int(length)}
            message = {"epoch": MARK, "items": [item], "t": int(sent)}
            publisher.send(room_name(one.workshop_id, one.audience), "slices", message)
        stock(set(stale) - ours)

    return hear
