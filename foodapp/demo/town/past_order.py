"""One order of the past: what was wanted, and then, moment by moment, what became of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from foodapp.accounts.models import Address
from foodapp.demo.town.known import Guest, KnownShop
from foodapp.demo.town.meals import Portion
from foodapp.demo.town.rides import Ride
from foodapp.orders import arrival
from foodapp.orders.ends import End
from foodapp.orders.models import OrderStatus
from foodapp.restaurants.delivering import DeliveryTerms


@dataclass(frozen=True)
class Step:
    """A line of its timeline."""

    at: datetime
    kind: str
    by: str
    by_id: UUID | None
    facts: dict[str, Any]


@dataclass
class PastOrder:
    order_id: UUID
    key: str
    shop: KnownShop
    guest: Guest
    place: Address
    terms: DeliveryTerms | None  # None: picked up
    portions: list[Portion]
    tip_minor: int
    service_fee_minor: int
    created_at: datetime

    status: OrderStatus = OrderStatus.AWAITING_PAYMENT
    end: End | None = None
    moments: dict[str, Any] = field(default_factory=dict)  # columns of the order
    steps: list[Step] = field(default_factory=list)
    ride: Ride | None = None

    @property
    def items_minor(self) -> int:
        return sum(one.unit_minor * one.quantity for one in self.portions)

    @property
    def fee_minor(self) -> int:
        return self.terms.fee_minor if self.terms else 0

    @property
    def total_minor(self) -> int:
        """The town's prices include tax."""
        return self.items_minor + self.fee_minor + self.service_fee_minor + self.tip_minor

    @property
    def distance_m(self) -> int | None:
        return self.terms.distance_m if self.terms else None

    @property
    def ends_at(self) -> datetime:
        return self.steps[-1].at

    @property
    def minutes_late(self) -> float:
        """Against what the customer was told when ordering; negative: early."""
        promised: datetime = self.moments["promised"]
        ended: datetime = self.moments["delivered_at"]
        return (ended - promised) / timedelta(minutes=1)

    def step(
        self,
        at: datetime,
        kind: str,
        who: str = "platform",
        who_id: UUID | None = None,
        /,
        **facts: Any,
    ) -> datetime:
        self.steps.append(Step(at, kind, who, who_id, facts))
        return at

    def customer_was_told(self) -> datetime:
        minutes = arrival.minutes_range(self.shop.row.prep_minutes, self.distance_m)
        return self.created_at + timedelta(minutes=minutes[1])

    def on_the_way(self) -> timedelta:
        if self.terms is None:
            return timedelta()
        return timedelta(minutes=arrival.ride_minutes(self.terms.distance_m))


def spread(dice: Random, seconds: float) -> timedelta:
    """About so many seconds, never less than a few, now and then far more (log-normal)."""
    return timedelta(seconds=round(max(4.0, seconds * dice.lognormvariate(0, 0.45)), 3))
