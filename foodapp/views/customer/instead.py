"""Where else to order, after an order came to nothing through no fault of the customer."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.discovery import reach
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position
from foodapp.orders import scoped
from foodapp.orders.models import EndedBy, Fulfilment, Order, OrderStatus
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import home
from foodapp.views.customer.home import RestaurantCard
from foodapp.views.customer.listing import listed

MAX = 3
HUNGRY = timedelta(hours=3)  # after that nobody waits for this meal any more
SILENT = timedelta(hours=1)  # who let an order expire within it is not offered


def came_to_nothing(order: Order) -> bool:
    """No answer, a no, or taken back by restaurant or platform before anybody ate."""
    if order.status is OrderStatus.CANCELLED:
        return order.ended_by is not EndedBy.CUSTOMER
    return order.status in (OrderStatus.REJECTED, OrderStatus.EXPIRED)


def instead(session: ReadSession, customer: Customer, order_id: UUID) -> list[RestaurantCard]:
    """Restaurants like that of the order which take orders now and bring them to the same door (or
    are near it, for a pick-up), those of the same cuisine first. Empty where nobody needs them."""
    order = scoped.of_customer(session, customer, order_id)
    if not came_to_nothing(order) or not _is_recent(order):
        return []
    was = session.get_one(Restaurant, order.restaurant_id)
    place = _where(order, was)
    silent = _silent(session) | {was.id}
    is_delivery = order.fulfilment is Fulfilment.DELIVERY
    there = [
        one
        for one in reach.of(session, place, place, order.fulfilment)
        if one.is_open and (one.comes_here or not is_delivery) and one.id not in silent
    ]
    like = set(was.cuisines)
    best = sorted(there, key=lambda one: -len(like & set(one.cuisines)))[:MAX]
    found = listed(session, [one.id for one in best])
    return home.cards_of(session, found, place=place, fulfilment=order.fulfilment)


def _is_recent(order: Order) -> bool:
    return order.ended_at is not None and order.ended_at > clock.now() - HUNGRY


def _where(order: Order, restaurant: Restaurant) -> Position:
    if order.lat is None or order.lng is None:
        return Position(restaurant.lat, restaurant.lng)
    return Position(order.lat, order.lng)


def _silent(session: ReadSession) -> set[UUID]:
    return set(
        session.exec(
            select(Order.restaurant_id)
            .where(Order.status == OrderStatus.EXPIRED, col(Order.ended_at) > clock.now() - SILENT)
            .distinct()
        )
    )
