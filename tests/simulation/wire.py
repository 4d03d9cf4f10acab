"""The test gateway inside this process: the real client's requests are handed to its program
without a socket, so that thousands of runs fit in a minute and each one is the same again."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict

from testgateway import passing_of_time
from testgateway.app import app
from testgateway.books import SCHEMA, Books
from testgateway.signing import Letter, letter

BASE = "http://gateway.test"
RAZORPAY = f"{BASE}/razorpay"


def is_razorpays(page_ref: str) -> bool:
    return page_ref.startswith("order_")


class Memory(Books):
    """The gateway's books, kept in memory: they can be taken out whole, and put back."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.connection.executescript(SCHEMA)
        self.set_fact("seed", "simulation")


class Wire:
    """The gateway's program, called directly."""

    url = BASE

    def __init__(self) -> None:
        self.books = Memory()
        self._empty = self.memory()
        app.state.books, app.state.busy_keys = self.books, set()
        self._loop = asyncio.Runner()

    def close(self) -> None:
        self._loop.close()
        self.books.close()

    def ask(
        self, method: str, url: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        return self.call(app, method, url, body, headers or {})

    def call(
        self, program: Any, method: str, url: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        """One request to an ASGI program."""
        told: list[dict[str, Any]] = []
        parts = urlsplit(url)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
            "server": ("gateway.test", 80),
            "client": ("127.0.0.1", 1),
        }

        asked = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> dict[str, Any]:
            """The request, once. Then we listen until the answer is over and never hang up."""
            for message in asked:
                return message
            await asyncio.Event().wait()
            raise AssertionError("nobody sets it")

        async def send(message: Any) -> None:
            told.append(message)

        self._loop.run(program(scope, receive, send))
        head = {k.decode(): v.decode() for k, v in told[0]["headers"]}
        return told[0]["status"], head, b"".join(m.get("body", b"") for m in told[1:])

    def pay(self, page_ref: str, way: str) -> None:
        """On the gateway's page, with a card's number or a UPI address."""
        card = {"number": way, "expiry": "12 / 34", "cvc": "123", "name": "Cy"}
        form = {"vpa": way} if "@" in way else card
        base = RAZORPAY if is_razorpays(page_ref) else BASE
        self._submit(f"{base}/pay/{page_ref}", form)

    def answer(self, answer: str) -> None:
        """Whatever a bank asks its customer: "complete" or "fail"."""
        for intent in self.books.newest_first("payment_intent"):
            if intent["status"] == "requires_action":
                self._submit(f"{BASE}/authenticate/{intent['id']}", {"answer": answer})
        for payment in self.books.newest_first("rzp.payment"):
            if payment.get("_asks"):
                self._submit(f"{RAZORPAY}/authenticate/{payment['id']}", {"answer": answer})

    def _submit(self, url: str, form: dict[str, str]) -> None:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        self.ask("POST", url, urlencode(form).encode(), headers)

    def control(self, what: str, **asked: Any) -> dict[str, Any]:
        """Something that happens at the gateway or at a bank; empty if it cannot."""
        status, _, told = self.ask("POST", f"{BASE}/_control/{what}", json.dumps(asked).encode())
        return json.loads(told) if status == 200 else {}

    def fault(self, kind: str, match: str) -> None:
        self.control("faults", kind=kind, match=match, seconds=0)

    def catch_up(self) -> None:
        """What is due by the gateway's clock happens."""
        with self.books.transaction():
            passing_of_time.catch_up(self.books)

    def is_due(self) -> bool:
        """Something there will change by itself."""
        found = self.books.connection.execute("select 1 from objects where due is not null")
        return found.fetchone() is not None

    def behave(self) -> None:
        self.ask("DELETE", f"{BASE}/_control/faults")

    def waiting(self) -> list[int]:
        rows = self.books.connection.execute("select seq from deliveries where done is null")
        return [row[0] for row in rows]

    def webhook(self, seq: int) -> Letter:
        """One event that waits to be sent, signed now."""
        [event_id] = self.books.connection.execute(
            "select event from deliveries where seq = ?", [seq]
        ).fetchone()
        event = self.books.find("event", event_id) or self.books.find("rzp.event", event_id)
        assert event is not None
        return letter(event, [])

    def memory(self) -> bytes:
        return self.books.connection.serialize()

    def remember(self, memory: bytes) -> None:
        """Put back what memory() gave; nothing: new books."""
        self.books.connection.deserialize(memory or self._empty)

    def forget(self, seq: int) -> None:
        self.books.connection.execute("update deliveries set done = 1 where seq = ?", [seq])


@contextmanager
def plugged_in(wire: Wire) -> Iterator[None]:
    """Requests to BASE go to the wire, whoever makes them."""
    over_sockets = HTTPAdapter.send

    def send(self: HTTPAdapter, request: Any, **how: Any) -> requests.Response:
        if not request.url.startswith(BASE):
            return over_sockets(self, request, **how)
        body = request.body or b""
        status, headers, content = wire.ask(
            request.method,
            request.url,
            body.encode() if isinstance(body, str) else body,
            dict(request.headers),
        )
        if int(headers.get("content-length", len(content))) != len(content):
            raise requests.ConnectionError("cut off")
        answer = requests.Response()
        answer.status_code, answer._content = status, content
        answer.headers, answer.url, answer.request = (
            CaseInsensitiveDict(headers),
            request.url,
            request,
        )
        return answer

    with mock.patch.object(HTTPAdapter, "send", send):
        yield
