"""One phone's websocket: whole messages read at once, and frames written without waiting.

The stock class goes over every byte of a message in Python, three times; a sealed paper is 36 KB.
"""

import socket
import struct
import time
from typing import Any

from geventwebsocket.exceptions import ProtocolError, WebSocketError
from geventwebsocket.websocket import Header, WebSocket

LARGEST_FRAME = 64 * 1024
FINAL_TEXT, TWO_BYTES, EIGHT_BYTES = 0x81, 126, 127
CONTROL = 0x08
BEGINNINGS = (WebSocket.OPCODE_TEXT, WebSocket.OPCODE_BINARY)


class Remainder(bytes):
    """What is left of a frame that the socket took in part."""


class Wire(WebSocket):  # type: ignore[misc]
    """A websocket that reads fast, refuses what is too large, and knows whether it is writing."""

    __slots__ = ("writing_since",)

    def __init__(self, environ: Any, stream: Any, handler: Any) -> None:
        super().__init__(environ, stream, handler)
        self.writing_since = 0.0

    def read_message(self) -> str | bytearray | None:
        """Read one message of one or more frames; None when the other side closes."""
        message, opcode = bytearray(), None
        while True:
            header, payload = self.read_frame()
            if header.opcode & CONTROL:
                if self._answer_control(header, payload):
                    return None
                continue
            expected = BEGINNINGS if opcode is None else (self.OPCODE_CONTINUATION,)
            if header.opcode not in expected:
                raise ProtocolError("A frame is out of its order, or of an unknown kind")
            opcode = header.opcode if opcode is None else opcode
            message += payload
            if len(message) > LARGEST_FRAME:
                raise ProtocolError("A message is too large")
            if header.fin:
                return message.decode() if opcode == self.OPCODE_TEXT else message

    def read_frame(self) -> tuple[Any, bytes]:
        """Read one frame; a larger one than any message may be is refused before it is read."""
        header = Header.decode_header(self.stream)
        if header.flags or header.length > LARGEST_FRAME:
            raise ProtocolError("A frame is too large, or has unknown flags")
        payload = self.raw_read(header.length) if header.length else b""
        if len(payload) != header.length:
            raise WebSocketError("The connection ended within a frame")
        return header, unmasked(payload, header.mask) if header.mask else payload

    def send_frame(self, message: Any, opcode: int) -> None:
        """Write one frame, and wait until the socket has taken it."""
        self._write(lambda: WebSocket.send_frame(self, message, opcode))

    def send_remainder(self, rest: Remainder) -> None:
        """Write the rest of a frame that was begun by `push`."""
        self._write(lambda: self.raw_write(rest))

    def push(self, frame: bytes) -> int:
        """Write as much of a frame as the socket takes without waiting; return how many bytes."""
        if self.closed or self.writing_since:
            return 0
        try:
            taken: int = self.handler.socket._sock.send(frame)
        except OSError:
            return 0
        return taken

    def is_stuck(self, patience: float) -> bool:
        """Say whether one write has waited for longer than so many seconds."""
        since = self.writing_since
        return bool(since) and time.monotonic() - since > patience

    def cut(self) -> None:
        """End the connection under whoever reads or writes it; they close what they hold."""
        try:
            self.handler.socket._sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            return  # It has ended already.

    def _write(self, write: Any) -> None:
        self.writing_since = time.monotonic()
        try:
            write()
        finally:
            self.writing_since = 0.0

    def _answer_control(self, header: Any, payload: bytes) -> bool:
        """Answer a ping or a close; say whether the connection is over."""
        if header.opcode == self.OPCODE_CLOSE:
            self.handle_close(header, payload)
            return True
        if header.opcode == self.OPCODE_PING:
            self.handle_ping(header, payload)
        elif header.opcode != self.OPCODE_PONG:
            raise ProtocolError("An unknown kind of frame")
        return False


def unmasked(payload: bytes, mask: bytes) -> bytes:
    """Take a client's mask off, in one step of long numbers (RFC 6455, 5.3)."""
    length = len(payload)
    key = (mask * (length // 4 + 1))[:length]
    plain = int.from_bytes(payload, "little") ^ int.from_bytes(key, "little")
    return plain.to_bytes(length, "little")


def text_frame(text: str) -> bytes:
    """One whole text message as the server sends it, unmasked (RFC 6455, 5.2)."""
    payload = text.encode()
    length = len(payload)
    if length < TWO_BYTES:
        return struct.pack("!BB", FINAL_TEXT, length) + payload
    if length < 1 << 16:
        return struct.pack("!BBH", FINAL_TEXT, TWO_BYTES, length) + payload
    return struct.pack("!BBQ", FINAL_TEXT, EIGHT_BYTES, length) + payload
