"""What everybody in the crowd has at hand."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar
from uuid import UUID

import httpx
import redis
from sqlalchemy.exc import DBAPIError

from chaos.cast import Cast
from foodapp.gateways.errors import Unavailable
from foodapp.orders.models import Order

Result = TypeVar("Result")
PATIENCE_S = 6.0
OUT_OF_REACH = (DBAPIError, redis.RedisError, httpx.HTTPError, Unavailable)


@dataclass(frozen=True)
class Actions:
    cast: Cast
    dice: Random
    number: int  # of this one among those of its role
    among: int
    say: Callable[[str, object], None]  # to the process that remembers

    def count(self, what: str) -> None:
        self.say("count", what)

    def moved(self, order: Order) -> None:
        """The transaction has committed: whoever pressed the button sees it done."""
        self.say("move", (UUID(str(order.id)), order.status.value))

    def insist(self, deed: Callable[[], Result], patience_s: float = PATIENCE_S) -> Result:
        """Press again while nothing answers, for as long as people do."""
        give_up = time.monotonic() + patience_s
        while True:
            try:
                return deed()
            except OUT_OF_REACH:
                if time.monotonic() > give_up:
                    raise
                self.count("pressed again")
                time.sleep(self.dice.uniform(0.1, 0.6))
