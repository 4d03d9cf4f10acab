"""From the payment page to a placed order, and what happens when it does not get there."""

import json
import time
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock, db
from foodapp.kit.errors import NotFound
from foodapp.orders import endings, timing
from foodapp.orders.models import OrderStatus
from foodapp.payments import paying, polling
from foodapp.payments.models import GatewayCall, PaymentStatus, WebhookEvent
from foodapp.restaurants import pausing
from tests.fixtures.world import start_order
from tests.foodapp.payments.conftest import order_of, payment_of, post_webhook

HELD = "payment_intent.amount_capturable_updated"


def test_a_paid_page_places_the_order(session, gateway, inbox, unpaid, pay, take_in):
    assert pay(unpaid).status_code == 303
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT, "the return proves nothing"

    take_in(HELD, unpaid)

    session.expire_all()
    payment = payment_of(unpaid.id)
    assert (payment.status, payment.page_url) == (PaymentStatus.AUTHORISED, None)
    assert order_of(unpaid.id).status is OrderStatus.PLACED


def test_the_page_is_opened_once_and_only_for_its_customer(session, world, gateway, unpaid):
    first = payment_of(unpaid.id).page_url
    assert paying.open_page(world.customer, unpaid.id) == first
    with pytest.raises(NotFound):
        paying.open_page(world.stranger, unpaid.id)
    assert session.exec(select(GatewayCall)).one().answer == {
        "page": payment_of(unpaid.id).page_ref
    }


@pytest.mark.parametrize("fault", ["drop_after_commit", "drop_before_commit", "500_after_commit"])
def test_a_page_whose_answer_was_lost_is_the_same_page(session, world, gateway, fault):
    order = start_order(session, world)
    session.commit()
    gateway.fault(fault, match="POST /v1/checkout/sessions", calls=2)
    url = paying.open_page(world.customer, order.id)
    session.expire_all()
    assert url.endswith(payment_of(order.id).page_ref)


def test_a_gateway_that_is_away_is_said_in_a_sentence_and_asked_again_later(
    session, world, gateway
):
    order = start_order(session, world)
    session.commit()
    gateway.fault("drop_before_commit", match="POST /v1/checkout/sessions", calls=3)
    with pytest.raises(Unavailable, match="Please try again"):
        paying.open_page(world.customer, order.id)
    assert paying.open_page(world.customer, order.id).startswith(gateway.url)


def test_a_declined_card_leaves_the_page_open_for_another(session, inbox, unpaid, pay, take_in):
    pay(unpaid, "4000000000009995")
    take_in("payment_intent.payment_failed", unpaid)
    session.expire_all()
    assert payment_of(unpaid.id).failure == "insufficient_funds"
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT

    pay(unpaid)
    take_in(HELD, unpaid)
    session.expire_all()
    assert payment_of(unpaid.id).failure == ""
    assert order_of(unpaid.id).status is OrderStatus.PLACED


def test_an_expired_page_ends_the_order(session, gateway, inbox, unpaid, take_in):
    gateway.control("clock", shift_s=3600)
    take_in("checkout.session.expired", unpaid)
    gateway.control("clock", shift_s=-3600)
    session.expire_all()
    assert payment_of(unpaid.id).status is PaymentStatus.FAILED
    assert order_of(unpaid.id).status is OrderStatus.UNPAID


def test_a_webhook_that_never_came_is_found_by_looking(session, gateway, unpaid, pay):
    pay(unpaid)
    polling.look_up_open()
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT, "not asked every second"
    payment = payment_of(unpaid.id)
    payment.looked_up_at = clock.now() - timedelta(seconds=30)
    session.add(payment)
    session.commit()

    polling.look_up_open()

    session.expire_all()
    assert order_of(unpaid.id).status is OrderStatus.PLACED


def test_a_message_counts_once(session, gateway, inbox, unpaid, pay, take_in):
    gateway.fault("duplicate", target="webhook", match=HELD, seconds=0)
    pay(unpaid)
    take_in("checkout.session.completed", unpaid)
    take_in_again = [event.event_id for event in session.exec(select(WebhookEvent))]
    assert len(take_in_again) == len(set(take_in_again))
    session.expire_all()
    assert order_of(unpaid.id).status is OrderStatus.PLACED


@pytest.mark.parametrize("fault", ["bad_signature", "old_timestamp", "wrong_account", "live_mode"])
def test_a_message_of_a_stranger_changes_nothing(session, gateway, inbox, unpaid, pay, fault):
    gateway.fault(fault, target="webhook", calls=99)
    pay(unpaid)
    give_up = time.monotonic() + 60
    while len(inbox.arrived) < 3:
        assert time.monotonic() < give_up, inbox.arrived
        time.sleep(0.05)
    for body, signature in inbox.arrived:
        assert post_webhook(body, signature).status_code == 400
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT
    assert session.exec(select(WebhookEvent)).all() == []


@pytest.mark.parametrize(
    ("fault", "effect"), [("wrong_amount", "wrong amount"), ("wrong_currency", "wrong currency")]
)
def test_a_message_about_other_money_changes_nothing(
    session, gateway, inbox, unpaid, pay, take_in, fault, effect
):
    gateway.fault(fault, target="webhook", calls=99)
    pay(unpaid)
    take_in(HELD, unpaid)
    session.expire_all()
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT
    assert effect in {event.effect for event in session.exec(select(WebhookEvent))}


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe", b"[]", b'{"a":' + b"1" * 600_000])
def test_nonsense_is_refused(body, gateway, session):
    assert post_webhook(body, "t=1,v1=00").status_code in (400, 413)
    assert json.loads(post_webhook(body, "").content)["error"]


def test_a_hold_that_comes_after_the_order_ended_is_released_by_itself(
    session, gateway, inbox, unpaid, pay, take_in, drain_outbox
):
    pay(unpaid)
    with db.transaction() as late:
        endings.payment_failed(late, PLATFORM, unpaid.id, reason="abandoned")
    take_in(HELD, unpaid)
    drain_outbox()
    session.expire_all()
    payment = payment_of(unpaid.id)
    assert payment.status is PaymentStatus.VOIDED
    assert order_of(unpaid.id).status is OrderStatus.UNPAID
    assert gateway.books_of(payment.intent_ref)["held"] == 0


def test_the_page_of_an_abandoned_order_is_closed(
    session, gateway, inbox, unpaid, pay, drain_outbox
):
    with db.transaction() as late:
        endings.payment_failed(late, PLATFORM, unpaid.id, reason="abandoned")
    drain_outbox()
    session.expire_all()
    assert payment_of(unpaid.id).status is PaymentStatus.FAILED
    assert pay(unpaid).status_code == 410


def test_the_page_of_a_time_that_is_over_is_not_opened_again(session, world, gateway, unpaid):
    """Chosen hours ago, and left on the payment page."""
    unpaid.requested_for = clock.now() + timedelta(minutes=10)
    session.commit()
    with pytest.raises(timing.NoLongerThen, match="too soon now"):
        paying.open_page(world.customer, unpaid.id)
    unpaid.requested_for = clock.now() - timedelta(minutes=1)
    session.commit()
    with pytest.raises(timing.NoLongerThen, match="has passed"):
        paying.open_page(world.customer, unpaid.id)
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT


def test_nor_of_a_restaurant_that_has_paused_meanwhile(session, world, gateway, unpaid):
    pausing.pause(session, world.staff, minutes=30)
    session.commit()
    with pytest.raises(timing.NoLongerThen):
        paying.open_page(world.customer, unpaid.id)
    pausing.resume(session, world.staff)
    session.commit()
    assert paying.open_page(world.customer, unpaid.id) == payment_of(unpaid.id).page_url
