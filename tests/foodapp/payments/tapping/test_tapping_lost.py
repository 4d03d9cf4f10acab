"""A tap whose end nobody hears of: lost answers, slow banks, orders that end meanwhile."""

from datetime import timedelta
from uuid import UUID

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.cards import saving, syncing
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock, db, outbox
from foodapp.orders import endings
from foodapp.orders.models import OrderStatus
from foodapp.payments import paying, polling, tapping
from foodapp.payments.events import HoldStrayed
from foodapp.payments.models import PaymentStatus
from tests.fixtures.paying import client_of, submit_card
from tests.foodapp.cards.conftest import account_of, mine
from tests.foodapp.payments.conftest import order_of, payment_of
from tests.foodapp.payments.tapping.conftest import SLOW, ask_much_later, change, intents_of

INTENTS = "POST /v1/payment_intents"
DECLINES = "pm_card_chargeCustomerFail"


@pytest.mark.parametrize(
    "fault", ["drop_after_commit", "drop_before_commit", "500_after_commit", "409", "429"]
)
def test_a_tap_whose_answer_was_lost_is_one_charge(session, world, gateway, order, tap, fault):
    gateway.fault(fault, match=INTENTS, calls=2)
    tap(order)
    assert order_of(order.id).status is OrderStatus.PLACED
    assert len(intents_of(gateway, world.customer)) == 1


def lost(gateway, tap, order, fault="drop_after_commit"):
    """A tap that is never answered."""
    gateway.fault(fault, match=INTENTS, calls=3)
    with pytest.raises(Unavailable):
        tap(order)
    gateway.behave()
    gateway.forget_waiting_webhooks()


def test_a_charge_that_nobody_heard_of_again_is_found_by_looking(
    session, world, gateway, order, tap
):
    lost(gateway, tap, order)
    change(order, looked_up_at=clock.now() - timedelta(minutes=2))
    polling.look_up_open()
    payment = payment_of(order.id)
    assert (payment.status, payment.card_key) == (PaymentStatus.AUTHORISED, None)
    assert order_of(order.id).status is OrderStatus.PLACED


def test_a_tap_after_a_lost_answer_is_the_same_charge(session, world, gateway, order, tap):
    lost(gateway, tap, order)
    tap(order)
    assert order_of(order.id).status is OrderStatus.PLACED
    assert len(intents_of(gateway, world.customer)) == 1


@pytest.mark.parametrize("way", ["page", "another card"])
def test_no_second_way_is_opened_while_the_first_may_have_paid(
    session, world, gateway, order, tap, way
):
    """Money is held already: it pays the order, whatever was chosen next."""
    lost(gateway, tap, order)
    if way == "page":
        with pytest.raises(paying.NothingToPay):
            paying.open_page(world.customer, order.id)
    else:
        assert tap(order, "pm_card_mastercard").endswith(str(order.id))
    assert order_of(order.id).status is OrderStatus.PLACED
    assert len(intents_of(gateway, world.customer)) == 1


def test_a_charge_that_may_still_be_on_its_way_is_waited_for(session, world, gateway, order, tap):
    lost(gateway, tap, order, "drop_before_commit")
    with pytest.raises(Unavailable):
        paying.open_page(world.customer, order.id)
    ask_much_later(order)
    assert payment_of(order.id).card_key is None, "it never arrived"
    assert paying.open_page(world.customer, order.id).startswith(gateway.url)


@pytest.mark.parametrize(
    ("fault", "ends"),
    [("drop_after_commit", PaymentStatus.VOIDED), ("drop_before_commit", PaymentStatus.FAILED)],
)
def test_an_order_that_ends_before_the_answer_keeps_no_money(
    session, world, gateway, order, tap, drain_outbox, fault, ends
):
    lost(gateway, tap, order, fault)
    with db.transaction() as late:
        endings.payment_failed(late, PLATFORM, order.id, reason="abandoned")
    drain_outbox()
    ask_much_later(order)
    with db.transaction() as inner:
        polling.doubt_unsettled(inner)
    drain_outbox()
    assert payment_of(order.id).status is ends
    assert all(one.amount_capturable == 0 for one in intents_of(gateway, world.customer))


def test_a_slow_bank_is_waited_for(session, world, gateway, browser, order):
    saving.open_page(world.customer)
    submit_card(browser, account_of(world.customer).page_ref, SLOW)
    syncing.look_up_now(world.customer)
    card = UUID(mine(world.customer)[0].id)

    url = tapping.pay(world.customer, order.id, card)

    assert url.endswith("?paid=1")
    assert order_of(order.id).status is OrderStatus.AWAITING_PAYMENT
    with pytest.raises(paying.BankThinks):
        tapping.pay(world.customer, order.id, card)
    with pytest.raises(paying.BankThinks):
        paying.open_page(world.customer, order.id)
    gateway.control("clock", shift_s=660)
    polling.look_up_now(world.customer, order.id)
    gateway.control("clock", shift_s=-660)
    assert order_of(order.id).status is OrderStatus.PLACED


def test_a_hold_by_a_try_that_was_over_is_given_back(
    session, world, gateway, order, tap, drain_outbox
):
    with pytest.raises(tapping.CardSaidNo):
        tap(order, DECLINES)
    [over] = payment_of(order.id).refused_intents
    client_of(gateway).v1.payment_intents.confirm(over, {"payment_method": "pm_card_visa"})
    change(order, intent_ref=over)  # as if we were about to look at it
    polling.look_up_now(world.customer, order.id)
    assert order_of(order.id).status is OrderStatus.AWAITING_PAYMENT
    with db.transaction() as inner:
        assert [event.intent_ref for event in outbox.recorded(inner, HoldStrayed)] == [over]
    drain_outbox()
    assert client_of(gateway).v1.payment_intents.retrieve(over).status == "canceled"
