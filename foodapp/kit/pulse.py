"""`python -m foodapp.kit.pulse`: whether jobs get done. Asked twice every half minute for as long
as the platform runs, so it imports only what Python brings: 0.1 s of CPU instead of two."""

import os
import socket
import ssl
import sys
import time
from typing import Protocol
from urllib.parse import unquote, urlsplit

KEY = "foodapp:heartbeat"
STALLED_S = 60.0
ANSWER_S = 5.0


class Wire(Protocol):
    def readline(self) -> bytes: ...
    def read(self, size: int, /) -> bytes: ...
    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


def main() -> int:
    try:
        silent_s = silent_at(os.environ.get("REDIS_URL") or os.environ.get("FOODAPP_REDIS_URL", ""))
    except OSError as down:
        return _say(f"The server in REDIS_URL does not answer: {down}.", 1)
    if silent_s > STALLED_S:
        return _say("No job has been done within the last minute: look at worker and beat.", 1)
    return _say(f"Jobs get done: the last {silent_s:.0f} s ago.", 0)


def silent_at(url: str) -> float:
    """Seconds since the last beat; infinite when there was none. OSError when nobody answers."""
    at = urlsplit(url)
    if not at.hostname:
        raise OSError("no address is set")
    with socket.create_connection((at.hostname, at.port or 6379), ANSWER_S) as plain:
        secure = at.scheme == "rediss"
        there = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=at.hostname)
            if secure
            else plain
        )
        with there.makefile("rwb") as wire:
            if at.password:
                _ask(
                    wire, "AUTH", *filter(None, (unquote(at.username or ""), unquote(at.password)))
                )
            if database := at.path.strip("/"):
                _ask(wire, "SELECT", database)
            last = _ask(wire, "GET", KEY)
    return float("inf") if last is None else time.time() - float(last)


def _ask(wire: Wire, *words: str) -> str | None:
    """One command in the protocol of Redis (RESP2)."""
    coded = [word.encode() for word in words]
    wire.write(
        b"*%d\r\n" % len(coded) + b"".join(b"$%d\r\n%s\r\n" % (len(one), one) for one in coded)
    )
    wire.flush()
    line = wire.readline().strip()
    if line.startswith(b"-") or not line:
        raise OSError(line[1:].decode(errors="replace") or "it hung up")
    if not line.startswith(b"$"):
        return line[1:].decode()
    length = int(line[1:])
    return None if length < 0 else wire.read(length + 2)[:-2].decode()


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
