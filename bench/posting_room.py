"""A room that posts notes through the door, so many at once."""

import time
from typing import Any

from gevent.pool import Pool

from bench.hall import Hall
from workshop.actions import writing
from workshop.domain.actors import Actor
from workshop.domain.codes import token_hash

TEXT = "When I come home in the evening I do not want to hear again what I should have done."


def post(room: Hall, count: int, at_once: int) -> float:
    """Post so many notes, so many at once; return the seconds."""
    prompt, pool, began = room.prompt(), Pool(at_once), time.monotonic()
    for number in range(count):
        pool.spawn(_post_one, room, prompt, number)
    pool.join(raise_error=True)
    took = time.monotonic() - began
    room.close()
    return took


def _post_one(room: Hall, prompt: int, number: int) -> Any:
    person, token = room.people[number % len(room.people)]
    actor = Actor(participant_id=person, phone=token_hash(token))
    given = {"workshop": room.workshop, "prompt": prompt, "text": TEXT}
    return room.do(writing.post_note, actor, **given, key=f"note-{number:08}")
