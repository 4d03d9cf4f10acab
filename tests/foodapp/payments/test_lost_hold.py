"""A hold that lapsed before it was taken: the kitchen stops if it still can; if not, nobody owes
anything, the platform bears what others earn, and an admin is told."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit import db
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import endings, handover, kitchen
from foodapp.orders.ends import End
from foodapp.orders.models import OrderStatus
from foodapp.payments import books, polling
from foodapp.payments.models import PaymentStatus
from foodapp.views.console import alert_words
from foodapp.views.customer import order as order_view
from tests.foodapp.payments.conftest import order_of, payment_of

HELD = "payment_intent.amount_capturable_updated"
FOOD, FEE = 1750, 1750
WEEK_S = 8 * 86_400


@pytest.fixture
def accepted(session, world, gateway, inbox, unpaid, pay, take_in, drain_outbox):
    """The kitchen has said yes; nothing was taken yet."""
    pay(unpaid)
    take_in(HELD, unpaid)
    drain_outbox()
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, unpaid.id, prep_minutes=20)
    return unpaid


@pytest.fixture
def a_week_later(gateway):
    """By the bank's clock: it has given its hold back."""
    gateway.control("clock", shift_s=WEEK_S)
    yield
    gateway.control("clock", shift_s=-WEEK_S)


def moved_by(session, order):
    sums = Counter()
    for account, minor in books.explained(session, order.id).items():
        sums[account.kind] += minor
    return {kind: minor for kind, minor in sums.items() if minor}


def alerts(session):
    return [(alert.kind, alert_words.said(alert)) for alert in session.exec(select(Alert))]


def test_the_fee_of_a_late_cancellation_is_owed_by_nobody(
    session, world, accepted, a_week_later, drain_outbox
):
    with db.transaction() as inner:
        endings.cancel(inner, world.customer, accepted.id, agreed_fee_minor=FEE)
    drain_outbox()
    session.expire_all()
    order = order_of(accepted.id)
    assert payment_of(order.id).status is PaymentStatus.FAILED
    assert (order.end, order.to_pay_minor) == (End.CANCELLED_LATE, 0)
    assert order.cancel_fee_minor == 0
    moved = moved_by(session, order)
    assert Kind.CUSTOMER not in moved, "settled"
    assert moved[Kind.GOODWILL] == FOOD, "the kitchen has cooked"
    [(kind, text)] = alerts(session)
    assert kind is AlertKind.PAYMENT_TROUBLE
    assert "17.50" in text
    told = order_view.tracking(session, world.customer, order.id)
    assert "You pay nothing" in told.money


def test_food_on_its_way_is_brought_and_paid_by_the_platform(
    session, world, accepted, a_week_later, drain_outbox
):
    with db.transaction() as inner:
        handover.collected(inner, world.rider, accepted.id)
    drain_outbox()
    session.expire_all()
    assert order_of(accepted.id).status is OrderStatus.COLLECTED
    with db.transaction() as inner:
        handover.delivered(inner, world.rider, accepted.id, pin=order_of(accepted.id).pin)
    drain_outbox()
    session.expire_all()
    order = order_of(accepted.id)
    assert (order.end, order.to_pay_minor) == (End.DELIVERED, 0)
    moved = moved_by(session, order)
    assert Kind.CUSTOMER not in moved
    assert moved[Kind.GOODWILL] == FOOD
    assert [kind for kind, _ in alerts(session)] == [AlertKind.PAYMENT_TROUBLE]


def test_a_loss_that_was_missed_is_found_by_the_clock(
    session, world, accepted, a_week_later, drain_outbox
):
    with db.transaction() as inner:
        handover.collected(inner, world.rider, accepted.id)
        payment = inner.merge(payment_of(accepted.id))
        payment.move_to(PaymentStatus.FAILED)  # as if whoever noticed had not known what it means
        payment.looked_up_at -= timedelta(seconds=61)
    with db.transaction() as inner:
        assert polling.doubt_unsettled(inner) == 1
    drain_outbox()
    session.expire_all()
    assert order_of(accepted.id).payment_lost_at is not None
