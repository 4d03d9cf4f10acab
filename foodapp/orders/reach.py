"""All restaurants round a place, each with what decides whether it is shown: open, comes here, how
soon. Light, so that a page of full cards is cut from the whole and not from the nearest few."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position
from foodapp.orders import arrival
from foodapp.orders.models import Fulfilment
from foodapp.restaurants import delivering, opening
from foodapp.restaurants.models import Restaurant, SpecialDay
from foodapp.restaurants.near import near

RADIUS_M = 12_000
MAX = 5_000  # more than any town has
A_DAY = timedelta(days=1)

_R: Any = Restaurant
COLUMNS = (
    _R.id, _R.slug, _R.name, _R.status, _R.is_staffed, _R.cuisines, _R.lat, _R.lng, _R.time_zone,
    _R.country, _R.subdivision, _R.opening_hours, _R.paused_until, _R.prep_minutes,
    _R.busy_extra_minutes, _R.delivers, _R.radius_m, _R.service_area,
)  # fmt: skip


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

    def fits_in(self, cuisine: str) -> bool:
        return not cuisine or cuisine in self.cuisines


def of(
    session: ReadSession, centre: Position, place: Position | None, fulfilment: Fulfilment
) -> list[InReach]:
    """Nearest first. place: where the food goes, if that is known."""
    found = near(session, centre, radius_m=RADIUS_M, limit=MAX)
    metres = {one.restaurant_id: one.distance_m for one in found}
    rows = {row.id: row for row in session.execute(select(*COLUMNS).where(_R.id.in_(metres)))}
    now = clock.now()
    days = _special_days(session, metres, now)
    away = metres if place and fulfilment is Fulfilment.DELIVERY else {}
    return [
        _judged(rows[one], days[one], place, away.get(one), now) for one in metres if one in rows
    ]


def best_first(found: Iterable[InReach], *, wants_delivery: bool) -> list[InReach]:
    """What can be had now first, closed last; otherwise as given."""
    return sorted(found, key=lambda one: (not one.is_open, wants_delivery and not one.comes_here))


def _special_days(
    session: ReadSession, ids: Iterable[UUID], now: datetime
) -> dict[UUID, list[tuple[date, str]]]:
    """From yesterday on: its night may not be over."""
    days: defaultdict[UUID, list[tuple[date, str]]] = defaultdict(list)
    query = select(col(SpecialDay.restaurant_id), col(SpecialDay.day), col(SpecialDay.hours)).where(
        col(SpecialDay.restaurant_id).in_(list(ids)),
        col(SpecialDay.day).between((now - 2 * A_DAY).date(), (now + 2 * A_DAY).date()),
    )
    for where, day, hours in session.execute(query):
        days[where].append((day, hours))
    return days


def _judged(
    row: Any,
    days: list[tuple[date, str]],
    place: Position | None,
    metres: float | None,
    now: datetime,
) -> InReach:
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
        is_open=opening.orderable(row, opening.parsed(row, days), now).now,
        comes_here=place is None or delivering.serves(row, place),
        most_minutes=most,
    )
