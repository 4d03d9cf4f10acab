"""python -m testgateway"""

import asyncio
import os
import signal
import threading

from granian.constants import Interfaces
from granian.server.embed import Server

from foodapp.kit import logs
from foodapp.kit.settings import settings
from testgateway.app import app


async def serve() -> None:
    # One process, no child: the books have one writer, a key in use is known to all, and a
    # kill -9 leaves nothing behind that would hold the port.
    server = Server(
        app,
        address=settings().host,
        port=settings().gateway_port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, server.stop)
    await server.serve()


def fall_with(thread: threading.ExceptHookArgs) -> None:
    """A gateway whose postman died must not look healthy: end, and be started again."""
    threading.__excepthook__(thread)
    os._exit(1)


if __name__ == "__main__":
    logs.configure()
    threading.excepthook = fall_with
    asyncio.run(serve())
