"""Whether a restaurant can be ordered from, and for when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from foodapp.kit.db import ReadSession
from foodapp.kit.words import Words, t
from foodapp.restaurants import regions
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant, RestaurantStatus, SpecialDay


@dataclass(frozen=True)
class Orderable:
    now: bool
    why_not: Words | None  # None when open
    opens_at: datetime | None  # when it is closed and will open again


def hours_of(session: ReadSession, restaurant: Restaurant) -> Hours:
    days = session.exec(select(SpecialDay).where(SpecialDay.restaurant_id == restaurant.id)).all()
    return parsed(restaurant, [(special.day, special.hours) for special in days])


def parsed(restaurant: Restaurant, special_days: Iterable[tuple[date, str]]) -> Hours:
    return Hours.parse(
        restaurant.opening_hours,
        restaurant.time_zone,
        special_days=special_days,
        country=regions.calendar(restaurant),
    )


def orderable(restaurant: Restaurant, hours: Hours, at: datetime) -> Orderable:
    """Active, with somebody who works there, inside its hours and not paused at this moment."""
    if restaurant.status is not RestaurantStatus.ACTIVE or not restaurant.is_staffed:
        return Orderable(
            False,
            t("{restaurant} takes no orders at the moment.", restaurant=restaurant.name),
            None,
        )
    if restaurant.paused_until and restaurant.paused_until > at:
        return Orderable(
            False,
            t("{restaurant} is pausing for a little while.", restaurant=restaurant.name),
            restaurant.paused_until,
        )
    if not hours.is_open(at):
        return Orderable(
            False,
            t("{restaurant} is closed then.", restaurant=restaurant.name),
            hours.opens_next(at),
        )
    return Orderable(True, None, None)


def tomorrow(hours: Hours, now: datetime) -> datetime:
    """Tomorrow's first opening on the restaurant's clock; midnight where it stays closed or never
    closes."""
    day = now.astimezone(hours.zone).date() + timedelta(days=1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=hours.zone)
    opens = [span.opens_at for span in hours.intervals(day)]
    return (max(opens[0], midnight) if opens else midnight).astimezone(UTC)
