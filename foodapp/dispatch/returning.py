"""Food that could not be handed over comes back. The restaurant says so; the platform pays the
ride back, as much as the ride there without what was added for want of riders."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM, RestaurantStaff
from foodapp.dispatch import deliveries
from foodapp.dispatch.locking import hold
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import locking
from foodapp.orders.ends import End
from foodapp.orders.events import FoodReturned
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record

FOR = timedelta(hours=3)  # later than this it is not food any more


def ride_back_minor(delivery: Delivery) -> int:
    return delivery.pay_minor - delivery.raised_minor


def received(session: Session, staff: RestaurantStaff, order_id: UUID) -> Delivery:
    """The kitchen has the food back."""
    order = locking.lock(session, staff, order_id)  # only their own
    held = hold(session, PLATFORM, order.id)
    delivery = held.delivery
    if order.end is not End.NOT_HANDED_OVER:
        raise DomainError(t("Only food that could not be handed over comes back."))
    delivery.move_to(DeliveryStatus.RETURNED)
    delivery.returned_at = clock.now()
    delivery.return_pay_minor = ride_back_minor(delivery)
    event = FoodReturned(
        **ids(order), pay_minor=delivery.return_pay_minor, currency=delivery.currency
    )
    record(session, staff, order, event)
    if delivery.rider_id is not None:
        deliveries.tell_rider(session, delivery.rider_id, delivery)
    return delivery


def expected(session: ReadSession, staff: RestaurantStaff) -> list[str]:
    """Ids of the orders whose food may come back to this restaurant."""
    rows = session.exec(
        select(Delivery.order_id)
        .join(Order, col(Order.id) == Delivery.order_id)
        .where(
            Delivery.restaurant_id == staff.restaurant_id,
            Delivery.status == DeliveryStatus.FAILED,
            col(Delivery.ended_at) > clock.now() - FOR,
            Order.end == End.NOT_HANDED_OVER,
        )
        .limit(50)
    )
    return [str(order_id) for order_id in rows]
