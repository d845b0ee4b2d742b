"""Phones that wait for the results of a ballot, while some of them give other commands."""

import asyncio
import random
import time
from typing import Any

from bench.crowd.coming import Crowd
from bench.crowd.phone import Phone, until

SEEN = b'class=\\"outcome'


class Results:
    """When one phone saw the results, and then got its own part again."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.scene = phone, b""
        self.shown_at = self.mine_at = 0.0
        phone.on_push = self.look

    def look(self, message: bytes) -> None:
        """Keep the moment of the results; ask for one's own part as live.js does."""
        start = message.find(b"data-scene=")
        if start < 0:
            return
        if SEEN in message and not self.shown_at:
            self.shown_at = time.monotonic()
        scene = message[start : message.find(b" class", start)]
        if scene != self.scene:
            self.scene = scene
            wait = (0.2 + 0.8 * random.random()) * _spread_in(message)
            loop = asyncio.get_running_loop()
            loop.call_later(wait, self.phone.say, self._take, "ask", {"mine": -1})

    def _take(self, _answer: bytes, at: float) -> None:
        if self.shown_at:
            self.mine_at = at


class Pausing:
    """Commands of phones that do something else meanwhile, evenly spread over each second."""

    def __init__(self, crowd: Crowd, workshop: int, rate: float) -> None:
        self.acks: list[tuple[float, float]] = []
        self.refused = 0
        self.task = asyncio.create_task(self._keep_busy(crowd.phones, workshop, 1 / rate))

    async def _keep_busy(self, phones: list[Phone], workshop: int, pace: float) -> None:
        at = 0
        while True:
            message = {"workshop": workshop, "is_pausing": "false" if at % 2 else "true"}
            self._say(phones[at % len(phones)], message)
            at += 1
            await asyncio.sleep(pace)

    def _say(self, phone: Phone, message: dict[str, Any]) -> None:
        sent = time.monotonic()

        def keep(answer: bytes, at: float) -> None:
            self.acks.append((sent, at - sent))
            self.refused += b'"ok":true' not in answer

        phone.say(keep, "command", "participant.pause", message)


waiting: list[Results] = []
busy: list[Pausing] = []


async def see_close(crowd: Crowd, workshop: int, rate: float) -> dict[str, Any]:
    """Look for results from now on, and keep some phones busy."""
    waiting[:] = [Results(phone) for phone in crowd.phones]
    busy[:] = [Pausing(crowd, workshop, rate)]
    return {}


async def closed(_crowd: Crowd, patience: float) -> dict[str, Any]:
    """Wait until everybody has the results and their own part again."""
    await until(lambda: all(one.mine_at for one in waiting), patience)
    await asyncio.sleep(0.5)
    busy[0].task.cancel()
    return {
        "shown_at": [one.shown_at for one in waiting if one.shown_at],
        "mine_at": [one.mine_at for one in waiting if one.mine_at],
        "acks": busy[0].acks,
        "refused": busy[0].refused,
    }


def _spread_in(message: bytes) -> float:
    """Over how many seconds the server asks the phones to spread their asking."""
    start = message.rfind(b'"spread":') + len(b'"spread":')
    return int(message[start : message.index(b"}", start)]) / 1000
