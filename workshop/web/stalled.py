"""Sockets that take nothing any more: dropped before their queue grows, their descriptors freed."""

from typing import Any

import gevent

from workshop import metrics

MOST_WAITING = 100
"""Messages in one socket's queue: five seconds at twenty changes a second."""
MOST_BYTES = 512 * 1024
"""Bytes in one socket's queue, behind what is being written: a full room's notes, and more."""
PATIENCE = 10.0
GRACE = 2.0


def drop_when_stalled(socket: Any) -> None:
    """Look at one socket whenever something has to wait for it: pushes and answers alike."""
    stock = socket.send

    def send(message: Any) -> None:
        stock(message)
        _drop_if_stalled(socket)

    socket.send = send


def _drop_if_stalled(socket: Any) -> None:
    """End the connection of who is too far behind: they come back, and ask for what they missed."""
    if socket.closing or socket.closed:
        return
    is_slow = socket.queue.qsize() > MOST_WAITING or _waiting_bytes(socket.queue) > MOST_BYTES
    if is_slow or socket.wire.is_stuck(PATIENCE):
        metrics.drops.labels("slow" if is_slow else "stalled").inc()
        socket.wire.cut()
        _forget_waiting(socket.queue)
        # From now on nothing more is worked out for them, nor kept.
        socket.close(wait=False, abort=True)


def _forget_waiting(queue: Any) -> None:
    while queue.qsize():
        queue.get_nowait()
        queue.task_done()


def _waiting_bytes(queue: Any) -> int:
    """The bytes that wait; None stands for the end of a queue."""
    said = (one.data for one in queue.queue if one is not None)
    return sum(len(one) for one in said if isinstance(one, str | bytes))


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
