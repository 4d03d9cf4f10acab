"""A customer's orders, and ordering the same again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, when
from foodapp.kit.errors import DomainError, NotFound
from foodapp.menu.reading import ItemCard, menu_of
from foodapp.orders import basket
from foodapp.orders.models import ENDED, OPEN, Order, OrderLine, OrderStatus
from foodapp.orders.prices import total
from foodapp.orders.tracking_words import RiderFacts, Story, words
from foodapp.restaurants.models import Restaurant

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
class Again:
    """What came of ordering again."""

    restaurant_slug: str
    added: int
    missing: list[str]  # sentences: what is not to be had now


def mine(
    session: Session, customer: Customer, *, before: datetime | None = None, limit: int = PAGE
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


def count_active(session: Session, customer: Customer) -> int:
    """How many are on their way, for the navigation."""
    return session.exec(
        select(func.count())
        .select_from(Order)
        .where(Order.customer_id == customer.user_id, col(Order.status).in_(OPEN))
    ).one()


def order_again(
    session: Session, customer: Customer, order_id: UUID, *, start_afresh: bool = False
) -> Again:
    """Put the lines of an order into the basket as far as they are on the menu today, at today's
    prices. Raises basket.OtherRestaurant unless start_afresh."""
    order = session.exec(
        select(Order).where(Order.id == order_id, Order.customer_id == customer.user_id)
    ).one_or_none()
    if order is None:
        raise NotFound("order")
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    items = {item.id: item for item in menu_of(session, order.restaurant_id).items()}
    added, missing = 0, []
    for line in _lines(session, order):
        problem = _add_again(session, customer, order, line, items, start_afresh=start_afresh)
        if problem:
            missing.append(problem)
        else:
            added += 1
            start_afresh = False  # the basket is this restaurant's from now on
    return Again(restaurant.slug, added, missing)


def _add_again(
    session: Session,
    customer: Customer,
    order: Order,
    line: OrderLine,
    items: dict[str, ItemCard],
    *,
    start_afresh: bool,
) -> str:
    """Empty when the line is in the basket, else why it is not."""
    item = items.get(str(line.item_id))
    if item is None:
        return f"{line.name} is no longer on the menu."
    variation = next((v for v in item.variations if v.name == line.variation), None)
    offered = {m.name: m.id for group in item.groups for m in group.modifiers}
    wanted = [str(modifier["name"]) for modifier in line.modifiers]
    gone = [name for name in wanted if name not in offered]
    if line.variation and variation is None:
        gone.append(line.variation)
    if gone:
        return f"{line.name} no longer comes with {', '.join(gone)}."
    try:
        basket.add(
            session,
            customer,
            restaurant_id=order.restaurant_id,
            item_id=UUID(item.id),
            variation_id=UUID(variation.id) if variation else None,
            modifier_ids=[UUID(offered[name]) for name in wanted],
            quantity=line.quantity,
            note=line.note,
            start_afresh=start_afresh,
        )
    except basket.OtherRestaurant:
        raise  # a question for the person, not a dish that is missing
    except DomainError as refusal:
        return str(refusal)
    return ""


def _lines(session: Session, order: Order) -> list[OrderLine]:
    return list(
        session.exec(
            select(OrderLine)
            .where(OrderLine.order_id == order.id)
            .order_by(col(OrderLine.position))
            .limit(100)
        )
    )


def _summaries(session: Session, order_ids: list[UUID]) -> dict[UUID, str]:
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
