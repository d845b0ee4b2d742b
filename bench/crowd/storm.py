"""Phones whose server dies: they come back as live.js does, and ask for what they missed."""

import asyncio
import json
import random
import time
from typing import Any

from bench.crowd.coming import Crowd
from bench.crowd.phone import Phone, until

FIRST_DELAY, LONGEST_DELAY, JITTER = 0.4, 3.0, 0.5
ASK_WITHIN = 0.3
NAMES = ("place", "task", "papers", "mine")


class Page:
    """What one phone has on its page, and its way back to the server."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.attempts = phone, 0
        self.stamps: dict[str, int] = dict.fromkeys(NAMES, -1)
        self.current_at = self.whole_at = 0.0
        self.tasks: set[asyncio.Task[None]] = set()
        phone.on_gone = self.come_back
        phone.on_joined = self.ask_soon

    def come_back(self) -> None:
        """Connect again after a delay that doubles, with jitter, as socket.io-client does."""
        self.current_at = self.whole_at = 0.0
        self.phone.waiting.clear()
        delay = min(LONGEST_DELAY, FIRST_DELAY * 2**self.attempts)
        spread = JITTER * random.random() * delay
        delay = min(LONGEST_DELAY, delay + random.choice((-1, 1)) * spread)
        self.attempts += 1
        task = asyncio.create_task(self._connect_after(delay))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def ask_soon(self) -> None:
        """Ask for everything on the page, with jitter."""
        self.attempts = 0
        asyncio.get_running_loop().call_later(ASK_WITHIN * random.random(), self.ask)

    def ask(self) -> None:
        """Ask for every slice that is newer than what the page has."""
        if self.phone.joined_at:
            self.phone.say(self._take, "ask", self.stamps)

    def _take(self, answer: bytes, at: float) -> None:
        told = json.loads(answer)[0]
        got = {item["id"]: item["n"] for item in told["items"]}
        is_new_scene = got.get("task", 0) > self.stamps["task"] >= 0
        self.stamps |= got
        self.current_at = self.current_at or at
        if not is_new_scene:
            self.whole_at = at
            return
        # One's own part has no stamp that the room raises: it is asked for when the scene changes.
        wait = (0.2 + 0.8 * random.random()) * told.get("spread", 400) / 1000
        asyncio.get_running_loop().call_later(wait, self._ask_for_mine)

    def _ask_for_mine(self) -> None:
        if self.phone.joined_at:
            self.phone.say(self._take, "ask", {"mine": -1})

    async def _connect_after(self, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            await self.phone.connect()
        except Exception:
            # Refused, or cut in the middle of the handshake: there is no server just now.
            self.come_back()


pages: list[Page] = []


async def learn(crowd: Crowd) -> dict[str, Any]:
    """Everybody reads their page once; from now on a phone that loses its server comes back."""
    pages[:] = [Page(phone) for phone in crowd.phones]
    began = time.monotonic()
    for page in pages:
        page.ask_soon()
    await until(lambda: all(page.whole_at for page in pages), 60)
    seconds = max(page.whole_at for page in pages) - began
    return {"seconds": seconds, "stamps": pages[0].stamps}


async def be_back(_crowd: Crowd, stamps: dict[str, int], patience: float) -> dict[str, Any]:
    """Wait until everybody is back and has slices with these stamps, and their own part."""

    def is_current(page: Page) -> bool:
        return bool(page.whole_at) and all(page.stamps[n] >= s for n, s in stamps.items())

    await until(lambda: all(is_current(page) for page in pages), patience)
    return {
        "back": [page.phone.joined_at for page in pages if page.phone.joined_at],
        "current": [page.current_at for page in pages if is_current(page)],
        "whole": [page.whole_at for page in pages if is_current(page)],
    }
