"""Commands of a room that writes: notes, changes of notes, passes and pauses."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from bench.crowd.coming import Crowd
from bench.crowd.phone import Phone, until

WORDS = "When I come home in the evening I do not want to hear again what I should have done. "
COURSE = ("post", "post", "change", "post", "pause", "post", "change", "post", "return", "pass")


@dataclass
class Writing:
    """What was said and answered."""

    workshop: int
    prompt: int
    first: int
    asked: int = 0
    acks: list[tuple[float, float]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: dict[Phone, int] = field(default_factory=dict)

    def say(self, phone: Phone) -> None:
        """Say the next thing that a room like this says."""
        event, message = self._next(phone)
        sent = time.monotonic()
        self.asked += 1
        whole = {"workshop": self.workshop, **message}
        phone.say(lambda answer, at: self._keep(phone, sent, at, answer), "command", event, whole)

    def _next(self, phone: Phone) -> tuple[str, dict[str, Any]]:
        kind, number = COURSE[self.asked % len(COURSE)], self.first + self.asked
        if kind == "change" and phone in self.notes:
            return "note.change", {"note": self.notes[phone], "text": f"{WORDS}{number}"}
        if kind == "pause":
            return "participant.pause", {"is_pausing": "true"}
        if kind == "return":
            return "participant.pause", {"is_pausing": "false"}
        if kind == "pass":
            return "prompt.pass", {"prompt": self.prompt}
        key = f"note-{number:012}"
        return "note.post", {"prompt": self.prompt, "text": f"{WORDS}{number}", "key": key}

    def _keep(self, phone: Phone, sent: float, at: float, answer: bytes) -> None:
        told = json.loads(answer)[0]
        self.acks.append((sent, at - sent))
        if not told.get("ok"):
            self.refused.append(str(told))
        elif "note" in told:
            self.notes[phone] = told["note"]


async def command(
    crowd: Crowd, workshop: int, prompt: int, rate: float, seconds: float, first: int = 0
) -> dict[str, Any]:
    """So many commands a second, evenly, from one phone after the other; ends when all answered."""
    writing, began = Writing(workshop, prompt, first), time.monotonic()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        writing.say(crowd.phones[number % len(crowd.phones)])
    took = time.monotonic() - began
    await until(lambda: len(writing.acks) == writing.asked, 30)
    return {
        "acks": [ack for _, ack in writing.acks],
        "refused": writing.refused[:3],
        "unanswered": writing.asked - len(writing.acks),
        "rate": writing.asked / took,
    }
