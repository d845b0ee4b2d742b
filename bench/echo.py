"""What the machine and the generator can do at best: picows alone, same bytes, no product.

Speaks as much engine.io as the crowd needs. Answers every command at once, and emits on request.
"""

import asyncio
import json
import sys
import time
from typing import Any

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_create_server

TEXT = WSMsgType.TEXT
everybody: list[WSTransport] = []


class Line(WSListener):
    """One connection."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        everybody.append(transport)
        transport.send(TEXT, b'0{"sid":"x","upgrades":[],"pingTimeout":10000}')

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        message = frame.get_payload_as_bytes()
        if message.startswith(b"40"):
            transport.send(TEXT, b'40{"sid":"x"}')
        elif message.startswith(b"42"):
            transport.send(TEXT, b"43" + message[2 : message.index(b"[")] + b'[{"ok":true}]')


async def main() -> None:
    """Serve until the input ends."""
    server = await ws_create_server(lambda _request: Line(), "127.0.0.1", 0, backlog=4096)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        await _emit(**json.loads(line))
        print("{}", flush=True)


async def _emit(times: int, pause: float, filler: str) -> None:
    began = time.monotonic()
    for number in range(times):
        await asyncio.sleep(max(0.0, began + number * pause - time.monotonic()))
        item = {"id": "papers", "n": number, "html": filler}
        body: dict[str, Any] = {"epoch": "bench", "items": [item], "t": time.monotonic_ns()}
        frame = f"42{json.dumps(['slices', body], separators=(',', ':'))}".encode()
        for transport in everybody:
            transport.send(TEXT, frame)


if __name__ == "__main__":
    uvloop.install()
    asyncio.run(main())
