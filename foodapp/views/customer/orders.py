"""A customer's orders."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.orders.models import ENDED, OPEN, Order, OrderLine, OrderStatus
from foodapp.orders.prices import total
from foodapp.restaurants.models import Restaurant
from foodapp.reviews import rating
from foodapp.views.customer.order_words import RiderFacts, Story, words

PAGE = 20


@dataclass(frozen=True)
class PastOrder:
    id: str
    number: str
    restaurant_name: str
    restaurant_slug: str
    emoji: str
    picture: str
    headline: str
    summary: str  # 2 Margherita, 1 Tiramisu
    total: str
    at: str
    is_active: bool
    was_delivered: bool
    can_reorder: bool
    ordered_at: str  # ISO moment


@dataclass(frozen=True)
class OrdersPage:
    orders: list[PastOrder]
    rateable: list[UUID]


def page(session: ReadSession, customer: Customer) -> OrdersPage:
    return OrdersPage(mine(session, customer), rating.rateable(session, customer))


def mine(
    session: ReadSession, customer: Customer, *, before: datetime | None = None, limit: int = PAGE
) -> list[PastOrder]:
    """Orders that are still going on first, then the newest; those never paid are left out.
    before: the ordered_at of the last one seen, for the next page, of past ones alone."""
    page = [col(Order.status).in_(ENDED), col(Order.created_at) < before] if before else []
    rows = session.exec(
        select(Order, Restaurant)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .where(Order.customer_id == customer.user_id, Order.status != OrderStatus.UNPAID, *page)
        .order_by(col(Order.status).in_(OPEN).desc(), col(Order.created_at).desc())
        .limit(min(limit, 100))
    ).all()
    summaries = _summaries(session, [order.id for order, _ in rows])
    return [_card(order, restaurant, summaries.get(order.id, "")) for order, restaurant in rows]


def count_active(session: ReadSession, customer: Customer) -> int:
    """How many are on their way, for the navigation."""
    return session.exec(
        select(func.count())
        .select_from(Order)
        .where(Order.customer_id == customer.user_id, col(Order.status).in_(OPEN))
    ).one()


def _summaries(session: ReadSession, order_ids: list[UUID]) -> dict[UUID, str]:
    rows = session.exec(
        select(OrderLine)
        .where(col(OrderLine.order_id).in_(order_ids))
        .order_by(col(OrderLine.order_id), col(OrderLine.position))
    )
    dishes: dict[UUID, list[str]] = {}
    for row in rows:
        dishes.setdefault(row.order_id, []).append(f"{row.quantity} {row.name}")
    return {
        order_id: ", ".join(names[:4]) + ("…" if len(names) > 4 else "")
        for order_id, names in dishes.items()
    }


def _card(order: Order, restaurant: Restaurant, summary: str) -> PastOrder:
    zone = ZoneInfo(restaurant.time_zone)
    story = Story(order, restaurant.name, zone, clock.now(), RiderFacts())
    return PastOrder(
        id=str(order.id),
        number=order.number,
        restaurant_name=restaurant.name,
        restaurant_slug=restaurant.slug,
        emoji=restaurant.emoji,
        picture=restaurant.picture,
        headline=words(story).headline,
        summary=summary,
        total=total(order),
        at=when.shown(order.created_at, story.zone, story.now),
        is_active=order.status in OPEN,
        was_delivered=order.status is OrderStatus.DELIVERED,
        can_reorder=order.status in ENDED,
        ordered_at=order.created_at.isoformat(),
    )
