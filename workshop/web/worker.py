"""The process that serves: it tells every phone to come back before it stops."""

from typing import Any

import gevent
from geventwebsocket.gunicorn.workers import GeventWebSocketWorker

from workshop.web.discreet import Handler

RESTARTING = b"\x88\x02\x03\xf4"
"""A close frame that says 1012, service restart (IANA's registry of close codes)."""
AGAIN_AFTER = 1.2


class Worker(GeventWebSocketWorker):  # type: ignore[misc]
    """A gevent worker that does not wait for websockets to end by themselves."""

    wsgi_handler = Handler

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop orderly: what has been asked is still answered, then everybody is sent away."""
        super().handle_exit(sig, frame)
        gevent.spawn(self._send_everybody_away)

    def _send_everybody_away(self) -> None:
        flask = self.app.wsgi()
        house = flask.extensions["workshop"]
        house.is_stopping.set()
        house.publisher.tick()
        server = flask.extensions["socketio"].server
        say_goodbye(server)
        # The door is shut within a second: some were quick enough to come back through it.
        gevent.sleep(AGAIN_AFTER)
        say_goodbye(server)


def say_goodbye(server: Any) -> None:
    """End every connection with the word that the server comes back; phones then come again."""
    for socket in list(server.eio.sockets.values()):
        wire = getattr(socket, "wire", None)
        if wire is None:
            server.eio.disconnect(socket.sid)
        else:
            wire.push(RESTARTING)
            wire.cut()
