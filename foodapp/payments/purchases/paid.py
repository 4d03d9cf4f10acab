"""A purchase, as its payment sees it: it follows its money."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col

from foodapp.orders.models import Order
from foodapp.payments import pages
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.pages import PageText
from foodapp.payments.purchases import fulfilling
from foodapp.payments.purchases.models import WITHOUT_MONEY, Purchase, PurchaseStatus
from foodapp.payments.settled import Wish
from foodapp.realtime import topics


@dataclass(frozen=True)
class PaidPurchase:
    purchase: Purchase
    takes_kept_cards = False

    @property
    def id(self) -> UUID:
        return self.purchase.id

    @property
    def customer_id(self) -> UUID:
        return self.purchase.customer_id

    @property
    def currency(self) -> str:
        return self.purchase.currency

    @property
    def card_minor(self) -> int:
        return self.purchase.card_minor

    @property
    def to_pay_minor(self) -> int:
        return self.purchase.to_pay_minor

    @property
    def topic(self) -> str:
        return topics.purchase(self.purchase.id)

    @property
    def awaits_payment(self) -> bool:
        return self.purchase.status is PurchaseStatus.AWAITING_PAYMENT

    @property
    def is_undecided(self) -> bool:
        return self.awaits_payment

    @property
    def came_to_nothing(self) -> bool:
        return self.purchase.status in WITHOUT_MONEY

    def key(self) -> dict[str, Any]:
        return {"purchase_id": self.purchase.id}

    def check_offered(self, session: Session) -> None:
        """What is bought here is always to be had."""

    def page(self, session: Session) -> PageText:
        paid_path = pages.of_purchase(self.purchase)
        if self.purchase.order_id is None:
            return PageText("Gift card", paid_path, "/gift-cards")
        order = session.get_one(Order, self.purchase.order_id)
        title = f"Tip for the rider of order {order.number}"
        return PageText(title, paid_path, f"/orders/{order.id}")

    def money_is_held(self, session: Session) -> None:
        fulfilling.held(self.purchase)

    def money_has_moved(self, session: Session, payment: Payment) -> None:
        if payment.captured_minor > payment.refunded_minor:  # disputed meanwhile, perhaps
            fulfilling.paid(session, self.purchase)
        elif payment.captured_minor:
            fulfilling.unpaid(self.purchase)  # given back before we heard that it was taken
        if payment.status is PaymentStatus.CHARGED_BACK and not payment.held_minor:
            fulfilling.taken_back(session, self.purchase)

    def money_is_lost(self, session: Session, reason: str) -> None:
        fulfilling.unpaid(self.purchase)

    def hold_was_lost(self, session: Session) -> bool:
        return fulfilling.unpaid(self.purchase)


def wish() -> Wish:
    """What each purchase wants of its payment, as SQL."""
    status = col(Purchase.status)
    return Wish(
        is_decided=status != PurchaseStatus.AWAITING_PAYMENT,
        came_to_nothing=status.in_(WITHOUT_MONEY),
        to_pay_minor=case((status.in_(WITHOUT_MONEY), 0), else_=col(Purchase.amount_minor)),
    )
