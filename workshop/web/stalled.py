"""Sockets that take nothing any more: dropped before their queue grows, their descriptors freed."""

from typing import Any

import gevent

from workshop import metrics

MOST_WAITING = 100
"""Messages in one socket's queue: five seconds at twenty changes a second."""
PATIENCE = 10.0
GRACE = 2.0


def drop_if_stalled(socket: Any) -> None:
    """Cut the connection of who is too far behind: they come back, and ask for what they missed."""
    wire = getattr(socket, "wire", None)
    if wire is None:
        return
    is_slow = socket.queue.qsize() > MOST_WAITING
    if is_slow or wire.is_stuck(PATIENCE):
        metrics.drops.labels("slow" if is_slow else "stalled").inc()
        wire.cut()


def forget_after_close(engine: Any) -> None:
    """Cut every closed connection a little later, if its other side has not ended it by then.

    A writer that waits for a phone which reads nothing would keep the descriptor for ever.
    """
    stock = engine.handlers["disconnect"]

    def disconnect(sid: str, *reason: Any) -> Any:
        socket = engine.sockets.get(sid)
        wire = getattr(socket, "wire", None)
        if wire is not None:
            gevent.spawn_later(GRACE, wire.cut)
        return stock(sid, *reason)

    engine.handlers["disconnect"] = disconnect
