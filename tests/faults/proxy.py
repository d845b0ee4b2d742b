"""A hostile proxy in a process of its own: it drops, repeats, reorders, delays and cuts.

Pages and forms pass; of a websocket every frame that carries an event or an answer may suffer.
Run as `python -m tests.faults.proxy PORT OF_THE_SERVER SEED`; a line `hostile` or `calm` on
standard input sets its mood, each is answered with the count of faults so far.
"""

import asyncio
import json
import random
import sys
from collections import Counter

FATES = {"drop": 2.0, "repeat": 3.0, "reorder": 3.0, "delay": 4.0, "cut": 1.0}
"""Of a hundred frames, how many suffer what."""
LONGEST = 0.4
MASKED = 0x80
SUFFERS = (b"42", b"43")


class Proxy:
    """Between every browser and one server."""

    def __init__(self, server: int, seed: int) -> None:
        self.server = server
        self.luck = random.Random(seed)
        self.is_hostile = False
        self.done: Counter[str] = Counter()
        self.visitors = 0
        self.open: set[object] = set()

    async def let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a browser, with one to the server behind it."""
        # A loop keeps no task alive by itself.
        task = asyncio.current_task()
        self.open.add(task)
        try:
            await self._stand_between(reader, writer)
        finally:
            self.open.discard(task)

    async def _stand_between(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            to_read, to_write = await asyncio.open_connection("127.0.0.1", self.server)
        except (OSError, asyncio.IncompleteReadError):
            return writer.close()
        to_write.write(self._marked(head))
        is_socket = b"upgrade: websocket" in head.lower()
        if is_socket:
            writer.write(await _read_head(to_read))
        way = self._pass_frames if is_socket else _pass_bytes
        ways = [
            asyncio.ensure_future(way(reader, to_write)),
            asyncio.ensure_future(way(to_read, writer)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        if not is_socket:
            # The server ends what it has to say; a browser may have stopped talking long before.
            await asyncio.wait(ways[1:])
        for one in ways:
            one.cancel()
        for end in (writer, to_write):
            end.close()
        return None

    def _marked(self, head: bytes) -> bytes:
        """As if from an address of its own, so that a room of the test is no flood."""
        self.visitors += 1
        address = f"10.{self.visitors >> 16 & 255}.{self.visitors >> 8 & 255}.{self.visitors & 255}"
        return head[:-2] + f"X-Forwarded-For: {address}\r\n\r\n".encode()

    async def _pass_frames(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        held: list[bytes] = []
        try:
            while True:
                frame, start = await _read_frame(reader)
                fate = self._fate_of(start)
                if fate == "cut":
                    return
                if fate == "reorder":
                    held.append(frame)
                    asyncio.get_running_loop().call_later(LONGEST, _let_go, held, writer)
                    continue
                self._send(fate, frame, writer)
                _let_go(held, writer)
        except (OSError, asyncio.IncompleteReadError):
            return

    def _fate_of(self, start: bytes) -> str:
        if not self.is_hostile or not start.startswith(SUFFERS):
            return ""
        weights = (*FATES.values(), 100 - sum(FATES.values()))
        (fate,) = self.luck.choices((*FATES, ""), weights)
        self.done[fate] += 1
        return fate

    def _send(self, fate: str, frame: bytes, writer: asyncio.StreamWriter) -> None:
        later = asyncio.get_running_loop().call_later
        if fate in ("", "repeat"):
            _write(frame, writer)
        if fate in ("delay", "repeat"):
            later(self.luck.uniform(0, LONGEST), _write, frame, writer)


def _let_go(held: list[bytes], writer: asyncio.StreamWriter) -> None:
    while held:
        _write(held.pop(0), writer)


def _write(frame: bytes, writer: asyncio.StreamWriter) -> None:
    if not writer.is_closing():
        writer.write(frame)


async def _read_head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (OSError, asyncio.IncompleteReadError):
        return b""


async def _pass_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    except OSError:
        return


async def _read_frame(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """A whole frame as it came, and the first two letters of what it says."""
    head = await reader.readexactly(2)
    length, more = head[1] & ~MASKED, b""
    if length >= 126:
        more = await reader.readexactly(2 if length == 126 else 8)
        length = int.from_bytes(more)
    mask = await reader.readexactly(4) if head[1] & MASKED else bytes(4)
    said = await reader.readexactly(length)
    start = bytes(a ^ b for a, b in zip(said[:2], mask, strict=False))
    return head + more + (mask if head[1] & MASKED else b"") + said, start


async def main(port: int, server: int, seed: int) -> None:
    """Stand between until nobody gives orders any more."""
    proxy = Proxy(server, seed)
    await asyncio.start_server(proxy.let_in, "127.0.0.1", port, limit=2**24)
    orders = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(orders)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    print("{}", flush=True)
    while order := await orders.readline():
        proxy.is_hostile = order.strip() == b"hostile"
        print(json.dumps(proxy.done), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
