"""A payment and its order, held until the transaction ends; always locked order first."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM, Customer, Platform
from foodapp.orders import locking
from foodapp.orders.models import Order
from foodapp.payments.models import Payment


def lock(
    session: Session, order_id: UUID, actor: Customer | Platform = PLATFORM
) -> tuple[Order, Payment | None]:
    """The payment is None while the customer has not begun to pay."""
    order = locking.lock(session, actor, order_id)
    payment = session.exec(
        select(Payment)
        .where(Payment.order_id == order_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return order, payment


def lock_known(
    session: Session, gateway: str, by: ColumnElement[bool]
) -> tuple[Order, Payment] | None:
    """The same for a payment that we know by what its gateway says, in one statement. PostgreSQL
    takes the rows of FOR UPDATE in the order of FROM: the order first here, too."""
    found = session.execute(
        sa_select(Order, Payment)
        .select_from(Order)
        .join(Payment, col(Payment.order_id) == Order.id)
        .where(col(Payment.gateway) == gateway, by)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return (found[0], found[1]) if found else None
