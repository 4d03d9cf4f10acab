"""Paying an order with store credit: set aside when it is started, kept or given back as it ends.

What the platform may keep of an order (to_pay_minor) is kept from the card first, so what goes back
goes back to the credit first: at once, without a gateway, and never as cash that was credit.
"""

from uuid import UUID

from sqlmodel import Session, func, select

from foodapp.gateways import card
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.orders.models import Order, OrderStatus

CREDIT = "credit"  # kind of journal: what an order keeps of the customer's store credit


class CreditChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Your credit has changed. Please look at what you pay again."))


def at_hand(session: ReadSession, customer_id: UUID, currency: str) -> int:
    """What an order placed now could use: the balance, and what is set aside for orders that the
    customer has not paid, since a new order gives these up."""
    set_aside = select(func.coalesce(func.sum(Order.credit_used_minor), 0)).where(
        Order.customer_id == customer_id,
        Order.currency == currency,
        Order.status == OrderStatus.AWAITING_PAYMENT,
    )
    balance = store_credit.of(customer_id, currency)
    both = select(set_aside.scalar_subquery(), balance.scalar_subquery())
    aside_minor, balance_minor = session.exec(both).one()
    return int(aside_minor) + (balance_minor or 0)


def usable_minor(total_minor: int, has_minor: int, currency: str) -> int:
    """All that is there; a little less where the rest would be too little for a card."""
    used = min(total_minor, has_minor)
    least = card.amounts(currency).least_minor if card.is_taken(currency) else total_minor
    if 0 < total_minor - used < least:
        used = total_minor - least
    return max(0, used)


def to_use(session: Session, customer_id: UUID, currency: str, total_minor: int) -> int:
    """Judged as an order is placed: the balance is held from here on."""
    has = store_credit.balance(session, customer_id, currency, hold=True)
    return usable_minor(total_minor, has, currency)


def follow(session: Session, order: Order, *, because: str) -> None:
    """Bring the credit that this order keeps to where the order wants it. The order is held."""
    if not order.credit_used_minor:
        return
    kept = order.credit_kept_minor
    target = {
        store_credit.account(order.customer_id, order.currency): kept,
        Account(AccountKind.CUSTOMER, order.currency, order.customer_id): -kept,
    }
    posting.bring_to(session, CREDIT, target, subject_id=order.id, because=because)
