"""A payment and what it pays, held until the transaction ends; the payment always last."""

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
from foodapp.payments.payable import Payable
from foodapp.payments.purchases.models import Purchase


def lock(
    session: Session, order_id: UUID, actor: Customer | Platform = PLATFORM
) -> tuple[Order, Payment | None]:
    """The payment is None while the customer has not begun to pay."""
    order = locking.lock(session, actor, order_id)
    return order, _payment(session, col(Payment.order_id) == order_id)


def lock_payable(
    session: Session, subject_id: UUID, actor: Customer | Platform = PLATFORM
) -> tuple[Payable, Payment | None]:
    """The same of an order or a purchase, whichever has this id."""
    try:
        return lock(session, subject_id, actor)
    except NotFound:
        purchase = _purchase(session, subject_id, actor)
    return purchase, _payment(session, col(Payment.purchase_id) == subject_id)


def _purchase(session: Session, purchase_id: UUID, actor: Customer | Platform) -> Purchase:
    mine = [Purchase.customer_id == actor.user_id] if isinstance(actor, Customer) else []
    purchase = session.exec(
        select(Purchase)
        .where(Purchase.id == purchase_id, *mine)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if purchase is None:
        raise NotFound("order")
    return purchase


def _payment(session: Session, of: ColumnElement[bool]) -> Payment | None:
    return session.exec(
        select(Payment).where(of).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def lock_known(
    session: Session, gateway: str, by: ColumnElement[bool]
) -> tuple[Payable, Payment] | None:
    """The same for a payment that we know by what its gateway says, in one statement. PostgreSQL
    takes the rows of FOR UPDATE in the order of FROM: the order first here, too."""
    return _known(session, gateway, by, Order, col(Payment.order_id)) or _known(
        session, gateway, by, Purchase, col(Payment.purchase_id)
    )


def _known(
    session: Session,
    gateway: str,
    by: ColumnElement[bool],
    kind: type[Order] | type[Purchase],
    its_id: Any,
) -> tuple[Payable, Payment] | None:
    found = session.execute(
        sa_select(kind, Payment)
        .select_from(kind)
        .join(Payment, its_id == kind.id)
        .where(col(Payment.gateway) == gateway, by)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return (found[0], found[1]) if found else None
