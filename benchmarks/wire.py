"""A browser's socket without a browser: Reflex's protocol (engine.io 4, socket.io 5) over raw
frames, so that hundreds of them cost the measured machine little."""

import asyncio
import base64
import json
import os
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.fixtures.storm import ROOT, masked

PING, PONG = "2", "3"
PATIENCE_S = 60.0
ADDRESSES = 32  # of RFC 2544's network for measuring; a proxy of ours would have seen them
LOAD = f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal"


class Tab:
    """What one tab has heard, newest last, and who waits for something in it."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, router: dict[str, Any]
    ) -> None:
        self.reader, self.writer, self.router = reader, writer, router
        self.on_message: Callable[[str], None] = lambda message: None
        self.listening = asyncio.create_task(self._listen())

    def call(self, name: str, **payload: Any) -> None:
        event = {"name": name, "payload": payload, "router_data": self.router}
        self.say("42/_event," + json.dumps(["event", event]))

    def go_to(self, route: str, path: str, **query: str) -> None:
        """As the page does when its address changes."""
        self.router = {"pathname": route, "asPath": path, "query": query}
        self.call(LOAD)

    def say(self, text: str) -> None:
        self.writer.write(masked(text))

    async def hears(self, *words: str) -> str:
        """The next message with all of these words."""
        found: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        before = self.on_message

        def look(message: str) -> None:
            before(message)
            if not found.done() and all(word in message for word in words):
                found.set_result(message)

        self.on_message = look
        try:
            return await asyncio.wait_for(found, PATIENCE_S)
        finally:
            self.on_message = before

    async def _listen(self) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                text = await self._message()
                if text == PING:
                    self.say(PONG)
                else:
                    self.on_message(text)

    async def _message(self) -> str:
        """One unfragmented frame of RFC 6455, unmasked, as servers send them."""
        _, size = await self.reader.readexactly(2)
        if size == 126:
            (size,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return (await self.reader.readexactly(size)).decode()


@asynccontextmanager
async def opened(
    url: str, sid: str, route: str, path: str, *, address: int = 0, **query: str
) -> AsyncIterator[Tab]:
    """A tab that has just opened this page: its first handlers are under way."""
    at = urlsplit(url)
    reader, writer = await asyncio.open_connection(at.hostname, at.port)
    lines = [
        f"GET /_event/?EIO=4&transport=websocket&token={uuid4()} HTTP/1.1",
        f"Host: {at.netloc}",
        f"Origin: {at.scheme}://{at.netloc}",
        f"Cookie: sid={sid}",
        f"X-Forwarded-For: 198.18.0.{1 + address % ADDRESSES}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
    ]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE_S)
    assert b" 101 " in answer, answer
    router = {"pathname": route, "asPath": path, "query": query}
    tab = Tab(reader, writer, router)
    boot = {"name": f"{ROOT}.hydrate_and_load", "payload": {}, "router_data": router}
    tab.say("40/_event," + json.dumps({"event": boot}))
    try:
        yield tab
    finally:
        tab.listening.cancel()
        writer.transport.abort()
