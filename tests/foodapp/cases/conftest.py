import pytest
from sqlmodel import select

from foodapp.kit import clock
from foodapp.orders import kitchen
from foodapp.orders.ends import End
from foodapp.orders.models import EndedBy, Order, OrderLine, OrderStatus
from foodapp.payments import books
from foodapp.payments.models import Payment, PaymentStatus
from tests.fixtures import world as worlds
from tests.foodapp.dispatch.conftest import later  # noqa: F401


def deliver(session, world, key="k1", who=None) -> Order:
    """A Margherita of 17.50 and 3.00 for its delivery, paid by card, and eaten."""
    worlds.fill_basket(session, world, who)
    order = worlds.place(session, world, key, who)
    order.status = OrderStatus.PLACED
    session.flush()
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    payment = Payment(
        order_id=order.id,
        gateway="stripe",
        status=PaymentStatus.CAPTURED,
        amount_minor=order.card_minor,
        captured_minor=order.card_minor,
        currency="CHF",
    )
    session.add(payment)
    order.status = OrderStatus.COLLECTED
    order.end_as(End.DELIVERED, EndedBy.RIDER)
    order.delivered_at = clock.now()
    session.flush()
    books.post_order(session, order, payment, because="delivered")
    session.commit()
    return order


@pytest.fixture
def eaten(session, world, valkey) -> Order:
    return deliver(session, world)


@pytest.fixture
def pizza(session, eaten) -> OrderLine:
    return session.exec(select(OrderLine).where(OrderLine.order_id == eaten.id)).one()
