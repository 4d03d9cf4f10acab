"""What one person gives back alone: on an order, and in a day on all orders."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from foodapp.accounts.actors import PLATFORM, Admin, AdminRole
from foodapp.accounts.models import AdminGrant
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.orders import kitchen, placing
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Bearer, Decision
from tests.fixtures import world as worlds
from tests.foodapp.dispatch.conftest import later

__all__ = ["later"]
EACH = 1500  # of 20.50; five of them are 75.00, seven above 100.00


def colleague(session, name: str, role: AdminRole) -> Admin:
    person = worlds.person(session, name)
    session.add(AdminGrant(user_id=person.id, role=role))
    session.flush()
    return Admin(person.id, role, clock.now())


def taken(session, world, count: int) -> list:
    """So many orders, each paid and cooking."""
    found = []
    for n in range(count):
        worlds.fill_basket(session, world)
        order = worlds.place(session, world, f"limits-{n}")
        placing.confirm_authorised(session, PLATFORM, order.id)
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)
        session.add(
            Payment(
                gateway="stripe",
                order_id=order.id,
                status=PaymentStatus.CAPTURED,
                amount_minor=order.total_minor,
                captured_minor=order.total_minor,
                captured_at=clock.now(),
                currency=order.currency,
                intent_ref=f"pi_limits_{n}",
            )
        )
        found.append(order.id)
    session.flush()
    return found


def asked(admin, order_id, minor=EACH):
    details = {"amount_minor": minor, "bearer": Bearer.PLATFORM, "reason": "Cold."}
    with db.transaction() as session:
        return giving.ask(session, admin, order_id, **details)


def ask(admin, order_id, minor=EACH):
    return asked(admin, order_id, minor).decision


def approve(admin, row):
    with db.transaction() as session:
        giving.approve(session, admin, row.id)


@pytest.fixture
def support(session, world):
    return colleague(session, "Sue", AdminRole.SUPPORT)


def test_a_day_has_a_limit_whatever_the_number_of_orders(session, world, support, later):
    orders = taken(session, world, 8)
    decisions = [ask(support, one) for one in orders[:7]]

    assert decisions == [Decision.APPROVED] * 6 + [Decision.WAITING]
    later(hours=25)
    support = replace(support, proven_at=clock.now())
    assert ask(support, orders[7]) is Decision.APPROVED


def test_each_person_has_a_limit_of_their_own(session, world, support):
    orders = taken(session, world, 8)
    for one in orders[:6]:
        ask(support, one)

    assert ask(colleague(session, "Sam", AdminRole.SUPPORT), orders[6]) is Decision.APPROVED
    assert ask(world.admin, orders[7]) is Decision.APPROVED


def test_what_a_second_person_approves_counts_for_them(session, world, support):
    """Support cannot lend each other a second hand without end."""
    orders = taken(session, world, 14)
    sam = colleague(session, "Sam", AdminRole.SUPPORT)
    for one in orders[:6]:
        assert ask(support, one) is Decision.APPROVED  # 90.00: Sue has had her day
    for one in orders[6:11]:
        assert ask(sam, one) is Decision.APPROVED  # 75.00
    first, second = asked(support, orders[11]), asked(support, orders[12])
    approve(sam, first)  # 90.00

    with pytest.raises(DomainError, match="above your own limit"):
        approve(sam, second)
    approve(world.admin, second)


def test_refunds_at_once_by_one_person_stay_within_the_day(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        sue = colleague(session, "Sue", AdminRole.SUPPORT)
        orders = taken(session, world, 10)
    with ThreadPoolExecutor(5) as pool:
        decisions = list(pool.map(lambda one: ask(sue, one), orders))

    assert decisions.count(Decision.APPROVED) == 6
