"""Who is asked next. The first version takes the nearest; a better engine takes its place by
setting `foodapp.dispatch.offers.ENGINE`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from foodapp.accounts.models import Vehicle
from foodapp.kit.geo import Position


@dataclass(frozen=True)
class Wanted:
    """A delivery that wants a rider."""

    delivery_id: UUID
    restaurant: Position
    dropoff: Position
    distance_m: int  # restaurant to customer
    ready_by: datetime


@dataclass(frozen=True)
class Candidate:
    """A rider who may be asked: online, seen lately, free, and not asked too recently."""

    rider_id: UUID
    position: Position
    seen_at: datetime
    vehicle: Vehicle
    to_restaurant_m: int


class Engine(Protocol):
    def choose(self, wanted: Wanted, candidates: Sequence[Candidate]) -> Candidate | None:
        """The rider to ask now; None: ask nobody yet. Called with rows locked: no network, no
        database, milliseconds."""


class NearestFirst:
    def choose(self, wanted: Wanted, candidates: Sequence[Candidate]) -> Candidate | None:
        return min(
            candidates, key=lambda one: (one.to_restaurant_m, str(one.rider_id)), default=None
        )
