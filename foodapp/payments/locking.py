"""A payment and its order, held until the transaction ends; always locked order first."""

from uuid import UUID

from sqlmodel import Session, select

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
