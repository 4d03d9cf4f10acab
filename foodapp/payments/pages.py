"""What a gateway's page says of what is paid there, and where its customer goes from it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from foodapp.orders.models import Order
from foodapp.payments.payable import Payable
from foodapp.payments.purchases.models import Purchase
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class PageText:
    title: str
    paid_path: str
    back_path: str


def of(session: Session, subject: Payable) -> PageText:
    if isinstance(subject, Order):
        restaurant = session.get_one(Restaurant, subject.restaurant_id)
        title = f"Order {subject.number} from {restaurant.name}"
        return PageText(title, paid_path(session, subject.id), "/checkout")
    if subject.order_id is None:
        return PageText("Gift card", paid_path(session, subject.id), "/gift-cards")
    order = session.get_one(Order, subject.order_id)
    title = f"Tip for the rider of order {order.number}"
    return PageText(title, paid_path(session, subject.id), f"/orders/{order.id}")


def paid_path(session: Session, subject_id: UUID) -> str:
    """Where whoever comes from the gateway's page learns what became of it."""
    purchase = session.get(Purchase, subject_id)
    if purchase is None:
        return f"/orders/{subject_id}?paid=1"
    if purchase.order_id is None:
        return f"/gift-cards?paid={purchase.id}"
    return f"/orders/{purchase.order_id}?tipped={purchase.id}"
