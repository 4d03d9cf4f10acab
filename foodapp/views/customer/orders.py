"""A customer's orders."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.menu import pictured
from foodapp.orders.models import ENDED, OPEN, Order, OrderLine, OrderStatus
from foodapp.orders.prices import total
from foodapp.pictures.showing import Shown
from foodapp.restaurants.models import Restaurant
from foodapp.reviews import rating
from foodapp.views.customer.home import small_of
from foodapp.views.customer.order_words import RiderFacts, Story, words
from foodapp.views.pictured import small

PAGE = 20
PICTURED = ("photo", "illustration")


@dataclass(frozen=True)
class PastOrder:
    id: str
    number: str
    restaurant_name: str
    restaurant_slug: str
    shown: Shown  # the first of its dishes that has a picture, else its restaurant
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
    bought = _bought(session, [order.id for order, _ in rows])
    known = pictured.of_items(
        session, (line.item_id for lines in bought.values() for line in lines)
    )
    return [
        _card(
            order,
            restaurant,
            bought[order.id],
            _shown(session, restaurant, bought[order.id], known),
        )
        for order, restaurant in rows
    ]


def count_active(session: ReadSession, customer: Customer) -> int:
    """How many are on their way, for the navigation."""
    return session.exec(
        select(func.count())
        .select_from(Order)
        .where(Order.customer_id == customer.user_id, col(Order.status).in_(OPEN))
    ).one()


def _bought(session: ReadSession, order_ids: list[UUID]) -> dict[UUID, list[OrderLine]]:
    rows = session.exec(
        select(OrderLine)
        .where(col(OrderLine.order_id).in_(order_ids))
        .order_by(col(OrderLine.order_id), col(OrderLine.position))
    )
    found: dict[UUID, list[OrderLine]] = {one: [] for one in order_ids}
    for row in rows:
        found[row.order_id].append(row)
    return found


def _shown(
    session: ReadSession,
    restaurant: Restaurant,
    lines: list[OrderLine],
    known: dict[UUID, Shown],
) -> Shown:
    dishes = (known[line.item_id] for line in lines if line.item_id in known)
    first = next((one for one in dishes if one.kind in PICTURED), None)
    return first or small_of(session, restaurant)


def _summary(lines: list[OrderLine]) -> str:
    names = [f"{line.quantity} {line.name}" for line in lines]
    return ", ".join(names[:4]) + ("…" if len(names) > 4 else "")


def _card(
    order: Order, restaurant: Restaurant, lines: list[OrderLine], picture: Shown
) -> PastOrder:
    zone = ZoneInfo(restaurant.time_zone)
    story = Story(order, restaurant.name, zone, clock.now(), RiderFacts())
    return PastOrder(
        id=str(order.id),
        number=order.number,
        restaurant_name=restaurant.name,
        restaurant_slug=restaurant.slug,
        shown=small(picture),
        headline=words(story).headline,
        summary=_summary(lines),
        total=total(order),
        at=when.shown(order.created_at, story.zone, story.now),
        is_active=order.status in OPEN,
        was_delivered=order.status is OrderStatus.DELIVERED,
        can_reorder=order.status in ENDED,
        ordered_at=order.created_at.isoformat(),
    )
