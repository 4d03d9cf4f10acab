"""What a gateway's page says of what is paid there, and where its customer goes from it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from foodapp.payments.purchases.models import Purchase


@dataclass(frozen=True)
class PageText:
    title: str
    paid_path: str  # where whoever comes from the page learns what became of it
    back_path: str


def of_order(order_id: UUID) -> str:
    return f"/orders/{order_id}?paid=1"


def of_purchase(purchase: Purchase) -> str:
    if purchase.order_id is None:
        return f"/gift-cards?paid={purchase.id}"
    return f"/orders/{purchase.order_id}?tipped={purchase.id}"


def paid_path(session: Session, subject_id: UUID) -> str:
    """For whoever comes back with the name of what was to be paid, an order's or a purchase's."""
    purchase = session.get(Purchase, subject_id)
    return of_purchase(purchase) if purchase is not None else of_order(subject_id)
