"""Answers that take the same time, whatever was sent: a wait tells nothing of a vote."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

EVEN = frozenset({"paper.hand_in"})
STEP = 0.025
"""Seconds between the ticks of one clock; a paper is read and sealed in a fraction of one."""


@contextmanager
def evenly(command: str) -> Iterator[None]:
    """Let what is inside end on the clock's next tick, also when it is refused.

    A wait to the tick also takes up what came before it, such as reading the message; a wait
    counted from its own beginning would not.
    """
    try:
        yield
    finally:
        if command in EVEN:
            time.sleep(STEP - time.monotonic() % STEP)
