"""Every connection between the platform's programs goes through here, so that it can be cut.

    python -m chaos.wires SOCKET worker-postgres:24001:15432 web-valkey:...

Told over the Unix socket, a line each: "cut PROGRAM SECONDS" (its connections break, new ones are
refused) or "hold PROGRAM SECONDS" (nothing gets through, then everything does, late), or "mend".
Answers how many connections that met. A wire belongs to the programs at both of its ends.
"""

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from foodapp.launcher.ports import LOOPBACK


class Wire:
    def __init__(self, name: str, port: int, to: int) -> None:
        self.ends, self.port, self.to = set(name.split("-")), port, to
        self.open: set[End] = set()
        self.is_cut = self.is_held = False

    async def lay(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_server(lambda: Near(self), LOOPBACK, self.port)

    def cut(self) -> int:
        self.is_cut = True
        met = list(self.open)
        for end in met:
            end.transport.abort()
        return len(met)

    def hold(self) -> int:
        self.is_held = True
        for end in self.open:
            end.transport.pause_reading()
        return len(self.open)

    def mend(self) -> None:
        self.is_cut = self.is_held = False
        for end in self.open:
            if end.other is not None:
                end.transport.resume_reading()


class End(asyncio.Protocol):
    """One end of one connection: what comes in goes out at the other."""

    transport: asyncio.Transport

    def __init__(self, wire: Wire, other: "End | None" = None) -> None:
        self.wire, self.other = wire, other

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a wire carries streams")
        self.transport = transport
        self.wire.open.add(self)
        if self.wire.is_held:
            transport.pause_reading()

    def data_received(self, data: bytes) -> None:
        if self.other is not None:
            self.other.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.wire.open.discard(self)
        if self.other is not None:
            self.other.transport.close()


class Near(End):
    """The end of who calls; silent until whom they call has answered."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self.wire.is_cut:
            self.transport.abort()
            return
        self.transport.pause_reading()
        self.calling = asyncio.get_running_loop().create_task(self._call())

    async def _call(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, self.other = await loop.create_connection(
                lambda: End(self.wire, self), LOOPBACK, self.wire.to
            )
        except OSError:  # nobody listens there just now
            self.transport.abort()
            return
        if self.transport.is_closing():
            self.other.transport.close()
        elif not self.wire.is_held:
            self.transport.resume_reading()


class Switchboard:
    def __init__(self, wires: Sequence[Wire]) -> None:
        self.wires = wires

    async def listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):  # who asked has gone
            while line := await reader.readline():
                writer.write(f"{self._obey(line.decode().split())}\n".encode())
                await writer.drain()
        writer.close()

    def _obey(self, words: list[str]) -> int:
        if words == ["mend"]:
            for wire in self.wires:
                wire.mend()
            return len(self.wires)
        how, program, seconds = words
        chosen = [wire for wire in self.wires if program in wire.ends]
        met = sum(wire.cut() if how == "cut" else wire.hold() for wire in chosen)
        loop = asyncio.get_running_loop()
        for wire in chosen:
            loop.call_later(float(seconds), wire.mend)
        return met


async def serve(socket: str, laid: Sequence[str]) -> None:
    wires = []
    for name, port, to in (one.split(":") for one in laid):
        wires.append(Wire(name, int(port), int(to)))
    for wire in wires:
        await wire.lay()
    Path(socket).unlink(missing_ok=True)
    await asyncio.start_unix_server(Switchboard(wires).listen, socket)
    over = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, over.set)
    await over.wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2:]))
