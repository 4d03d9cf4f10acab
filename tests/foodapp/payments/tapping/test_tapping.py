"""Paying in one tap with a kept card, and everything that can come between."""

from uuid import UUID, uuid4

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.cards import wallet
from foodapp.cards.models import SavedCard
from foodapp.gateways.errors import Unavailable
from foodapp.kit import db
from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import endings, kitchen
from foodapp.orders.models import OrderStatus
from foodapp.payments import paying, polling, tapping
from foodapp.payments.models import PaymentStatus
from tests.fixtures.paying import client_of, submit_card
from tests.foodapp.cards.conftest import GOOD, mine
from tests.foodapp.payments.conftest import HELD, TOTAL, order_of, payment_of
from tests.foodapp.payments.tapping.conftest import intents_of

ASKS, DECLINES = "pm_card_authenticationRequired", "pm_card_chargeCustomerFail"


def test_one_tap_places_the_order(session, world, gateway, order, tap, drain_outbox):
    url = tap(order)
    assert url.endswith(f"/orders/{order.id}")
    payment = payment_of(order.id)
    assert (payment.status, payment.page_url, payment.card_key) == (
        PaymentStatus.AUTHORISED,
        None,
        None,
    )
    assert order_of(order.id).status is OrderStatus.PLACED
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, order.id, prep_minutes=20)
    drain_outbox()
    assert payment_of(order.id).captured_minor == TOTAL
    assert gateway.books_of(payment.intent_ref)["captured"] == TOTAL


def test_what_is_charged_is_what_the_payment_says(session, world, gateway, order, keep):
    """Which may be less than the order's total: part of it may be paid otherwise."""
    with db.transaction() as inner:
        _, payment = paying.begun(inner, world.customer, order.id)
        payment.amount_minor = 1234
    tapping.pay(world.customer, order.id, UUID(keep(world.customer).id))
    assert gateway.books_of(payment_of(order.id).intent_ref)["held"] == 1234


def test_the_messages_of_a_tap_change_nothing_more(
    session, world, gateway, inbox, order, tap, take_in
):
    tap(order)
    take_in(HELD, order)
    assert payment_of(order.id).status is PaymentStatus.AUTHORISED


def test_two_taps_are_one_charge(session, world, gateway, order, keep):
    card = UUID(keep(world.customer).id)
    first = tapping.pay(world.customer, order.id, card)
    assert tapping.pay(world.customer, order.id, card) == first
    assert len(intents_of(gateway, world.customer)) == 1


def test_the_bank_asks_and_its_answer_is_believed_from_the_gateway_alone(
    session, world, gateway, inbox, browser, order, tap, take_in
):
    bank = tap(order, ASKS)
    assert "/authenticate/" in bank
    assert tap(order, ASKS) == bank, "the same question, no second charge"
    assert paying.open_page(world.customer, order.id) == bank
    back = browser.post(bank, data={"answer": "complete"}).headers["location"]
    assert f"/orders/{order.id}?paid=1&" in back
    assert order_of(order.id).status is OrderStatus.AWAITING_PAYMENT, "the return proves nothing"
    take_in(HELD, order)
    assert order_of(order.id).status is OrderStatus.PLACED


def test_back_from_the_bank_the_gateway_is_asked_at_once(
    session, world, gateway, browser, order, tap
):
    browser.post(tap(order, ASKS), data={"answer": "complete"})
    gateway.forget_waiting_webhooks()
    polling.look_up_now(world.customer, order.id)
    assert order_of(order.id).status is OrderStatus.PLACED


def test_who_does_not_answer_the_bank_is_waited_for_and_then_let_go(
    session, world, gateway, order, tap, drain_outbox
):
    tap(order, ASKS)
    intent = payment_of(order.id).intent_ref
    polling.look_up_now(world.customer, order.id)
    assert order_of(order.id).status is OrderStatus.AWAITING_PAYMENT
    with db.transaction() as late:
        endings.payment_failed(late, PLATFORM, order.id, reason="abandoned")
    drain_outbox()
    assert payment_of(order.id).status is PaymentStatus.VOIDED
    assert client_of(gateway).v1.payment_intents.retrieve(intent).status == "canceled"


@pytest.mark.parametrize("tells", ["message", "look-up"])
def test_the_no_of_the_bank_leaves_the_page_as_a_way(
    session, world, gateway, inbox, browser, order, tap, take_in, tells
):
    browser.post(tap(order, ASKS), data={"answer": "fail"})
    if tells == "message":
        take_in("payment_intent.payment_failed", order)
    else:
        polling.look_up_now(world.customer, order.id)
    payment = payment_of(order.id)
    assert (payment.status, payment.page_url) == (PaymentStatus.OPEN, None)
    assert payment.failure == "authentication_required"
    assert len(payment.refused_intents) == 1
    paying.open_page(world.customer, order.id)
    submit_card(browser, payment_of(order.id).page_ref, GOOD)
    take_in(HELD, order)
    assert order_of(order.id).status is OrderStatus.PLACED
    assert payment_of(order.id).intent_ref not in payment.refused_intents


def test_a_card_that_says_no_is_one_sentence_and_the_page_is_there(
    session, world, gateway, inbox, browser, order, tap, take_in, drain_outbox
):
    with pytest.raises(tapping.CardSaidNo, match=r"said no to this card.*Nothing was charged"):
        tap(order, DECLINES)
    assert order_of(order.id).status is OrderStatus.AWAITING_PAYMENT
    paying.open_page(world.customer, order.id)
    submit_card(browser, payment_of(order.id).page_ref, GOOD)
    take_in(HELD, order)  # the late news of the declined try among it
    payment = payment_of(order.id)
    assert payment.status is PaymentStatus.AUTHORISED
    assert order_of(order.id).status is OrderStatus.PLACED
    with db.transaction() as inner:
        kitchen.reject(inner, world.staff, order.id, reason=next(iter(kitchen.REJECT_REASONS)))
    drain_outbox()
    assert payment_of(order.id).status is PaymentStatus.VOIDED


def test_another_kept_card_may_pay_after_one_said_no(session, world, gateway, order, tap):
    with pytest.raises(tapping.CardSaidNo):
        tap(order, DECLINES)
    tap(order, "pm_card_mastercard")
    assert order_of(order.id).status is OrderStatus.PLACED
    assert {one.status for one in intents_of(gateway, world.customer)} == {
        "requires_payment_method",
        "requires_capture",
    }


def test_who_tries_card_after_card_is_sent_to_the_page(session, world, gateway, order, tap):
    for _ in range(tapping.MAX_TRIES):
        with pytest.raises(tapping.CardSaidNo):
            tap(order, DECLINES)
    with pytest.raises(DomainError, match="payment page"):
        tap(order)
    assert paying.open_page(world.customer, order.id).startswith(gateway.url)


def test_a_card_the_gateway_no_longer_keeps_is_one_sentence_and_leaves_the_list(
    session, world, gateway, order, keep, drain_outbox
):
    card = keep(world.customer)
    with db.transaction() as inner:
        ref = inner.get_one(SavedCard, UUID(card.id)).ref
    client_of(gateway).v1.payment_methods.detach(ref)
    gateway.forget_waiting_webhooks()
    with pytest.raises(tapping.CardSaidNo):
        tapping.pay(world.customer, order.id, UUID(card.id))
    drain_outbox()
    assert mine(world.customer) == []
    assert paying.open_page(world.customer, order.id).startswith(gateway.url)


def test_only_ones_own_card_pays_and_only_ones_own_order(session, world, gateway, order, keep):
    mine_, theirs = keep(world.customer), keep(world.stranger, "pm_card_mastercard")
    for customer, card_id in (
        (world.customer, UUID(theirs.id)),
        (world.stranger, UUID(theirs.id)),
        (world.customer, uuid4()),
    ):
        with pytest.raises(NotFound):
            tapping.pay(customer, order.id, card_id)
    with db.transaction() as inner:
        wallet.remove(inner, world.customer, UUID(mine_.id))
    with pytest.raises(NotFound):
        tapping.pay(world.customer, order.id, UUID(mine_.id))
    assert intents_of(gateway, world.customer) == []


def test_an_expired_card_is_not_even_asked(session, world, gateway, order, keep):
    card = keep(world.customer)
    with db.transaction() as inner:
        inner.get_one(SavedCard, UUID(card.id)).exp_year = 2020
    with pytest.raises(tapping.CardSaidNo, match="has expired"):
        tapping.pay(world.customer, order.id, UUID(card.id))
    assert intents_of(gateway, world.customer) == []


def test_an_order_that_is_over_cannot_be_paid(session, world, gateway, order, keep):
    with db.transaction() as late:
        endings.payment_failed(late, PLATFORM, order.id, reason="abandoned")
    with pytest.raises(paying.NothingToPay):
        tapping.pay(world.customer, order.id, UUID(keep(world.customer).id))


def test_an_open_page_is_the_one_way_to_pay(session, world, gateway, order, tap):
    page = paying.open_page(world.customer, order.id)
    assert tap(order) == page
    assert intents_of(gateway, world.customer) == []


def test_a_card_is_kept_while_paying_if_its_owner_wants_it(
    session, world, gateway, inbox, browser, order, take_in, drain_outbox
):
    tapping.start(world.customer, order.id, save_card=True)
    submit_card(browser, payment_of(order.id).page_ref, GOOD)
    take_in(HELD, order)
    gateway.forget_waiting_webhooks()  # the hold itself says that there is a card
    drain_outbox()
    assert [card.name for card in mine(world.customer)] == ["Visa ending in 4242"]


def test_a_card_is_not_kept_if_nobody_asked(
    session, world, gateway, inbox, browser, order, take_in, drain_outbox, keep
):
    keep(world.customer, "pm_card_mastercard")
    tapping.start(world.customer, order.id)
    submit_card(browser, payment_of(order.id).page_ref, GOOD)
    take_in(HELD, order)
    drain_outbox()
    assert [card.name for card in mine(world.customer)] == ["Mastercard ending in 4444"]


def test_who_changes_their_mind_about_keeping_gets_a_page_that_does_not(
    session, world, gateway, order
):
    gateway.fault("drop_after_commit", match="POST /v1/checkout/sessions", calls=3)
    with pytest.raises(Unavailable):
        paying.open_page(world.customer, order.id, save_card=True)
    paying.open_page(world.customer, order.id)
    page = client_of(gateway).v1.checkout.sessions.retrieve(payment_of(order.id).page_ref)
    assert (page.customer, payment_of(order.id).save_card) == (None, False)


def test_where_no_cards_are_kept_the_wish_is_passed_over(session, world, gateway, order):
    with db.transaction() as inner:
        _, payment = paying.begun(inner, world.customer, order.id)
        payment.gateway, payment.currency = "razorpay", "INR"
    paying.open_page(world.customer, order.id, save_card=True)
    assert payment_of(order.id).save_card is False
