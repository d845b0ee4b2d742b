"""A room hands in its papers within a few seconds, and watches the count of papers."""

import asyncio
import json
import random
import re
import secrets
import time
from bisect import bisect_left
from typing import Any

from bench.crowd.coming import Crowd
from bench.crowd.phone import Phone, until

PAPER_LENGTH = 36_000
PAPERS = b'"id":"papers"'
COUNT = re.compile(rb'"id":"papers"[^}]*?<strong>(\d+) of (\d+)</strong>')


class Watch:
    """What one screen showed of the count: when, and how many."""

    def __init__(self, electors: int) -> None:
        self.electors = electors
        self.times: list[float] = []
        self.counts: list[int] = []

    def look(self, message: bytes) -> None:
        """Keep the count that a push shows."""
        if PAPERS in message:
            found = COUNT.search(message)
            # In words, shortly before the end: what has been counted at least by then.
            self.counts.append(int(found.group(1)) if found else self.electors - 2)
            self.times.append(time.monotonic())

    @property
    def last(self) -> int:
        """What the screen shows now."""
        return self.counts[-1] if self.counts else 0

    def shown(self, count: int) -> float:
        """When the screen first showed so many papers; never, if it has not."""
        at = bisect_left(self.counts, count)
        return self.times[at] if at < len(self.times) else float("inf")


async def hand_in(
    crowd: Crowd, paper: dict[str, Any], within: float, patience: float
) -> dict[str, Any]:
    """Everybody hands in once, evenly at random; ends when all are answered and shown."""
    watches = [Watch(len(crowd.phones)) for _ in crowd.phones]
    for phone, watch in zip(crowd.phones, watches, strict=True):
        phone.on_push = watch.look
    acks: list[tuple[float, float, bool]] = []
    loop = asyncio.get_running_loop()
    for phone in crowd.phones:
        loop.call_later(within * random.random(), _hand_in, phone, paper, acks)
    await until(lambda: len(acks) == len(crowd.phones), patience)
    told = sum(is_in for _, _, is_in in acks)
    await until(lambda: all(watch.last == told for watch in watches), patience)
    return {
        "told": told,
        "unanswered": len(crowd.phones) - len(acks),
        "wrong": sum(watch.last != told for watch in watches),
        "ack": [acked - sent for sent, acked, _ in acks],
        "screens": until_every_screen(acks, watches),
    }


def _hand_in(phone: Phone, paper: dict[str, Any], acks: list[tuple[float, float, bool]]) -> None:
    sent, padded = time.monotonic(), _padded({**paper, "key": secrets.token_hex(16)})
    phone.say(
        lambda answer, at: acks.append((sent, at, b'"ok":true' in answer)),
        "command", "paper.hand_in", padded,
    )  # fmt: skip


def until_every_screen(acks: list[tuple[float, float, bool]], watches: list[Watch]) -> list[float]:
    """Seconds from each hand-in until every screen counts it; the nth answered is the nth paper."""
    answered = sorted((acked, sent) for sent, acked, is_in in acks if is_in)
    return [
        max(watch.shown(count) for watch in watches) - sent
        for count, (_, sent) in enumerate(answered, start=1)
    ]


def _padded(paper: dict[str, Any]) -> dict[str, Any]:
    """A paper of the one length that all have on the wire, as commands.js pads it."""
    bare = len(json.dumps({**paper, "padding": ""}, separators=(",", ":")))
    return {**paper, "padding": "x" * (PAPER_LENGTH - bare)}
