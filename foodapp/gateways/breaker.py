"""Asking again, and when to stop asking: a gateway that is down must not hold every worker."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import stamina

from foodapp.gateways.errors import Unavailable

R = TypeVar("R")

FAILURES = 5  # in a row, before we stop asking
PAUSE_S = 10.0  # ... for this long; then one call may try
TRIES = 3
TRY_FOR_S = 8.0


class Breaker:
    """Of one process. Open: calls fail at once, until the pause is over."""

    def __init__(self, failures: int = FAILURES, pause_s: float = PAUSE_S) -> None:
        self._limit, self._pause_s = failures, pause_s
        self._failures, self._closed_from = 0, 0.0
        self._lock = threading.Lock()

    def call(self, ask: Callable[[], R]) -> R:
        self._pass()
        try:
            answer = ask()
        except Unavailable:
            self._failed()
            raise
        except BaseException:
            self._answered()  # a refusal is an answer: the gateway is there
            raise
        self._answered()
        return answer

    def _pass(self) -> None:
        with self._lock:
            if self._failures >= self._limit:
                if time.monotonic() < self._closed_from:
                    raise Unavailable
                self._closed_from = time.monotonic() + self._pause_s  # this one tries, others wait

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_from = time.monotonic() + self._pause_s

    def _answered(self) -> None:
        with self._lock:
            self._failures = 0


def patiently(breaker: Breaker, ask: Callable[[], R]) -> R:
    """Ask up to three times. Only for calls that carry an idempotency key or change nothing."""
    for attempt in stamina.retry_context(
        on=Unavailable, attempts=TRIES, timeout=TRY_FOR_S, wait_initial=0.2, wait_jitter=0.2
    ):
        with attempt:
            return breaker.call(ask)
    raise Unavailable  # not reached: the context raises after its last attempt
