"""What customers hear of their orders."""

from sqlmodel import Session

from foodapp.kit.when import Moment
from foodapp.notifications import recipients, telling
from foodapp.orders.events import OrderAccepted
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant


def confirmed(session: Session, event: OrderAccepted) -> None:
    order = session.get_one(Order, event.order_id)
    telling.tell(
        session,
        "order_confirmed",
        recipients.customer(event.customer_id),
        key=f"order:{order.id}",
        link=f"/orders/{order.id}",
        facts={
            "order": order.number,
            "restaurant": session.get_one(Restaurant, order.restaurant_id).name,
            "at": Moment(event.ready_by),
        },
    )
