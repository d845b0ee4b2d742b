"""One open page: engine.io by hand over picows."""

import asyncio
import json
import time
from array import array
from collections.abc import Callable
from typing import Any

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

TEXT = WSMsgType.TEXT
STAMPED = b'"t":'
Answered = Callable[[bytes, float], None]


class Phone(WSListener):
    """Answers the protocol, keeps what is waited for, and shows every push to who looks."""

    def __init__(self, url: str, cookies: str, auth: str) -> None:
        self.url, self.cookies, self.auth = url, cookies, auth
        self.transport: Any = None
        self.number = 0
        self.waiting: dict[int, Answered] = {}
        self.joined_at = 0.0
        self.latencies = array("d")
        self.on_push: Callable[[bytes], None] | None = None
        self.on_gone: Callable[[], None] | None = None
        self.on_joined: Callable[[], None] | None = None

    async def connect(self) -> None:
        """Open the socket; `joined_at` is set when the server has let the page in."""
        headers = {"Cookie": self.cookies} if self.cookies else {}
        await ws_connect(
            lambda: self, self.url, extra_headers=headers, enable_auto_ping=False,
            websocket_handshake_timeout=20,
        )  # fmt: skip

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_disconnected(self, _transport: WSTransport) -> None:
        self.joined_at = 0.0
        if self.on_gone:
            self.on_gone()

    def on_ws_frame(self, _transport: WSTransport, frame: WSFrame) -> None:
        message = frame.get_payload_as_bytes()
        if message.startswith(b"42["):
            self._hear(message)
        elif message.startswith(b"43"):
            end = message.index(b"[")
            self.waiting.pop(int(message[2:end]))(message[end:], time.monotonic())
        elif message == b"2":
            self.send("3")
        elif message.startswith(b"40"):
            self.joined_at = time.monotonic()
            if self.on_joined:
                self.on_joined()
        elif message.startswith(b"0{"):
            self.send(f"40{self.auth}")

    def say(self, answered: Answered, event: str, *words: Any) -> None:
        """Say something that is answered."""
        self.number += 1
        self.waiting[self.number] = answered
        self.send(f"42{self.number}{json.dumps([event, *words], separators=(',', ':'))}")

    def send(self, text: str) -> None:
        """Send one frame."""
        self.transport.send(TEXT, text.encode())

    def _hear(self, message: bytes) -> None:
        start = message.rfind(STAMPED)
        if start >= 0:
            sent = int(message[start + len(STAMPED) : message.index(b"}", start)])
            self.latencies.append(time.monotonic() - sent / 1e9)
        if self.on_push:
            self.on_push(message)


async def until(is_so: Callable[[], bool], patience: float) -> bool:
    """Wait until something is so; say whether it came to be."""
    end = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.005)
    return True
