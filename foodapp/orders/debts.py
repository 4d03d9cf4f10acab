"""What customers owe for orders in cash that were made and not paid for: cancelled after the
kitchen had begun, or not taken at the door. The restaurant is paid by the platform; the customer
owes it, and pays by card only until it is settled.

In the ledger a debt is what is owed to us (debt) against what we claim (claims); settled, it is
money at the bank or store credit that was used up, and forgiven it is gone.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement
from sqlmodel import Field, Session, SQLModel, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Customer
from foodapp.accounts.models import User
from foodapp.accounts.permissions import recently_proven
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind
from foodapp.orders.ends import owes_minor
from foodapp.orders.locking import lock
from foodapp.orders.models import Order
from foodapp.orders.timeline import changed

DEBT = "debt"  # kind of journal


class Settled(StrEnum):
    PAID = "paid"  # to the platform's bank account, as an admin says
    CREDIT = "credit"  # with store credit
    FORGIVEN = "forgiven"


class CashDebt(SQLModel, table=True):
    __tablename__ = "cash_debts"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="debt_positive"),
        CheckConstraint("(settled IS NULL) = (settled_at IS NULL)", name="debt_settled_once"),
    )

    order_id: UUID = Field(foreign_key="orders.id", primary_key=True, ondelete="CASCADE")
    customer_id: UUID = Field(foreign_key="users.id", index=True)
    phone: str = Field(max_length=40, index=True)  # of the customer then: another account has it?
    currency: str = Field(max_length=3)
    amount_minor: int
    owed_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    settled: Settled | None = Field(default=None, sa_type=text_enum(Settled))
    settled_at: datetime | None = Field(default=None, sa_type=UTC)


def owe(session: Session, order: Order) -> None:
    """The order is held and has just ended."""
    amount = owes_minor(order, order.end) if order.end else 0
    if not amount:
        return
    phone = session.exec(select(User.phone).where(User.id == order.customer_id)).one()
    debt = CashDebt(
        order_id=order.id,
        customer_id=order.customer_id,
        phone=phone,
        currency=order.currency,
        amount_minor=amount,
    )
    session.add(debt)
    _follow(session, debt)


def open_of(session: ReadSession, customer_id: UUID, phone: str) -> list[CashDebt]:
    """Of this person: by account, or by the phone number that another account of theirs had."""
    rows = session.exec(
        select(CashDebt)
        .where(*_is_open_of(customer_id, phone))
        .order_by(col(CashDebt.owed_at))
        .limit(20)
    )
    return list(rows)


def first_open(session: ReadSession, customer_id: UUID, phone: str) -> tuple[CashDebt, str] | None:
    """The oldest of them, and the number of its order."""
    return session.exec(
        select(CashDebt, Order.number)
        .join(Order, col(Order.id) == CashDebt.order_id)
        .where(*_is_open_of(customer_id, phone))
        .order_by(col(CashDebt.owed_at))
        .limit(1)
    ).one_or_none()


def _is_open_of(customer_id: UUID, phone: str) -> tuple[ColumnElement[bool], ...]:
    mine = col(CashDebt.customer_id) == customer_id
    is_theirs = mine | (col(CashDebt.phone) == phone) if phone else mine
    return col(CashDebt.settled_at).is_(None), is_theirs


def settle(
    session: Session, admin: Admin, order_id: UUID, *, how: Settled, reason: str
) -> CashDebt:
    """It has been paid to us otherwise, or it is let go."""
    order = lock(session, admin, order_id)
    recently_proven(admin)
    order, debt = _held(session, order)
    if how is Settled.CREDIT:
        raise DomainError(t("Only the customer can pay with their store credit."))
    reason = audit.reason_given(reason)
    _settled(session, order, debt, how)
    audit.note(session, admin, "debt_settled", "order", order.id, order.number, reason)
    return debt


def pay_with_credit(session: Session, customer: Customer, order_id: UUID) -> CashDebt:
    """The whole debt of one order, from the customer's store credit."""
    order, debt = _held(session, lock(session, customer, order_id))
    has = store_credit.balance(session, customer.user_id, debt.currency, hold=True)
    if has < debt.amount_minor:
        raise DomainError(t("Your store credit is not enough for what you owe."))
    _settled(session, order, debt, Settled.CREDIT)
    return debt


def _held(session: Session, order: Order) -> tuple[Order, CashDebt]:
    debt = session.get(CashDebt, order.id, with_for_update=True, populate_existing=True)
    if debt is None:
        raise NotFound("debt")
    if debt.settled_at is not None:
        raise DomainError(t("This debt is settled already."))
    return order, debt


def _settled(session: Session, order: Order, debt: CashDebt, how: Settled) -> None:
    debt.settled, debt.settled_at = how, clock.now()
    _follow(session, debt)
    changed(session, order)


def _follow(session: Session, debt: CashDebt) -> None:
    posting.bring_to(
        session, DEBT, _target(debt), subject_id=debt.order_id, because=debt.settled or "owed"
    )


def _target(debt: CashDebt) -> dict[Account, int]:
    by = {
        None: Account(AccountKind.DEBT, debt.currency, debt.customer_id),
        Settled.PAID: Account(AccountKind.BANK, debt.currency),
        Settled.CREDIT: store_credit.account(debt.customer_id, debt.currency),
    }
    if debt.settled not in by:
        return {}
    claims = Account(AccountKind.CLAIMS, debt.currency)
    return {by[debt.settled]: debt.amount_minor, claims: -debt.amount_minor}
