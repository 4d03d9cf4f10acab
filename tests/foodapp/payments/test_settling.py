"""The money follows the order: taken at acceptance, given back at any failed end, once."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.gateways.errors import Unavailable
from foodapp.kit import db
from foodapp.orders import endings, kitchen
from foodapp.orders.models import OrderStatus
from foodapp.payments import polling, settling
from foodapp.payments.events import PaymentUnsettled
from foodapp.payments.models import GatewayCall, PaymentStatus
from tests.fixtures.world import start_order
from tests.foodapp.payments.conftest import order_of, payment_of

HELD = "payment_intent.amount_capturable_updated"
CAPTURE = "POST /v1/payment_intents/*/capture"
TOTAL, FEE = 2050, 1750


@pytest.fixture
def held(session, world, gateway, inbox, unpaid, pay, take_in, drain_outbox):
    """Placed, authorised; the restaurant has yet to answer."""
    pay(unpaid)
    take_in(HELD, unpaid)
    drain_outbox()  # the page's own message may have come first, and asked for a look
    session.expire_all()
    return unpaid


@pytest.fixture
def money(session, gateway):
    """(our status, captured, refunded), checked against the gateway's books."""

    def look(order):
        session.expire_all()
        payment = payment_of(order.id)
        books = gateway.books_of(payment.intent_ref)
        assert (payment.captured_minor, payment.refunded_minor) == (
            books["captured"],
            books["refunded"],
        )
        assert (books["held"] > 0) is (payment.status is PaymentStatus.AUTHORISED)
        return payment.status, payment.captured_minor, payment.refunded_minor

    return look


def accept(world, order):
    with db.transaction() as session:
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)


def cancel(world, order, fee=FEE):
    with db.transaction() as session:
        endings.cancel(session, world.customer, order.id, agreed_fee_minor=fee)


def come_back_later(order):
    """A minute passes, and the worker looks for what is not settled."""
    with db.transaction() as session:
        assert polling.doubt_unsettled(session) == 0, "not before its time"
    with db.transaction() as session:
        payment = session.merge(payment_of(order.id))
        payment.looked_up_at -= timedelta(seconds=61)
    with db.transaction() as session:
        assert polling.doubt_unsettled(session) == 1


def test_a_settled_payment_is_left_alone(world, held, drain_outbox, money):
    accept(world, held)
    drain_outbox()
    with db.transaction() as session:
        payment = session.merge(payment_of(held.id))
        payment.looked_up_at -= timedelta(days=1)
    with db.transaction() as session:
        assert polling.doubt_unsettled(session) == 0


def test_acceptance_takes_the_money(world, held, drain_outbox, money):
    assert money(held) == (PaymentStatus.AUTHORISED, 0, 0)
    accept(world, held)
    drain_outbox()
    assert money(held) == (PaymentStatus.CAPTURED, TOTAL, 0)


def test_rejection_releases_it(world, held, drain_outbox, money):
    with db.transaction() as session:
        kitchen.reject(session, world.staff, held.id, reason=next(iter(kitchen.REJECT_REASONS)))
    drain_outbox()
    assert money(held) == (PaymentStatus.VOIDED, 0, 0)


def test_cancelling_before_the_capture_takes_the_fee_alone(world, held, drain_outbox, money):
    accept(world, held)
    cancel(world, held)
    drain_outbox()
    assert money(held) == (PaymentStatus.CAPTURED, FEE, 0)


def test_cancelling_after_the_capture_gives_all_but_the_fee_back(world, held, drain_outbox, money):
    accept(world, held)
    drain_outbox()
    cancel(world, held)
    drain_outbox()
    assert money(held) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - FEE)


def test_support_gives_everything_back(world, held, drain_outbox, money):
    accept(world, held)
    drain_outbox()
    with db.transaction() as session:
        endings.cancel_for_support(session, world.admin, held.id, reason="Kitchen fire")
    drain_outbox()
    assert money(held) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)


@pytest.mark.parametrize(
    "fault",
    [
        "drop_before_commit",
        "drop_after_commit",
        "409",
        "429",
        "500",
        "500_after_commit",
        "500_kept",
    ],
)
def test_a_capture_that_goes_wrong_on_the_way_is_done_once(
    world, held, gateway, drain_outbox, money, fault
):
    gateway.fault(fault, match=CAPTURE, calls=2 if fault != "500_kept" else 1)
    accept(world, held)
    drain_outbox()
    if fault == "500_kept":  # the gateway repeats its fault for that key: looked up, left for later
        assert money(held) == (PaymentStatus.AUTHORISED, 0, 0)
        come_back_later(held)
        drain_outbox()
    assert money(held) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert gateway.books_of(payment_of(held.id).intent_ref)["captures"] == 1


def test_a_gateway_that_stays_away_leaves_the_errand_open(
    world, held, gateway, drain_outbox, money
):
    gateway.fault("drop_after_commit", match=CAPTURE, calls=3)
    accept(world, held)
    with pytest.raises(Unavailable):
        drain_outbox()
    assert payment_of(held.id).status is PaymentStatus.AUTHORISED
    drain_outbox()
    assert money(held) == (PaymentStatus.CAPTURED, TOTAL, 0)


def test_a_crash_between_call_and_storing_repeats_it_under_the_same_key(
    world, held, gateway, drain_outbox, money
):
    accept(world, held)
    drain_outbox()
    with db.transaction() as session:
        endings.cancel_for_support(session, world.admin, held.id, reason="x")
    wanted = PaymentUnsettled(payment_id=payment_of(held.id).id)
    with db.transaction() as session:
        ask = settling.prepare(session, wanted)
    settling.call(ask, "")  # ... and the worker dies here
    drain_outbox()
    assert money(held) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)
    assert gateway.books_of(payment_of(held.id).intent_ref)["refunds"] == 1


def test_two_workers_refund_part_of_it_once(world, held, gateway, drain_outbox, money):
    accept(world, held)
    drain_outbox()
    cancel(world, held)
    wanted = PaymentUnsettled(payment_id=payment_of(held.id).id)
    with db.transaction() as session:
        first = settling.prepare(session, wanted)
    with db.transaction() as session:
        second = settling.prepare(session, wanted)
    outcomes = [settling.call(first, ""), settling.call(second, "")]
    for outcome in outcomes:
        with db.transaction() as session:
            settling.finish(session, wanted, outcome)
    drain_outbox()
    assert money(held) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - FEE)
    assert gateway.books_of(payment_of(held.id).intent_ref)["refunds"] == 1


def test_capture_and_release_that_cross_end_with_the_money_back(
    world, held, gateway, drain_outbox, money
):
    accept(world, held)
    with db.transaction() as session:
        capture = settling.prepare(session, PaymentUnsettled(payment_id=payment_of(held.id).id))
    with db.transaction() as session:
        endings.cancel_for_support(session, world.admin, held.id, reason="x")
        release = settling.prepare(session, PaymentUnsettled(payment_id=payment_of(held.id).id))
    captured = settling.call(capture, "")
    released = settling.call(release, "")
    for outcome in (released, captured):
        with db.transaction() as session:
            settling.finish(session, PaymentUnsettled(payment_id=payment_of(held.id).id), outcome)
    drain_outbox()
    assert money(held) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)


def test_a_lost_hold_stops_the_kitchen(world, held, gateway, drain_outbox, session):
    gateway.control("clock", shift_s=8 * 86_400)
    accept(world, held)
    drain_outbox()
    gateway.control("clock", shift_s=-8 * 86_400)
    session.expire_all()
    assert payment_of(held.id).status is PaymentStatus.FAILED
    assert order_of(held.id).status is OrderStatus.CANCELLED


def test_the_intent_is_written_down_before_the_call(world, held, session):
    accept(world, held)
    with db.transaction() as inner:
        ask = settling.prepare(inner, PaymentUnsettled(payment_id=payment_of(held.id).id))
    call = session.exec(select(GatewayCall).where(GatewayCall.step == "capture")).one()
    assert (call.idempotency_key, call.amount_minor) == (ask.key, TOTAL)
    assert call.answered_at is None


def test_later_messages_about_what_we_did_ourselves_change_nothing(
    world, held, drain_outbox, take_in, money
):
    accept(world, held)
    drain_outbox()
    cancel(world, held)
    drain_outbox()
    before = money(held)
    take_in("charge.refunded", held)
    drain_outbox()
    assert money(held) == before


def test_an_order_that_nobody_paid_has_no_money_to_settle(world, session, drain_outbox):
    order = start_order(session, world)
    endings.payment_failed(session, PLATFORM, order.id, reason="abandoned")
    session.commit()
    drain_outbox()
    assert order.status is OrderStatus.UNPAID
