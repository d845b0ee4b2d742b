"""The fast lane sends and reads what the stock path does, with the pinned libraries."""

import json
import struct
from importlib.metadata import version
from io import BytesIO
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from geventwebsocket.exceptions import ProtocolError
from geventwebsocket.websocket import Header, WebSocket

from workshop.web.fast_lane import FastManager
from workshop.web.wire import LARGEST_FRAME, Wire, text_frame, unmasked

KNOWN = {
    "flask-socketio": "5.7.0", "gevent": "26.9.0", "gevent-websocket": "0.10.1",
    "python-engineio": "4.15.1", "python-socketio": "5.18.1",
}  # fmt: skip
TEXTS = ("", "a", "é😀 x", "x" * 125, "x" * 126, "ä" * 300, "x" * 65_535)
LONG_TEXTS = ("x" * 65_536, "x" * 90_000)


def test_the_libraries_are_those_that_this_was_written_for() -> None:
    """With other versions, read again what fast_lane.py, wire.py and stalled.py rest on."""
    held = {name: version(name) for name in KNOWN}
    assert held == KNOWN


@pytest.mark.parametrize("text", TEXTS + LONG_TEXTS, ids=len)
def test_a_frame_is_the_stock_frame(text: str) -> None:
    written: list[bytes] = []
    stock = _wire(WebSocket, b"", written)
    stock.send_frame(text, WebSocket.OPCODE_TEXT)
    assert text_frame(text) == b"".join(written)


@pytest.mark.parametrize("text", TEXTS, ids=len)
def test_a_masked_message_is_read_as_the_stock_way_reads_it(text: str) -> None:
    sent = _masked(text.encode(), 0x81)
    assert _wire(Wire, sent).receive() == _wire(WebSocket, sent).receive() == text


def test_a_message_in_pieces_with_a_ping_between_is_read_whole() -> None:
    whole, written = "é😀 and more".encode(), list[bytes]()
    sent = _masked(whole[:3], 0x01) + _masked(b"hi", 0x89) + _masked(whole[3:], 0x80)
    wire = _wire(Wire, sent, written)
    assert (wire.receive(), b"".join(written)) == (whole.decode(), b"\x8a\x02hi")


@pytest.mark.parametrize(
    "sent",
    [
        struct.pack("!BBQ", 0x81, 0x80 | 127, LARGEST_FRAME + 1) + b"mask",
        struct.pack("!BBQ", 0x81, 0x80 | 127, 1 << 62) + b"mask",
        b"\x80\x80mask",
        b"\xf1\x80mask",
        b"\x83\x80mask",
    ],
    ids=["large", "huge", "no beginning", "flags", "unknown"],
)
def test_a_frame_that_may_not_be_is_refused_before_it_is_read(sent: bytes) -> None:
    with pytest.raises(ProtocolError):
        _wire(Wire, sent).read_message()


def test_pieces_that_are_too_much_together_are_refused() -> None:
    piece = _masked(b"x" * 40_000, 0x01) + _masked(b"x" * 40_000, 0x00)
    with pytest.raises(ProtocolError):
        _wire(Wire, piece).read_message()


def test_what_is_not_text_ends_the_connection() -> None:
    wire = _wire(Wire, _masked(b"\xff\xfe", 0x81))
    assert (wire.receive(), wire.closed) == (None, True)


def test_a_connection_that_ends_within_a_frame_is_an_end() -> None:
    wire = _wire(Wire, _masked(b"hello", 0x81)[:-2])
    assert (wire.receive(), wire.closed) == (None, True)


def test_masks_of_every_length_come_off() -> None:
    for length in range(300):
        plain = bytes((7 * n) % 256 for n in range(length))
        assert unmasked(_masked(plain, 0x82)[-length:] if length else b"", b"mask") == plain


def test_leaving_leaves_every_room_and_nothing_behind() -> None:
    manager = FastManager()
    ids = count()
    engine = SimpleNamespace(generate_id=lambda: f"s{next(ids)}")
    manager.set_server(SimpleNamespace(packet_class=SimpleNamespace(json=json), eio=engine))
    sids = [manager.connect(f"e{n}", "/") for n in range(5)]
    for sid in sids:
        manager.enter_room(sid, "/", "w1:room")
        manager.enter_room(sid, "/", f"w1:person:{sid}")
    for sid in sids:
        assert manager.is_connected(sid, "/")
        manager.pre_disconnect(sid, "/")
        manager.disconnect(sid, "/")
        assert not manager.is_connected(sid, "/")
    assert (manager.rooms, manager._rooms_of, manager.pending_disconnect) == ({}, {}, {})


def _wire(kind: Any, sent: bytes, written: list[bytes] | None = None) -> Any:
    stream = SimpleNamespace(
        read=BytesIO(sent).read, write=(written if written is not None else []).append
    )
    quiet = SimpleNamespace(debug=lambda *_: None)
    server = SimpleNamespace(application=SimpleNamespace())
    return kind({}, stream, SimpleNamespace(logger=quiet, server=server, socket=None))


def _masked(payload: bytes, first: int) -> bytes:
    """One frame as a browser sends it."""
    head = Header.encode_header(False, 0, b"mask", len(payload), 0)
    key = (b"mask" * (len(payload) // 4 + 1))[: len(payload)]
    body = bytes(one ^ by for one, by in zip(payload, key, strict=True))
    return bytes([first]) + bytes(head[1:]) + body
