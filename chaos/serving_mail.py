"""A mail server outside of all that is killed, with a book of what it took."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Connection

from foodapp.launcher import ports


class Book:
    """How often each Message-ID was taken: the server's own count, of what it said yes to."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, _: SMTP, __: Connection, envelope: Envelope) -> str:
        self.taken[message_id(bytes(envelope.original_content or b""))] += 1
        return "250 2.0.0 taken"


def message_id(raw: bytes) -> str:
    """Of RFC 5322, as it stands in the head; empty where there is none."""
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].replace(b"\n ", b" ")
    for line in head.split(b"\n"):
        if line.lower().startswith(b"message-id:"):
            return line.split(b":", 1)[1].strip().decode("ascii", "replace")
    return ""


@contextmanager
def taken() -> Iterator[Book]:
    """A server in this process, which nobody kills; the platform that starts next writes to it."""
    book = Book()
    port = ports.first_free(28_500)
    server = Controller(book, hostname="127.0.0.1", port=port)
    server.start()
    os.environ |= {
        "FOODAPP_SMTP_HOST": "127.0.0.1",
        "FOODAPP_SMTP_PORT": str(port),
        "FOODAPP_SMTP_TLS": "none",
        "FOODAPP_MAIL_FROM": "post@saffron.example",
    }
    try:
        yield book
    finally:
        server.stop()
