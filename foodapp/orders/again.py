"""Ordering the same again."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import say
from foodapp.menu.reading import ItemCard, menu_of
from foodapp.orders import basket
from foodapp.orders.models import Order, OrderLine
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class Again:
    """What came of ordering again."""

    restaurant_slug: str
    added: int
    missing: list[str]  # sentences: what is not to be had now


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
        return say(refusal.words)
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
