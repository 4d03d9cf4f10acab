"""The rows of one order that its page in the console is made of, in one round trip."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch.models import Delivery
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.orders.models import Order
from foodapp.payments.models import Payment
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class OrderFacts:
    """payment: None where none was begun. delivery: None where nobody has to bring it (yet)."""

    order: Order
    restaurant: Restaurant
    customer: User
    payment: Payment | None
    delivery: Delivery | None
    rider: User | None


def facts_of(session: ReadSession, order_id: UUID) -> OrderFacts:
    """For whoever may see every order."""
    customer, rider = aliased(User), aliased(User)
    found = session.execute(
        select(Order, Restaurant, customer, Payment, Delivery, rider)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .join(customer, col(customer.id) == Order.customer_id)
        .outerjoin(Payment, col(Payment.order_id) == Order.id)
        .outerjoin(Delivery, col(Delivery.order_id) == Order.id)
        .outerjoin(RiderProfile, col(RiderProfile.id) == Delivery.rider_id)
        .outerjoin(rider, col(rider.id) == RiderProfile.user_id)
        .where(col(Order.id) == order_id)
    ).one_or_none()
    if found is None:
        raise NotFound("order")
    return OrderFacts(*found)
