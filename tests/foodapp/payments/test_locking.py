import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import func
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select, text

from foodapp.kit import db
from foodapp.orders.models import Order
from foodapp.payments.locking import lock_known
from foodapp.payments.models import Payment
from tests.fixtures import world as worlds


def test_who_finds_a_payment_by_its_name_holds_the_order_before_the_payment(
    real_transactions, valkey
) -> None:
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        order = worlds.start_order(session, world)
        payment = Payment(
            gateway="stripe",
            order_id=order.id,
            amount_minor=order.total_minor,
            currency=order.currency,
        )
        session.add(payment)
    held = Event()

    def find_it() -> None:
        held.wait(60)
        with db.transaction() as session:
            assert lock_known(session, "stripe", col(Payment.id) == payment.id) is not None

    with ThreadPoolExecutor(1) as pool:
        with db.transaction() as session:
            session.exec(select(Payment).with_for_update()).one()
            looking = pool.submit(find_it)
            held.set()
            _until_somebody_waits()
            with pytest.raises(OperationalError, match="could not obtain lock"):
                session.exec(select(Order).where(Order.id == order.id).with_for_update(nowait=True))
            session.rollback()
        looking.result(60)


def _until_somebody_waits() -> None:
    waiting = select(func.count()).select_from(text("pg_locks")).where(text("NOT granted"))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with db.transaction() as session:
            if session.exec(waiting).one():
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")
