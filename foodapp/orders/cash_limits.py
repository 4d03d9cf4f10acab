"""Who may pay at the door, how much, and for how many orders at once: by what they have paid
before. Food that is made for cash is paid by the platform when nobody takes it.

nobody without a phone number, nobody who owes for an order before
new            one order at a time, up to `cash_first_euro_cents`
phone proven   each order that was paid at the door raises the ceiling by `cash_step_euro_cents`, up
               to what a rider may hold (cash_most_minor); after `cash_known_after` of them
               `cash_open_most` orders at a time
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from foodapp.accounts import phones
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.accounts.phones import Way
from foodapp.kit import worth
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import Money
from foodapp.kit.words import Words, t
from foodapp.orders import debts
from foodapp.orders.ends import PayBy
from foodapp.orders.events import OrderDelivered
from foodapp.orders.models import ENDED, Order, OrderStatus
from foodapp.orders.settings import settings

NO_PHONE = t("Please add your phone number in your account to pay in cash, or pay by card.")


class CashRefused(DomainError):
    """message: why, and what helps."""


@dataclass(frozen=True)
class Standing:
    """A customer as a payer in cash, in one currency."""

    most_minor: int
    open_most: int
    open_count: int
    paid_count: int  # orders that were paid at the door
    is_phone_proven: bool
    owed: Money | None = None  # the oldest debt
    owed_for: str = ""  # the number of its order
    owed_order: UUID | None = None
    owed_by: UUID | None = None  # another account that has the same phone number, or this one
    has_phone: bool = True

    def why_not(self, total_minor: int, currency: str) -> Words | None:
        """None where an order of so much may be paid in cash."""
        if self.owed:
            return t(
                "You still owe {amount} for {order}. Until that is settled, please pay by card.",
                amount=self.owed,
                order=self.owed_for,
            )
        if not self.has_phone:
            return NO_PHONE
        if self.open_count >= self.open_most:
            return t("You can pay in cash again when your order on the way has arrived.")
        if total_minor > self.most_minor:
            return t(
                "You can pay up to {most} in cash for now. Please pay this one by card.",
                most=Money(self.most_minor, currency),
            )
        return None


def check(session: Session, customer_id: UUID, total_minor: int, currency: str) -> None:
    """Judged as an order is placed: the customer's basket is held, so they place one at a time."""
    reason = standing(session, customer_id, currency).why_not(total_minor, currency)
    if reason:
        raise CashRefused(reason)


def standing(session: ReadSession, customer_id: UUID, currency: str) -> Standing:
    """How far this customer is trusted with cash, and what they still owe; by the table above."""
    known = settings()
    paid, under_way = _counts(session, customer_id, currency)
    phone, is_proven = phones.of(session, customer_id)
    steps = paid if is_proven else 0
    ceiling = worth.about(
        known.cash_first_euro_cents + steps * known.cash_step_euro_cents, currency
    )
    is_known = is_proven and paid >= known.cash_known_after
    debt, owed_for = debts.first_open(session, customer_id, phone) or (None, "")
    return Standing(
        most_minor=min(ceiling, worth.like(known.cash_most_minor, known.currency, currency)),
        open_most=known.cash_open_most if is_known else 1,
        open_count=under_way,
        paid_count=paid,
        is_phone_proven=is_proven,
        owed=Money(debt.amount_minor, debt.currency) if debt else None,
        owed_for=owed_for,
        owed_order=debt.order_id if debt else None,
        owed_by=debt.customer_id if debt else None,
        has_phone=bool(phone) or not known.cash_needs_phone,
    )


def prove_phone(session: Session, event: OrderDelivered) -> None:
    """Reaction: whoever said the PIN could be reached, and this is their number."""
    phones.prove(session, event.customer_id, Way.DELIVERED)


def prove_phone_by_word(session: Session, admin: Admin, order_id: UUID, *, reason: str) -> None:
    """An admin has called the number of whoever placed this order."""
    require(admin, Permission.STEER_ORDERS)
    order = session.get(Order, order_id)
    if order is None:
        raise NotFound("order")
    phones.prove_by_word(session, admin, order.customer_id, reason=reason)


def _counts(session: ReadSession, customer_id: UUID, currency: str) -> tuple[int, int]:
    """Paid at the door so far, and under way."""
    is_paid = (col(Order.status) == OrderStatus.DELIVERED) & (col(Order.currency) == currency)
    is_open = col(Order.status).not_in(ENDED)
    paid, under_way = session.exec(
        select(func.count(case((is_paid, 1))), func.count(case((is_open, 1)))).where(
            Order.customer_id == customer_id, Order.pay_by == PayBy.CASH
        )
    ).one()
    return int(paid), int(under_way)
