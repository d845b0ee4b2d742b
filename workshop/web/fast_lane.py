"""Sending to a room: one framed buffer, written straight to every socket in it.

The stock path frames a message anew for each phone, and wakes a greenlet for each of them. With
FAST_LANE=off everything goes by the stock path. What this knows of the libraries' inner parts is
held by tests/web/test_fast_lane.py against the pinned versions.
"""

from collections import defaultdict
from contextlib import suppress
from typing import Any

from engineio import packet as engine
from engineio.async_drivers.gevent import WebSocketWSGI
from engineio.exceptions import SocketIsClosedError
from geventwebsocket import handler as stock_handler
from socketio import packet as socket_packet
from socketio.manager import Manager

from workshop.web.pings import ping_from_one_loop, take_over
from workshop.web.stalled import drop_when_stalled, forget_after_close
from workshop.web.wire import Remainder, Wire, text_frame


class FastSending:
    """What a client manager needs to send fast, and to let people leave in constant time."""

    server: Any
    rooms: Any
    callbacks: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rooms_of: dict[str, set[str | None]] = defaultdict(set)

    def send_here(self, event: str, data: Any, namespace: str, room: str | None) -> None:
        """Send to everybody of a room who is connected to this process."""
        everybody = self.rooms.get(namespace, {}).get(room, {})
        message = socket_packet.Packet(
            socket_packet.EVENT, namespace=namespace, data=[event, data], binary=False
        )
        text = engine.Packet(engine.MESSAGE, message.encode())
        frame = text_frame(text.encode())
        sockets = self.server.eio.sockets
        for engine_sid in list(everybody.values()):
            one = sockets.get(engine_sid)
            if one is not None and not one.closed:
                # Who is found to be gone only now does not keep it from the others.
                with suppress(SocketIsClosedError):
                    _send(one, frame, text)

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Enter a room, and remember it for the day of leaving."""
        super().basic_enter_room(sid, namespace, room, eio_sid)  # type: ignore[misc]
        self._rooms_of[sid].add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """Leave a room."""
        super().basic_leave_room(sid, namespace, room)  # type: ignore[misc]
        self._rooms_of[sid].discard(room)

    def basic_disconnect(self, sid: str, namespace: str, **_options: Any) -> None:
        """Leave every room that one is in; the stock way looks through all rooms of everybody."""
        for room in list(self._rooms_of.pop(sid, ())):
            super().basic_leave_room(sid, namespace, room)  # type: ignore[misc]
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):  # type: ignore[attr-defined]
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
                if not pending[namespace]:
                    del pending[namespace]


class FastManager(FastSending, Manager):  # type: ignore[misc]
    """The client manager of a server that runs in one process."""

    def emit(
        self, event: str, data: Any, namespace: str, room: str | None = None,
        skip_sid: Any = None, callback: Any = None, to: str | None = None, **options: Any,
    ) -> None:  # fmt: skip
        """Send an event to a room; what the fast lane has no words for goes by the stock path."""
        if callback or skip_sid or not isinstance(data, dict):
            super().emit(event, data, namespace, room, skip_sid, callback, to, **options)
        else:
            self.send_here(event, data, namespace, to or room)


class DirectSocket(WebSocketWSGI):  # type: ignore[misc]
    """The driver's websocket; the engine's socket learns which wire is its own."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Run the connection."""
        socket = self.app.__self__
        socket.wire = environ["wsgi.websocket"]
        take_over(socket)
        drop_when_stalled(socket)
        return super().__call__(environ, start_response)

    def send(self, message: str | bytes) -> Any:
        """Write one message, or the rest of one that was begun."""
        if isinstance(message, Remainder):
            return self._sock.send_remainder(message)
        return self._sock.send(message)


def install(server: Any) -> None:
    """Put the fast lane under a Socket.IO server that runs on gevent."""
    stock_handler.WebSocket = Wire
    server.eio._async = {**server.eio._async, "websocket": DirectSocket}
    forget_after_close(server.eio)
    ping_from_one_loop(server.eio)


def _send(socket: Any, frame: bytes, text: Any) -> None:
    """Write straight to one socket; what it does not take now goes through its queue, in order."""
    wire = getattr(socket, "wire", None)
    taken = 0 if wire is None or socket.queue.qsize() else wire.push(frame)
    if not taken:
        socket.send(text)
    elif taken < len(frame):
        socket.queue.put(_RemainderPacket(frame[taken:]))


class _RemainderPacket(engine.Packet):  # type: ignore[misc]
    """Stands in a socket's queue for what is left of a frame."""

    def __init__(self, rest: bytes) -> None:
        super().__init__(engine.MESSAGE, rest)

    def encode(self, b64: bool = False) -> Remainder:
        """The rest, as it is to be written."""
        return Remainder(self.data)
