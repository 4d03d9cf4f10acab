"""A payment and what it pays, held until the transaction ends; the payment always last."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM, Customer, Platform
from foodapp.kit.errors import NotFound
from foodapp.orders import locking
from foodapp.orders.models import Order
from foodapp.payments.models import Payment
from foodapp.payments.paid_orders import PaidOrder
from foodapp.payments.payable import Payable
from foodapp.payments.purchases.models import Purchase
from foodapp.payments.purchases.paid import PaidPurchase

Held = tuple[Payable, Payment]


@dataclass(frozen=True)
class Kind:
    """What a payment can pay: its table, the column of payments that names it, and its rules."""

    table: Any
    column: Any
    of: Callable[[Any], Payable]


KINDS = (
    Kind(Order, col(Payment.order_id), PaidOrder),
    Kind(Purchase, col(Payment.purchase_id), PaidPurchase),
)


def lock(
    session: Session, order_id: UUID, actor: Customer | Platform = PLATFORM
) -> tuple[Order, Payment | None]:
    """The payment is None while the customer has not begun to pay."""
    order = locking.lock(session, actor, order_id)
    return order, _payment(session, col(Payment.order_id) == order_id)


def lock_payable(
    session: Session, subject_id: UUID, actor: Customer | Platform = PLATFORM
) -> tuple[Payable, Payment | None]:
    """The same of whatever has this id, as an address names it. Raises NotFound."""
    for kind in KINDS:
        row = _row(session, kind.table, subject_id, actor)
        if row is not None:
            return kind.of(row), _payment(session, kind.column == subject_id)
    raise NotFound("order")


def lock_known(session: Session, gateway: str, by: ColumnElement[bool]) -> Held | None:
    """The same for a payment that we know by what its gateway says."""
    return _joined(session, col(Payment.gateway) == gateway, by)


def hold(session: Session, payment_id: UUID) -> Held:
    """The same for a payment that we know by our own name of it. Raises LookupError."""
    held = _joined(session, col(Payment.id) == payment_id)
    if held is None:
        raise LookupError(f"there is no payment {payment_id}")
    return held


def _joined(session: Session, *by: ColumnElement[bool]) -> Held | None:
    """In one statement a kind. PostgreSQL takes the rows of FOR UPDATE in the order of FROM: what
    is paid first here, too."""
    for kind in KINDS:
        found = session.execute(
            sa_select(kind.table, Payment)
            .select_from(kind.table)
            .join(Payment, kind.column == kind.table.id)
            .where(*by)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
        if found:
            return kind.of(found[0]), found[1]
    return None


def _row(session: Session, table: Any, ident: UUID, actor: Customer | Platform) -> Any:
    mine = [table.customer_id == actor.user_id] if isinstance(actor, Customer) else []
    return session.execute(
        sa_select(table)
        .where(table.id == ident, *mine)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


def _payment(session: Session, of: ColumnElement[bool]) -> Payment | None:
    return session.exec(
        select(Payment).where(of).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
