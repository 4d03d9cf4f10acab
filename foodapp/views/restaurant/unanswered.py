"""The orders that a restaurant has yet to answer: what its app rings for, whatever it shows."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.orders.models import Order, OrderStatus
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class Unanswered:
    count: int = 0
    answer_by: str = ""  # of the first of them, by the restaurant's clock; empty: none


def unanswered(session: ReadSession, staff: RestaurantStaff) -> Unanswered:
    """The same orders as in the board's column of new ones."""
    count, answer_by = session.exec(
        select(func.count(), func.min(Order.answer_by)).where(
            Order.restaurant_id == staff.restaurant_id, col(Order.status) == OrderStatus.PLACED
        )
    ).one()
    if answer_by is None:
        return Unanswered(count)
    zone = session.exec(
        select(Restaurant.time_zone).where(Restaurant.id == staff.restaurant_id)
    ).one()
    return Unanswered(count, when.shown(answer_by, ZoneInfo(zone), clock.now()))
