"""Where things are done: a few threads, one deed at a time for each who acts."""

from collections import Counter, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from threading import Lock

from foodapp.demo.simulate.pace import Pace
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import say

HANDS = 4  # threads
REMEMBERED = 8


@dataclass
class Tally:
    """What has happened, counted, and the latest of it in words."""

    counts: Counter[str] = field(default_factory=Counter)
    latest: deque[tuple[datetime, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    refusals: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def add(self, word: str, sentence: str = "") -> None:
        with self._lock:
            self.counts[word] += 1
            if sentence:
                self.latest.append((clock.now(), sentence))

    def refused(self, sentence: str) -> None:
        with self._lock:
            self.counts["refused"] += 1
            self.refusals[sentence] += 1


class Stage:
    """Deeds run on threads of their own. A refusal is counted: people are refused now and then.
    Anything else is a fault, and comes out of settle()."""

    def __init__(self, pace: Pace, dice: Random) -> None:
        self.pace, self.dice, self.tally = pace, dice, Tally()
        self._pool = ThreadPoolExecutor(HANDS, thread_name_prefix="town")
        self._under_way: dict[Hashable, Future[None]] = {}

    def do(self, who: Hashable, deed: Callable[[], None]) -> None:
        """Unless they are still busy with something else."""
        if who not in self._under_way:
            self._under_way[who] = self._pool.submit(self._carry_out, deed)

    def is_busy(self, who: Hashable) -> bool:
        return who in self._under_way

    def settle(self) -> None:
        """Forget the deeds that are done; raise what one of them raised."""
        done = [who for who, deed in self._under_way.items() if deed.done()]
        for who in done:
            self._under_way.pop(who).result()

    def close(self) -> None:
        """Wait for what has been begun; begin nothing more."""
        self._pool.shutdown(wait=True)

    def _carry_out(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except DomainError as refusal:
            self.tally.refused(say(refusal.words))
