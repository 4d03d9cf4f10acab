"""Orders that store credit pays in part or whole, against the real gateway: what the card pays,
what comes back and where, and that the books explain all of it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import clock, db
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import endings, kitchen, placing
from foodapp.orders.models import OrderStatus
from foodapp.payments import machine, paying
from foodapp.payments.machine import Due, Step
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.paid_orders import PaidOrder
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import BackTo, Bearer
from foodapp.reconciliation import running
from foodapp.reconciliation.models import Difference, GatewayLine
from foodapp.views.console import payment as payment_view
from tests.fixtures.credit import give, has, place_with_credit
from tests.foodapp.payments.conftest import FOOD, HELD, TOTAL, ask, moved, order_of, payment_of

CREDIT = 1000


@pytest.fixture
def mixed(session, world, gateway, inbox, pay, take_in, drain_outbox):
    """Cooking: 10.00 of its 20.50 by credit, 10.50 captured."""
    give(session, world.customer.user_id, CREDIT)
    order = place_with_credit(session, world)
    session.commit()
    paying.open_page(world.customer, order.id)
    pay(order)
    take_in(HELD, order)
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, order.id, prep_minutes=20)
    drain_outbox()
    session.expire_all()
    return order


@pytest.fixture
def by_credit(session, world, gateway, drain_outbox):
    """Cooking, and wholly paid with credit."""
    give(session, world.customer.user_id, 3000)
    order = place_with_credit(session, world)
    session.commit()
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, order.id, prep_minutes=20)
    drain_outbox()
    return order


def test_the_gateway_is_asked_for_the_rest_alone(session, world, mixed, settled):
    assert payment_of(mixed.id).amount_minor == TOTAL - CREDIT
    assert settled(mixed) == (PaymentStatus.CAPTURED, TOTAL - CREDIT, 0)
    assert moved(mixed)[Kind.STORE_CREDIT] == CREDIT
    assert has(session, world.customer.user_id) == 0


def test_a_refund_comes_back_as_credit_first_and_then_to_the_card(session, world, mixed, settled):
    ask(world.admin, mixed, amount_minor=400)
    assert settled(mixed) == (PaymentStatus.CAPTURED, 1050, 0)
    assert has(session, world.customer.user_id) == 400

    ask(world.admin, mixed, amount_minor=800)
    assert settled(mixed) == (PaymentStatus.PART_REFUNDED, 1050, 200)
    assert has(session, world.customer.user_id) == CREDIT

    ask(world.admin, mixed, whole=True)
    assert settled(mixed) == (PaymentStatus.REFUNDED, 1050, 1050)
    assert has(session, world.customer.user_id) == CREDIT
    with pytest.raises(giving.NothingLeft):
        ask(world.admin, mixed, amount_minor=1)


def test_a_refund_as_store_credit_moves_nothing_at_the_gateway(session, world, mixed, settled):
    ask(world.admin, mixed, amount_minor=700, back_to=BackTo.CREDIT)
    assert settled(mixed) == (PaymentStatus.CAPTURED, 1050, 0)
    assert has(session, world.customer.user_id) == 700


def test_a_late_cancellation_keeps_the_fee_from_the_card_first(session, world, mixed, settled):
    with db.transaction() as inner:
        endings.cancel(inner, world.customer, mixed.id, agreed_fee_minor=FOOD)
    assert settled(mixed) == (PaymentStatus.CAPTURED, 1050, 0)
    assert has(session, world.customer.user_id) == TOTAL - FOOD


def test_an_order_that_is_cancelled_for_free_gives_both_back(session, world, mixed, settled):
    with db.transaction() as inner:
        endings.cancel_for_support(inner, world.admin, mixed.id, reason="Closed")
    assert settled(mixed) == (PaymentStatus.REFUNDED, 1050, 1050)
    assert has(session, world.customer.user_id) == CREDIT


def test_an_order_that_credit_pays_needs_no_gateway(session, world, by_credit):
    with pytest.raises(paying.NothingToPay):
        paying.open_page(world.customer, by_credit.id)
    assert order_of(by_credit.id).status is OrderStatus.ACCEPTED
    amounts = moved(by_credit)
    assert Kind.CUSTOMER not in amounts
    assert Kind.GATEWAY not in amounts
    assert amounts[Kind.STORE_CREDIT] == TOTAL


def test_what_credit_paid_can_be_given_back(session, world, by_credit):
    assert (
        payment_view.payment_of(session, world.admin, by_credit.id).words
        == "Paid with store credit"
    )
    given = ask(world.admin, by_credit, amount_minor=500)
    assert given.back_to is BackTo.CREDIT, "there is no card"
    assert has(session, world.customer.user_id) == 3000 - TOTAL + 500
    row = ask(world.admin, by_credit, whole=True, bearer=Bearer.RESTAURANT)
    assert row.amount_minor == TOTAL - 500
    assert has(session, world.customer.user_id) == 3000
    assert Kind.CUSTOMER not in moved(by_credit)
    with pytest.raises(giving.NothingLeft):
        ask(world.admin, by_credit, amount_minor=1)


def test_before_the_kitchen_said_yes_there_is_nothing_to_refund(session, world, gateway):
    give(session, world.customer.user_id, 3000)
    order = place_with_credit(session, world)
    session.commit()
    with pytest.raises(giving.NothingLeft):
        ask(world.admin, order, amount_minor=500)


def test_a_card_that_is_paid_after_the_credit_went_back_is_released(
    session, world, gateway, inbox, pay, take_in, drain_outbox
):
    give(session, world.customer.user_id, CREDIT)
    order = place_with_credit(session, world)
    session.commit()
    paying.open_page(world.customer, order.id)
    pay(order)
    with db.transaction() as inner:
        assert endings.payment_failed(inner, PLATFORM, order.id, reason="abandoned")
    take_in(HELD, order)
    drain_outbox()

    assert payment_of(order.id).status is PaymentStatus.VOIDED
    assert has(session, world.customer.user_id) == CREDIT


def test_reconciliation_agrees(session, world, mixed, settled, monkeypatch):
    ask(world.admin, mixed, amount_minor=CREDIT + 200)
    settled(mixed)
    monkeypatch.setattr(running, "QUIET", timedelta(minutes=-1))

    run = running.run_day("stripe", clock.now().date())

    intent = payment_of(mixed.id).intent_ref
    assert intent in {line.intent_ref for line in session.exec(select(GatewayLine))}
    assert run.payments >= 1
    # The gateway also remembers what other tests have paid.
    assert intent not in {one.intent_ref for one in session.exec(select(Difference))}


def test_razorpay_that_takes_a_hold_whole_has_nothing_to_give_back(session, world):
    """A fee is kept from the card first: the whole capture is what the order keeps."""
    give(session, world.customer.user_id, CREDIT)
    order = place_with_credit(session, world)
    payment = Payment(
        order_id=order.id,
        gateway="razorpay",
        status=PaymentStatus.AUTHORISED,
        amount_minor=order.card_minor,
        currency="CHF",
    )
    placing.confirm_authorised(session, PLATFORM, order.id)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    endings.cancel(session, world.customer, order.id, agreed_fee_minor=FOOD)

    assert machine.due(PaidOrder(order), payment) == Due(Step.CAPTURE, 1050)
    payment.status, payment.captured_minor = PaymentStatus.CAPTURED, 1050
    assert machine.due(PaidOrder(order), payment) is None
    assert has(session, world.customer.user_id) == TOTAL - FOOD
