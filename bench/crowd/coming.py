"""The crowd, and how it comes in."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from bench.crowd.phone import Phone, until

PATIENCE = 60.0


@dataclass
class Crowd:
    """Every phone, in the order in which they came."""

    phones: list[Phone] = field(default_factory=list)


async def come(crowd: Crowd, url: str, people: list[list[str]], at_once: int) -> dict[str, Any]:
    """Connect everybody, so many at once; each is in when the server has let the page in."""
    began = time.monotonic()
    new = [Phone(url, cookies, auth) for cookies, auth in people]
    gate = asyncio.Semaphore(at_once)
    await asyncio.gather(*(_come_in(gate, phone) for phone in new))
    crowd.phones += new
    joined = sum(bool(phone.joined_at) for phone in new)
    return {"joined": joined, "seconds": time.monotonic() - began}


async def _come_in(gate: asyncio.Semaphore, phone: Phone) -> None:
    async with gate:
        await phone.connect()
        await until(lambda: bool(phone.joined_at), PATIENCE)
