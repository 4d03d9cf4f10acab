"""The restaurants of the platform, as its console lists them, with how each has been doing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy import select as sa_select
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import clock, shares
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.geo import Position
from foodapp.kit.money import shown
from foodapp.kit.paging import behind
from foodapp.kit.text import address_line, begins_a_word, one_line
from foodapp.kit.words import say, t
from foodapp.restaurants import geocoding, rates
from foodapp.restaurants.models import Restaurant, RestaurantStatus

PAGE = 50
DAYS = 30
_FIGURES = text(
    """
    SELECT restaurant_id,
      count(*) AS orders,
      count(*) FILTER (WHERE status IN ('placed', 'accepted', 'ready', 'collected')) AS live,
      count(*) FILTER (WHERE status IN ('accepted', 'ready', 'collected', 'delivered')) AS taken,
      count(*) FILTER (WHERE status IN ('rejected', 'expired')) AS refused,
      coalesce(sum(items_minor) FILTER (
        WHERE status IN ('accepted', 'ready', 'collected', 'delivered')), 0)::bigint AS sales_minor,
      coalesce(round(extract(epoch FROM avg(accepted_at - placed_at))), 0)::int AS answer_s
    FROM orders
    WHERE restaurant_id = ANY(:ids) AND placed_at >= :since
    GROUP BY restaurant_id
    """
)


@dataclass(frozen=True)
class Place:
    id: str
    slug: str
    name: str
    town: str
    address: str
    phone: str
    status: str
    is_paused: bool
    rating: str
    commission: str
    orders: int  # of the last DAYS days
    live: int
    sales: str
    accepted: str  # percent of those it answered or let expire
    answer: str  # on average
    lat: float
    lng: float


@dataclass(frozen=True)
class PlacePage:
    rows: list[Place]
    next_after: str  # id of the last row; empty where nothing follows


def places(
    session: ReadSession,
    admin: Admin,
    *,
    search: str = "",
    status: RestaurantStatus | None = None,
    after: UUID | None = None,
) -> PlacePage:
    """Drafts first (somebody has to look at them), then by name, PAGE at a time. after: next_after
    of the page before."""
    require(admin, Permission.SEE)
    keys = (
        col(Restaurant.status) != RestaurantStatus.DRAFT,
        col(Restaurant.name),
        col(Restaurant.id),
    )
    words = one_line(search, 80).split()[:5]
    name = func.searchable(col(Restaurant.name))
    conditions: list[Any] = [name.op("~")(func.searchable(begins_a_word(word))) for word in words]
    if status is not None:
        conditions.append(col(Restaurant.status) == status)
    if after is not None:
        conditions.append(behind(session, keys, Restaurant.id == after))
    asked = sa_select(Restaurant, rates.RATES).where(*conditions).order_by(*keys).limit(PAGE + 1)
    rows = session.execute(asked, {"now": clock.now()}).all()
    figures = _figures(session, [row.id for row, _ in rows[:PAGE]])
    found = [_place(row, figures.get(row.id), set_now) for row, set_now in rows[:PAGE]]
    return PlacePage(found, found[-1].id if len(rows) > PAGE else "")


def place(session: ReadSession, admin: Admin, restaurant_id: UUID) -> Place:
    require(admin, Permission.SEE)
    row = session.get(Restaurant, restaurant_id)
    if row is None:
        raise NotFound("restaurant")
    figures = _figures(session, [row.id])
    return _place(row, figures.get(row.id), rates.of(session, row.id, clock.now()))


def somewhere(session: ReadSession, admin: Admin) -> Position | None:
    """Where the platform's restaurants are; None while there is none."""
    require(admin, Permission.SEE)
    first = session.exec(select(Restaurant.lat, Restaurant.lng).order_by(Restaurant.name)).first()
    return Position(*first) if first else None


def door_of(session: ReadSession, admin: Admin, text: str) -> geocoding.Place | None:
    """The likeliest place that a typed address means."""
    require(admin, Permission.SEE)
    return next(iter(geocoding.geocode(session, text, limit=1)), None)


def _figures(session: ReadSession, ids: list[UUID]) -> dict[UUID, object]:
    since = clock.now() - timedelta(days=DAYS)
    rows = session.execute(_FIGURES, {"ids": ids, "since": since})
    return {row.restaurant_id: row for row in rows}


def _place(row: Restaurant, found: object, set_now: Mapping[str, int]) -> Place:
    taken, refused = getattr(found, "taken", 0), getattr(found, "refused", 0)
    answer_s = getattr(found, "answer_s", 0)
    return Place(
        id=str(row.id),
        slug=row.slug,
        name=row.name,
        town=row.city,
        address=address_line(row.street, row.postcode, row.city),
        phone=row.phone,
        status=row.status.value,
        is_paused=row.paused_until is not None and row.paused_until > clock.now(),
        rating=f"{row.rating_sum / row.rating_count:.1f}" if row.rating_count else "",
        commission=shares.shown(rates.commission_millionths(row, set_now)),
        orders=getattr(found, "orders", 0),
        live=getattr(found, "live", 0),
        sales=shown(getattr(found, "sales_minor", 0), row.currency),
        accepted=f"{round(100 * taken / (taken + refused))}%" if taken + refused else "",
        answer=_minutes(answer_s) if answer_s else "",
        lat=row.lat,
        lng=row.lng,
    )


def _minutes(seconds: int) -> str:
    return say(t("{time} min", time=f"{seconds // 60}:{seconds % 60:02}"))
