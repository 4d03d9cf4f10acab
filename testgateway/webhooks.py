"""Sending events to the platform: own threads, signed, tried again until taken.

Stripe tries for three days with growing pauses, Razorpay for one; ours start at a second, so that
a demo need not wait.
"""

import threading
import time
from pathlib import Path

import httpx
import structlog

from foodapp.kit import clock
from testgateway import passing_of_time, signing
from testgateway.books import Books, Obj
from testgateway.config import gateway_settings

log = structlog.get_logger(__name__)
LEASE_S = 15.0  # a delivery taken by a thread that died is tried again after this
IDLE_S = 0.1
READ_S = 10.0
LONGEST_PAUSE_S = 3600
GIVE_UP_AFTER = 60  # tries: about two days


class Postman:
    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._folder = folder
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(first,), daemon=True, name="postman")
            for first in [True] + [False] * (threads - 1)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=READ_S)

    def _run(self, keeps_time: bool) -> None:
        books, looked_at = Books(self._folder), 0.0
        with httpx.Client(timeout=httpx.Timeout(READ_S, connect=2.0)) as http:
            while not self._stop.is_set():
                if keeps_time and time.monotonic() - looked_at > 1:
                    looked_at = time.monotonic()
                    with books.transaction():
                        passing_of_time.catch_up(books)
                if not deliver_next(books, http):
                    self._stop.wait(IDLE_S)
        books.close()


def deliver_next(books: Books, http: httpx.Client) -> bool:
    """Send what is due first; False if nothing is."""
    now = clock.now().timestamp()
    waiting = books.connection.execute(
        "select 1 from deliveries where done is null and due <= ? limit 1", [now]
    ).fetchone()
    if not waiting:
        return False  # without a write lock: the idle threads must not slow down the API
    with books.transaction():
        taken = books.connection.execute(
            "update deliveries set due = ?, attempts = attempts + 1 where seq ="
            " (select seq from deliveries where done is null and due <= ?"
            " order by due, seq limit 1)"
            " returning seq, event, attempts, twist",
            [now + LEASE_S, now],
        ).fetchone()
        event = None if taken is None else _event(books, taken[1])
    if taken is None:
        return False
    seq, event_id, attempts, twist = taken
    if event is None:
        raise LookupError(f"delivery {seq} has no event {event_id}")
    _close(books, seq, attempts, answered=_post(books, http, event, twist.split()))
    return True


def _event(books: Books, event_id: str) -> Obj | None:
    return books.find("event", event_id) or books.find("rzp.event", event_id)


def _post(books: Books, http: httpx.Client, event: Obj, twists: list[str]) -> bool:
    letter = signing.letter(event, twists)
    configured = gateway_settings().endpoint(letter.gateway)
    endpoint = books.fact(f"endpoint {letter.gateway}") or configured
    try:
        answer = http.post(endpoint, content=letter.body, headers=letter.headers)
    except httpx.HTTPError as error:
        log.info("webhook.not_delivered", kind=event["type"], reason=type(error).__name__)
        return False
    if not answer.is_success:
        log.info("webhook.refused", kind=event["type"], status=answer.status_code)
    return answer.is_success


def _close(books: Books, seq: int, attempts: int, *, answered: bool) -> None:
    now = clock.now().timestamp()
    with books.transaction():
        if answered or attempts >= GIVE_UP_AFTER:
            done = 1 if answered else 0
            books.connection.execute("update deliveries set done = ? where seq = ?", [done, seq])
        else:
            pause = min(2 ** (attempts - 1), LONGEST_PAUSE_S)
            books.connection.execute(
                "update deliveries set due = ? where seq = ?", [now + pause, seq]
            )
