"""All restaurants round a place, each with what decides whether it is shown: open, comes here, how
soon. Light, so that a page of full cards is cut from the whole and not from the nearest few."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position
from foodapp.kit.json_rows import json_list
from foodapp.orders import arrival
from foodapp.orders.models import Fulfilment
from foodapp.restaurants import delivering, near, opening, serving
from foodapp.restaurants.models import Restaurant, SpecialDay

RADIUS_M = 12_000
MAX = 5_000  # more than any town has
MANY_RATINGS = 5  # below this a rating says nothing
A_DAY = timedelta(days=1)

_R: Any = Restaurant
COLUMNS = (
    _R.id, _R.slug, _R.name, _R.status, _R.is_staffed, _R.cuisines, _R.lat, _R.lng, _R.time_zone,
    _R.country, _R.subdivision, _R.opening_hours, _R.paused_until, _R.prep_minutes,
    _R.busy_extra_minutes, _R.delivers, _R.radius_m, _R.service_area, _R.rating_sum,
    _R.rating_count,
)  # fmt: skip


class Order(StrEnum):
    """In which a list stands."""

    NEAREST = "nearest"
    SOONEST = "soonest"
    BEST_RATED = "best_rated"


@dataclass(frozen=True)
class InReach:
    id: UUID
    slug: str
    name: str
    lat: float
    lng: float
    cuisines: tuple[str, ...]
    is_open: bool  # takes orders now
    comes_here: bool  # brings food to the place; true as well while there is none
    most_minutes: int  # at the door, or ready, by then
    rating: float = 0.0  # of 5; 0: too few have rated

    def fits_in(self, cuisine: str) -> bool:
        return not cuisine or cuisine in self.cuisines


KEYS: Mapping[Order, Callable[[InReach], float]] = {
    Order.NEAREST: lambda one: 0,  # as they are found
    Order.SOONEST: lambda one: one.most_minutes,
    Order.BEST_RATED: lambda one: -one.rating,
}


def of(
    session: ReadSession, centre: Position, place: Position | None, fulfilment: Fulfilment
) -> list[InReach]:
    """Nearest first. place: where the food goes, if that is known."""
    table, now = near.found(session), clock.now()
    query = (
        select(*COLUMNS, _SPECIAL_DAYS, table.c.distance_m)
        .join(table, table.c.id == _R.id)
        .order_by(*near.nearest_first(table))
    )
    wanted = near.asked(centre, radius_m=RADIUS_M, limit=MAX)
    nights = {"from_day": (now - 2 * A_DAY).date(), "to_day": (now + 2 * A_DAY).date()}
    is_brought = place is not None and fulfilment is Fulfilment.DELIVERY
    rows = session.execute(query, wanted | nights)
    return [_judged(row, place, row.distance_m if is_brought else None, now) for row in rows]


def best_first(
    found: Iterable[InReach], *, wants_delivery: bool, order: Order = Order.NEAREST
) -> list[InReach]:
    """What can be had now first, closed last; within that in this order, the nearer before."""
    key = KEYS[order]
    return sorted(
        found, key=lambda one: (not one.is_open, wants_delivery and not one.comes_here, key(one))
    )


# From yesterday on: its night may not be over.
_SPECIAL_DAYS = (
    select(json_list(func.json_build_array(col(SpecialDay.day), col(SpecialDay.hours))))
    .where(
        col(SpecialDay.restaurant_id) == _R.id,
        col(SpecialDay.day).between(bindparam("from_day"), bindparam("to_day")),
    )
    .correlate(Restaurant)
    .scalar_subquery()
    .label("special_days")
)


def _judged(row: Any, place: Position | None, metres: float | None, now: datetime) -> InReach:
    _, most = arrival.minutes_range(
        row.prep_minutes + row.busy_extra_minutes, None if metres is None else round(metres)
    )
    return InReach(
        id=row.id,
        slug=row.slug,
        name=row.name,
        lat=row.lat,
        lng=row.lng,
        cuisines=tuple(row.cuisines),
        is_open=opening.orderable(row, serving.hours_of(row, row.special_days), now).now,
        comes_here=place is None or delivering.serves(row, place),
        most_minutes=most,
        rating=row.rating_sum / row.rating_count if row.rating_count >= MANY_RATINGS else 0.0,
    )
