"""A Socket.IO connection over a websocket, which comes back by itself when it is cut."""

import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import websocket

PATIENCE = 8.0
PAUSE = 0.4
Hear = Callable[[str, Any], None]
Then = Callable[[Any], None]


class Cut(Exception):
    """No answer came: the connection was cut, or the server is silent."""


class Line:
    """One open connection; `hear(event, message)` is called on the reader's thread."""

    def __init__(self, base: str, cookies: str, auth: dict[str, str], hear: Hear) -> None:
        self._address = f"ws{base.removeprefix('http')}/socket.io/?EIO=4&transport=websocket"
        self._cookies, self._auth, self._hear = cookies, auth, hear
        self._answers: dict[int, Any] = {}
        self._thens: dict[int, Then] = {}
        self._told = threading.Condition()
        self._number = self._cuts = 0
        self._is_open = False
        self._is_wanted = True
        self._socket: Any = None
        self.bytes = 0
        self._reader = threading.Thread(target=self._read_on, daemon=True)

    def open(self) -> None:
        """Connect; refuses when nobody answers in time."""
        self._reader.start()
        with self._told:
            if not self._told.wait_for(lambda: self._is_open, 3 * PATIENCE):
                raise Cut("Nobody let this page listen.")

    def close(self) -> None:
        """Hang up."""
        self._is_wanted = False
        if self._socket is not None:
            self._socket.close()
        self._reader.join(PATIENCE)

    def call(self, event: str, *words: Any) -> Any:
        """Say something, and wait for the answer."""
        number, cuts = self._next_number(), self._cuts
        self._send(f"42{number}{_written(event, *words)}")
        with self._told:
            self._told.wait_for(lambda: number in self._answers or self._cuts > cuts, PATIENCE)
            if number not in self._answers:
                raise Cut("No answer came.")
            return self._answers.pop(number)

    def say(self, event: str, *words: Any, then: Then) -> None:
        """Say something, and go on; `then(answer)` is called when the answer comes."""
        number = self._next_number()
        self._thens[number] = then
        try:
            self._send(f"42{number}{_written(event, *words)}")
        except Cut:
            # A cut on the reader's thread may have forgotten it a moment before.
            self._thens.pop(number, None)

    def _next_number(self) -> int:
        with self._told:
            self._number += 1
            return self._number

    def _send(self, text: str) -> None:
        with self._told:
            if not self._told.wait_for(lambda: self._is_open, PATIENCE):
                raise Cut("The connection is gone.")
        try:
            self._socket.send(text)
        except (OSError, websocket.WebSocketException) as error:
            # The reader may still have much to take in, and would notice only then.
            self._note_cut()
            with suppress(OSError, AttributeError):
                self._socket.sock.shutdown(socket.SHUT_RDWR)
            raise Cut(str(error)) from error

    def _read_on(self) -> None:
        while self._is_wanted:
            try:
                self._connect()
                while True:
                    self._take(self._socket.recv())
            except (OSError, websocket.WebSocketException, Cut):
                self._note_cut()
                if self._socket is not None:
                    self._socket.close()
                    # After the other side's close the library takes it for closed, and keeps it.
                    self._socket.shutdown()
                if self._is_wanted:
                    time.sleep(PAUSE)

    def _note_cut(self) -> None:
        with self._told:
            self._is_open = False
            self._cuts += 1
            self._thens.clear()
            self._told.notify_all()

    def _connect(self) -> None:
        self._socket = websocket.create_connection(
            self._address, timeout=None, cookie=self._cookies, enable_multithread=True
        )
        if not self._is_wanted:
            raise Cut("Hung up while it was connecting.")
        self._socket.recv()
        self._socket.send(f"40{json.dumps(self._auth)}")

    def _take(self, text: str) -> None:
        self.bytes += len(text.encode())
        if not text:
            raise Cut("closed")
        if text == "2":
            self._socket.send("3")
        elif text.startswith("40"):
            with self._told:
                self._is_open = True
                self._told.notify_all()
            self._hear("connect", None)
        elif text.startswith("43"):
            self._keep_answer(text)
        elif text.startswith("42"):
            event, *words = json.loads(text[2:])
            self._hear(event, words[0] if words else None)
        elif text.startswith(("41", "44")):
            raise Cut("refused")

    def _keep_answer(self, text: str) -> None:
        start = text.index("[")
        number, answers = int(text[2:start]), json.loads(text[start:])
        answer = answers[0] if answers else None
        if then := self._thens.pop(number, None):
            return then(answer)
        with self._told:
            self._answers[number] = answer
            self._told.notify_all()
        return None


def _written(*words: Any) -> str:
    """JSON as a browser writes it: letters of any language stand as they are."""
    return json.dumps(words, ensure_ascii=False)
