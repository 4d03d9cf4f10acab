"""Refunds that the gateway refuses, or that come back after they were made."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.alerts.models import Alert, AlertKind
from foodapp.gateways.protocol import GatewayState, Message, MoneyAt
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.ledger import store_credit as credit
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import endings
from foodapp.payments import polling, settling, webhooks
from foodapp.payments.events import PaymentUnsettled
from foodapp.payments.models import PaymentStatus
from foodapp.payments.refunds import trouble
from foodapp.views.console import alert_words
from tests.foodapp.payments.conftest import FOOD, TOTAL, ask, moved, order_of, payment_of

REFUSAL = "POST /v1/refunds"


@pytest.fixture
def fallen(world, paid, settled, gateway, refund_of, take_in):
    """5.00 was given back, and the bank sent it back."""
    ask(world.admin, paid, amount_minor=500)
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, 500)
    take_in("charge.refunded", paid)
    gateway.control("refunds/fail", refund=refund_of(paid))
    take_in("refund.failed", None)
    return paid


def test_a_refund_that_failed_after_all_falls_back_and_an_admin_is_told(session, fallen, settled):
    settled_but_owed(session, fallen, settled)
    [alert] = session.exec(select(Alert)).all()
    assert alert.kind is AlertKind.PAYMENT_TROUBLE
    assert "sent back a refund of CHF\xa05.00" in alert_words.said(alert)
    assert "Try again" in alert_words.said(alert)


def settled_but_owed(session, order, settled):
    """Our payment and the ledger are where the gateway is; the customer is owed 5.00."""
    with pytest.raises(AssertionError, match="settled"):
        settled(order)
    payment = payment_of(order.id)
    assert (payment.status, payment.refunded_minor) == (PaymentStatus.CAPTURED, 0)
    assert payment.refund_trouble == "expired_or_canceled_card"
    amounts = moved(order)
    assert (amounts[Kind.GATEWAY], amounts[Kind.CUSTOMER]) == (TOTAL, -500)


def test_nothing_is_given_back_again_by_itself(session, fallen, settled, drain_outbox):
    settled_but_owed(session, fallen, settled)
    with db.transaction() as inner:
        payment = inner.merge(payment_of(fallen.id))
        payment.looked_up_at = clock.now().replace(year=2020)
    with db.transaction() as inner:
        assert polling.doubt_unsettled(inner) == 0
        wanted = PaymentUnsettled(payment_id=payment.id)
        assert settling.prepare(inner, wanted) is None


def test_an_admin_tries_it_again(session, world, fallen, settled, drain_outbox):
    settled_but_owed(session, fallen, settled)
    with db.transaction() as inner:
        trouble.retry(inner, world.admin, fallen.id)
    assert settled(fallen) == (PaymentStatus.PART_REFUNDED, TOTAL, 500)
    with pytest.raises(trouble.NoTrouble), db.transaction() as inner:
        trouble.retry(inner, world.admin, fallen.id)


def test_an_admin_turns_it_into_store_credit(session, world, fallen, settled):
    settled_but_owed(session, fallen, settled)
    with db.transaction() as inner:
        trouble.to_credit(inner, world.admin, fallen.id)
    assert settled(fallen) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert credit.balance(session, world.customer.user_id, "CHF") == 500
    assert order_of(fallen.id).price_minor == TOTAL - 500


def test_credit_also_for_what_an_end_gave_back(session, world, fallen, settled, drain_outbox):
    drain_outbox()
    with db.transaction() as inner:
        endings.cancel(inner, world.customer, fallen.id, agreed_fee_minor=FOOD)
    with db.transaction() as inner:
        trouble.to_credit(inner, world.admin, fallen.id)
    assert settled(fallen) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert credit.balance(session, world.customer.user_id, "CHF") == TOTAL - FOOD + 500


def test_an_old_message_does_not_bring_the_failed_refund_back(
    session, world, fallen, settled, gateway
):
    """charge.refunded, sent again after the failure: it said 5.00 then."""
    settled_but_owed(session, fallen, settled)
    payment = payment_of(fallen.id)
    state = GatewayState(
        held=MoneyAt.TAKEN,
        page_open=False,
        intent_ref=payment.intent_ref,
        amount_minor=TOTAL,
        currency="CHF",
        taken_minor=TOTAL,
        refunded_minor=500,
    )
    with db.transaction() as inner:
        old = Message("evt_old", "charge.refunded", payment.id, state)
        assert webhooks.receive(inner, "stripe", old) == "to be looked up"
    settled_but_owed(session, fallen, settled)


def test_a_refund_that_fails_before_its_answer_is_stored_is_not_counted(
    session,
    world,
    paid,
    gateway,
    refund_of,
    take_in,
    drain_outbox,
    settled,
):
    ask(world.admin, paid, amount_minor=500)
    wanted = PaymentUnsettled(payment_id=payment_of(paid.id).id)
    with db.transaction() as inner:
        request = settling.prepare(inner, wanted)
    outcome = settling.call(request, "")
    gateway.control("refunds/fail", refund=refund_of(paid))
    with db.transaction() as inner:
        refs = polling._refs(inner, payment_of(paid.id))
    polling._look_up(refs)
    with db.transaction() as inner:
        settling.finish(inner, wanted, outcome)
    settled_but_owed(session, paid, settled)


def test_a_refusal_for_good_tells_an_admin_and_is_not_repeated(
    session,
    world,
    paid,
    gateway,
    drain_outbox,
):
    gateway.fault("refused", match=REFUSAL, calls=1)
    ask(world.admin, paid, amount_minor=500)
    drain_outbox()
    session.expire_all()
    assert payment_of(paid.id).refund_trouble == "charge_disputed"
    [alert] = session.exec(select(Alert)).all()
    assert alert.kind is AlertKind.PAYMENT_TROUBLE
    assert "refuses to give money back" in alert_words.said(alert)


def test_a_payment_that_the_gateway_does_not_know_is_not_asked_about_for_ever(
    session, world, paid, drain_outbox
):
    payment = session.merge(payment_of(paid.id))
    payment.intent_ref, payment.page_ref = "pi_from_another_account", None
    session.commit()
    ask(world.admin, paid, amount_minor=500)
    drain_outbox()
    session.expire_all()
    assert payment_of(paid.id).refund_trouble == "resource_missing"
    assert [alert.kind for alert in session.exec(select(Alert))] == [AlertKind.PAYMENT_TROUBLE]


def test_support_may_help_but_a_viewer_may_not(session, world, fallen, drain_outbox):
    drain_outbox()
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)
    for command in (trouble.retry, trouble.to_credit):
        with pytest.raises(NotAllowed), db.transaction() as inner:
            command(inner, viewer, fallen.id)


def test_without_trouble_there_is_nothing_to_do(world, paid):
    for command in (trouble.retry, trouble.to_credit):
        with pytest.raises(DomainError), db.transaction() as inner:
            command(inner, world.admin, paid.id)


def test_what_comes_back_after_a_lost_dispute_is_still_owed(
    session, world, paid, settled, gateway, refund_of, take_in, drain_outbox
):
    """5.00 was given back, the bank took the rest by a dispute, then it sent the 5.00 back."""
    ask(world.admin, paid, amount_minor=500)
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, 500)
    told = gateway.control("disputes", payment=payment_of(paid.id).intent_ref)
    gateway.control("disputes/close", dispute=told["dispute"], won=False)
    take_in("charge.dispute.closed", None)
    gateway.control("refunds/fail", refund=refund_of(paid))
    take_in("refund.failed", None)
    drain_outbox()

    payment = payment_of(paid.id)
    assert payment.status is PaymentStatus.CHARGED_BACK
    assert (payment.refunded_minor, payment.disputed_minor) == (0, TOTAL - 500)
    assert moved(paid)[Kind.GATEWAY] == payment.held_minor == 500
    with db.transaction() as inner:
        endings.cancel_for_support(inner, world.admin, paid.id, reason="Fire")
        trouble.to_credit(inner, world.admin, paid.id)
    assert credit.balance(session, world.customer.user_id, "CHF") == 500
    assert Kind.CUSTOMER not in moved(paid), "not even until the next look at the disputes"
