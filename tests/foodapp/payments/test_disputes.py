"""A customer's bank wants money back: told, withheld, won or lost; found when nobody tells."""

from dataclasses import replace

import pytest
from sqlmodel import select

from foodapp.alerts.models import Alert, AlertKind
from foodapp.gateways import registry
from foodapp.gateways.protocol import DisputeStatus
from foodapp.kit import db
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payments import disputes
from foodapp.payments.locking import lock
from foodapp.payments.models import Dispute, PaymentStatus
from tests.foodapp.payments.conftest import TOTAL, moved, payment_of


@pytest.fixture
def disputed(session, paid, gateway, take_in, drain_outbox):
    """Cy's order, and the gateway's name of the dispute about it."""
    told = gateway.control("disputes", payment=payment_of(paid.id).intent_ref, reason="fraudulent")
    take_in("charge.dispute.funds_withdrawn", None)
    drain_outbox()
    session.expire_all()
    return paid, told["dispute"]


def kinds(session):
    return {alert.kind for alert in session.exec(select(Alert))}


def test_an_open_dispute_withholds_the_money_and_an_admin_is_told(session, disputed):
    order, ref = disputed
    payment = payment_of(order.id)
    assert (payment.status, payment.disputed_minor) == (PaymentStatus.DISPUTED, TOTAL)
    assert payment.disputed_at is not None
    assert moved(order).get(Kind.GATEWAY, 0) == 0
    row = session.get_one(Dispute, ("stripe", ref))
    assert (row.status, row.amount_minor, row.reason) == (DisputeStatus.OPEN, TOTAL, "fraudulent")
    assert row.answer_by is not None
    assert AlertKind.DISPUTE_OPENED in kinds(session)


@pytest.mark.parametrize(
    ("won", "status", "held"),
    [(True, PaymentStatus.CAPTURED, TOTAL), (False, PaymentStatus.CHARGED_BACK, 0)],
)
def test_a_dispute_ends_once(session, disputed, gateway, take_in, drain_outbox, won, status, held):
    order, ref = disputed
    gateway.control("disputes/close", dispute=ref, won=won)
    take_in("charge.dispute.closed", None)
    drain_outbox()
    session.expire_all()
    payment = payment_of(order.id)
    assert (payment.status, payment.held_minor) == (status, held)
    assert moved(order).get(Kind.GATEWAY, 0) == held
    assert Kind.CUSTOMER not in moved(order), "nobody owes what a bank has taken back for good"
    assert moved(order).get(Kind.GATEWAY_COSTS, 0) == TOTAL - held
    assert session.get_one(Dispute, ("stripe", ref)).ended_at is not None
    assert AlertKind.DISPUTE_ENDED in kinds(session)


def test_a_dispute_that_nobody_told_is_found_by_looking(session, paid, gateway, drain_outbox):
    gateway.control("disputes", payment=payment_of(paid.id).intent_ref)
    gateway.forget_waiting_webhooks()
    disputes.look_up()
    session.expire_all()
    assert payment_of(paid.id).status is PaymentStatus.DISPUTED


def test_a_dispute_in_another_currency_changes_nothing(session, paid, gateway):
    gateway.control("disputes", payment=payment_of(paid.id).intent_ref)
    [told] = [
        one
        for one in registry.gateway("stripe").disputes(paid.created_at)
        if one.intent_ref == payment_of(paid.id).intent_ref
    ]
    with db.transaction() as inner:
        order, payment = lock(inner, paid.id)
        said = disputes.take_in(inner, order, payment, replace(told, currency="USD"))
    assert said == "wrong currency"
    assert payment_of(paid.id).status is PaymentStatus.CAPTURED
