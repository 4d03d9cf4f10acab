"""What was stored before an upgrade is carried out after it."""

from uuid import uuid4

import pytest
from sqlmodel import col, select

from foodapp.alerts.models import Alert
from foodapp.kit import clock, db
from foodapp.kit.outbox import OutboxEntry
from foodapp.orders import endings
from foodapp.payments import paying
from foodapp.payments.events import DisputeOpened, PaymentUnsettled
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.purchases import starting
from foodapp.reactions import names_of
from tests.fixtures.world import start_order
from tests.foodapp.payments.conftest import payment_of


def store(session, event, paid_id, **facts):
    """As the program of before wrote it: order_id is what is paid, an order or a purchase."""
    entry = OutboxEntry(
        event=event,
        payload={"order_id": str(paid_id), **facts},
        reactions=names_of(event),
        send_again_at=clock.now(),
    )
    session.add(entry)
    session.commit()
    return entry


def forget_waiting(session):
    for entry in session.exec(select(OutboxEntry).where(col(OutboxEntry.done_at).is_(None))):
        entry.done_at = clock.now()
    session.commit()


def test_an_entry_that_names_the_order_settles_its_payment(session, world, unpaid, drain_outbox):
    with db.transaction() as inner:
        endings.cancel(inner, world.customer, unpaid.id, agreed_fee_minor=0)
    forget_waiting(session)
    store(session, "PaymentUnsettled", unpaid.id)
    assert drain_outbox() > 0
    session.expire_all()
    assert payment_of(unpaid.id).status is PaymentStatus.FAILED
    assert payment_of(unpaid.id).page_url is None, "closed"


def test_an_entry_that_names_a_purchase_settles_its_payment(session, world, gateway, drain_outbox):
    card = starting.gift_card(session, world.customer, uuid4(), amount_minor=2500, currency="CHF")
    session.commit()
    paying.open_page(world.customer, card.id)
    card.created_at -= starting.UNPAID_AFTER
    session.commit()
    assert starting.abandon(session) == 1
    session.commit()
    forget_waiting(session)
    store(session, "PaymentUnsettled", card.id)
    drain_outbox()
    session.expire_all()
    payment = session.exec(select(Payment).where(Payment.purchase_id == card.id)).one()
    assert (payment.status, payment.page_url) == (PaymentStatus.FAILED, None)


def test_an_entry_about_what_nobody_began_to_pay_is_done_without_an_effect(
    session, world, drain_outbox
):
    order = start_order(session, world)
    session.commit()
    entry = store(session, "PaymentUnsettled", order.id)
    assert drain_outbox() == 1
    session.refresh(entry)
    assert entry.done_at is not None


def test_an_alert_that_waited_says_which_order_it_is_about(session, unpaid, drain_outbox):
    facts = {"amount_minor": 500, "currency": "CHF", "reason": "fraudulent"}
    store(session, "DisputeOpened", unpaid.id, **facts)
    drain_outbox()
    [alert] = session.exec(select(Alert)).all()
    assert alert.order_id == unpaid.id


@pytest.mark.parametrize("kind", [PaymentUnsettled, DisputeOpened])
def test_what_is_recorded_now_names_the_payment(kind):
    assert "order_id" not in kind.model_fields
    assert kind.model_fields["payment_id"].is_required()
