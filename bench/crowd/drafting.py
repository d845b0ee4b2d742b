"""Many who write in the same fields: each inserts a letter a second, and watches the others."""

import asyncio
import json
import random
import re
import time
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, Text

from bench.crowd.coming import Crowd
from bench.crowd.phone import Phone, until
from workshop.domain.joint_text import seed_of, written

PACE = 0.08
TOLD = re.compile(rb'"field":"(\w+)","life":\d+,"n":(\d+)')
LIFE = 1
"""Each field was frozen once, so that its text is all that it begins with."""
Key = tuple[float, float, int]


@dataclass
class Writer:
    """One open page: its own text, what of it is on its way, and what it heard of its field."""

    phone: Phone
    workshop: int
    principle: int
    field: str
    opened: str
    doc: Doc[Text] = field(default_factory=Doc)
    pressed: list[float] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    at: float = 0.0
    is_sending: bool = False
    heard: list[int] = field(default_factory=lambda: [0])
    times: list[float] = field(default_factory=lambda: [0.0])

    def __post_init__(self) -> None:
        self.text = self.doc.get("text", type=Text)
        self.doc.apply_update(seed_of(self.opened))
        self.sent = self.doc.get_state()
        self.phone.on_push = self.hear

    def press(self) -> None:
        """Type one letter somewhere; it goes with what else waits, as the page sends it."""
        now = str(self.text)
        self.text.insert(len(now[: random.randrange(len(now))].encode()), "x")
        self.pressed.append(time.monotonic())
        if not self.is_sending:
            self.is_sending = True
            wait = max(0.0, self.at + PACE - time.monotonic())
            asyncio.get_running_loop().call_later(wait, self._send)

    def hear(self, message: bytes) -> None:
        """Note how far the field has come on this screen."""
        for name, n in TOLD.findall(message):
            if name.decode() == self.field:
                self.heard.append(int(n))
                self.times.append(time.monotonic())

    def shown(self, n: int) -> float:
        """When this screen had an update; never, if it has not."""
        at = bisect_left(self.heard, n)
        return self.times[at] if at < len(self.times) else float("inf")

    def _send(self) -> None:
        self.at, pressed = time.monotonic(), self.pressed
        update, self.pressed = self.doc.get_update(self.sent), []
        self.sent = self.doc.get_state()
        change = {"workshop": self.workshop, "principle": self.principle, "field": self.field,
                  "life": LIFE, "update": written(update)}  # fmt: skip
        sent = self.at
        self.phone.say(
            lambda answer, _at: self._take(answer, sent, pressed), "command", "field.type", change
        )

    def _take(self, answer: bytes, sent: float, pressed: list[float]) -> None:
        told = json.loads(answer)[0]
        self.is_sending = False
        if not told.get("ok"):
            self.refused.append(str(told))
        self.keys += [(one, sent, told.get("n", 0)) for one in pressed]
        if self.pressed:
            self.is_sending = True
            wait = max(0.0, self.at + PACE - time.monotonic())
            asyncio.get_running_loop().call_later(wait, self._send)


async def draft(
    crowd: Crowd, workshop: int, places: list[list[Any]], opened: str, seconds: int,
    patience: float,
) -> dict[str, Any]:  # fmt: skip
    """Everybody types a letter a second in their place; ends when every screen has them all."""
    writers = [
        Writer(phone, workshop, principle, name, opened)
        for phone, (principle, name) in zip(crowd.phones, places, strict=True)
    ]
    loop = asyncio.get_running_loop()
    for writer in writers:
        first = random.random()
        for second in range(seconds):
            loop.call_later(first + second, writer.press)
    wanted = seconds * len(writers)
    await asyncio.sleep(seconds)
    await until(lambda: sum(len(one.keys) for one in writers) >= wanted, patience)
    await until(lambda: _all_shown(writers), patience)
    spans = [span for writer in writers for span in _spans(writer, writers)]
    return {
        "keys": sum(len(one.keys) for one in writers),
        "refused": [one for writer in writers for one in writer.refused][:3],
        "screens": [shown - pressed for pressed, _, shown in spans],
        "server": [shown - sent for _, sent, shown in spans],
    }


def _spans(writer: Writer, writers: list[Writer]) -> list[tuple[float, float, float]]:
    """For each key: when it was pressed, when it was sent, when every other screen had it."""
    others = [one for one in _beside(writer, writers) if one is not writer] or [writer]
    return [
        (pressed, sent, max(one.shown(n) for one in others)) for pressed, sent, n in writer.keys
    ]


def _all_shown(writers: list[Writer]) -> bool:
    return all(
        one.heard[-1] >= max((n for _, _, n in writer.keys), default=0)
        for writer in writers
        for one in _beside(writer, writers)
    )


def _beside(writer: Writer, writers: list[Writer]) -> list[Writer]:
    place = writer.principle, writer.field
    return [one for one in writers if (one.principle, one.field) == place]
