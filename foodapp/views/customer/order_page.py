"""All that the page of one order shows, from the payment to the rating."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.kit.db import ReadSession
from foodapp.orders.models import Order
from foodapp.payments import tipping
from foodapp.payments.tipping import TipOffer
from foodapp.restaurants.models import Restaurant
from foodapp.reviews import rating
from foodapp.reviews.rating import MyReview
from foodapp.views import autopilot
from foodapp.views.autopilot import Asked
from foodapp.views.customer.home import RestaurantCard
from foodapp.views.customer.instead import instead
from foodapp.views.customer.order import Tracking
from foodapp.views.customer.problems import Problems, problems
from foodapp.views.customer.rider import RiderCard, follow


@dataclass(frozen=True)
class OrderPage:
    order: Tracking
    rider: RiderCard
    asked: Asked
    tip: TipOffer
    instead: list[RestaurantCard]  # after it came to nothing
    may_rate: bool
    review: MyReview
    problems: Problems


def order_page(session: ReadSession, customer: Customer, order_id: UUID) -> OrderPage:
    """Somebody else's order is simply not there."""
    # Held while the parts are read: a session forgets what nobody holds, and would ask again.
    _held = session.exec(
        select(Order, Restaurant)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .where(Order.id == order_id, Order.customer_id == customer.user_id)
    ).one_or_none()
    followed = follow(session, customer, order_id)
    return OrderPage(
        order=followed.order,
        rider=followed.rider or RiderCard(),
        asked=autopilot.asked(session, customer, order_id),
        tip=tipping.offered(session, customer, order_id),
        instead=instead(session, customer, order_id),
        may_rate=rating.may_rate(session, customer, order_id),
        review=rating.mine(session, customer, order_id) or MyReview(),
        problems=problems(session, customer, order_id, followed.order.lines),
    )
