"""Many hands on one order: never more is given back than was taken."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.orders import kitchen, placing
from foodapp.orders.models import OrderLine
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Adjustment, AdjustmentLine, Bearer
from tests.fixtures import world as worlds


def taken(session, world):
    """20.50 of one pizza and its delivery, cooking."""
    order = worlds.start_order(session, world)
    placing.confirm_authorised(session, PLATFORM, order.id)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    total = order.total_minor
    session.add(
        Payment(
            gateway="stripe",
            order_id=order.id,
            status=PaymentStatus.CAPTURED,
            amount_minor=total,
            captured_minor=total,
            captured_at=clock.now(),
            currency=order.currency,
            intent_ref="pi_at_once",
        )
    )
    line = session.exec(select(OrderLine.id).where(OrderLine.order_id == order.id)).one()
    return order.id, line, total


def test_hands_that_refund_at_once_give_back_no_more_than_was_taken(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        order_id, line_id, total = taken(session, world)

    def give(number: int) -> bool:
        what = {"lines": {line_id: 1}} if number % 2 else {"amount_minor": 700}
        try:
            with db.transaction() as session:
                giving.ask(
                    session,
                    world.admin,
                    order_id,
                    **what,
                    bearer=Bearer.PLATFORM,
                    reason="At once",
                )
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        done = list(people.map(give, range(16)))
    with db.transaction() as session:
        given = session.exec(select(Adjustment.amount_minor)).all()
        portions = session.exec(select(AdjustmentLine.quantity)).all()
    assert 0 < sum(given) <= total
    assert len(given) == sum(done)
    assert sum(portions) <= 1
