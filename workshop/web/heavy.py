"""Heavy work: one job at a time, in a thread of its own, so that the room never waits."""

from collections.abc import Callable
from typing import Any

from gevent import get_hub
from gevent.lock import BoundedSemaphore

one_at_a_time = BoundedSemaphore(1)


def off_the_loop(work: Callable[..., Any], *args: Any) -> Any:
    """Do the work in gevent's threadpool, after any other heavy work."""
    with one_at_a_time:
        return get_hub().threadpool.apply(work, args)
