"""Reads what is asked for, line by line, until the input ends."""

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvloop

from bench.crowd import burst, closing, coming, commanding, drafting, hearing, storm
from bench.crowd.coming import Crowd
from bench.crowd.strain import Strain

Verb = Callable[..., Awaitable[dict[str, Any]]]
VERBS: dict[str, Verb] = {
    "come": coming.come,
    "hear": hearing.hear,
    "heard": hearing.heard,
    "hand_in": burst.hand_in,
    "command": commanding.command,
    "draft": drafting.draft,
    "learn": storm.learn,
    "be_back": storm.be_back,
    "see_close": closing.see_close,
    "closed": closing.closed,
}


async def main() -> None:
    """Answer every line; a failure is told, and ends it."""
    crowd, loop, strain = Crowd(), asyncio.get_running_loop(), Strain()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked: dict[str, Any] = json.loads(line)
        verb = VERBS[asked.pop("do")]
        # A collection in the middle of a figure would be the generator's, not the server's.
        gc.collect()
        gc.disable()
        answer = await verb(crowd, **asked)
        # Counted from the answer before: what was begun then is measured until now.
        print(json.dumps({**answer, "strain": strain.end()}), flush=True)
        strain = Strain()


if __name__ == "__main__":
    uvloop.install()
    asyncio.run(main())
