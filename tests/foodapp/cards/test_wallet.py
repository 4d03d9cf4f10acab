"""The cards of a customer: theirs alone, one of them first, gone for ever when removed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from foodapp.accounts.credentials.events import AccountClaimed
from foodapp.cards import syncing, wallet
from foodapp.cards.events import CardRemoved, CardsDoubted
from foodapp.cards.models import SavedCard
from foodapp.gateways import registry
from foodapp.gateways.errors import Refused, Unavailable
from foodapp.kit import clock, db
from foodapp.kit.errors import NotFound
from tests.fixtures.paying import client_of
from tests.foodapp.cards.conftest import account_of, at_the_gateway, look_up, mine


def do(command, *args):
    with db.transaction() as session:
        return command(session, *args)


def names(customer):
    return [card.name for card in mine(customer)]


@pytest.fixture
def two(world, keep):
    """Visa came first, so it is the one Cy pays with; Mastercard came later."""
    visa, mastercard = keep(world.customer), keep(world.customer, "pm_card_mastercard")
    return UUID(visa.id), UUID(mastercard.id)


def test_the_first_card_comes_first_until_its_owner_says_otherwise(world, two):
    _, mastercard = two
    assert names(world.customer) == ["Visa ending in 4242", "Mastercard ending in 4444"]
    do(wallet.pay_first_with, world.customer, mastercard)
    assert names(world.customer) == ["Mastercard ending in 4444", "Visa ending in 4242"]
    assert [card.is_default for card in mine(world.customer)] == [True, False]


def test_a_removed_card_is_gone_here_at_once_and_at_the_gateway_soon(
    session, world, gateway, two, drain_outbox
):
    visa, mastercard = two
    do(wallet.remove, world.customer, visa)
    [left] = mine(world.customer)
    assert (left.id, left.is_default) == (str(mastercard), True)
    assert len(at_the_gateway(gateway, world.customer)) == 2
    drain_outbox()
    with db.transaction() as inner:
        assert at_the_gateway(gateway, world.customer) == [inner.get_one(SavedCard, mastercard).ref]
        assert inner.get_one(SavedCard, visa).forgotten_at is not None


def test_a_removed_card_does_not_come_back(session, world, gateway, two):
    """Before the worker has told the gateway, the gateway still lists it."""
    do(wallet.remove, world.customer, two[0])
    look_up(world.customer)
    assert names(world.customer) == ["Mastercard ending in 4444"]


@pytest.mark.parametrize("fault", ["drop_after_commit", "500_after_commit", "500_kept"])
def test_a_card_is_forgotten_once_whatever_happens_to_the_answer(
    session, world, gateway, two, drain_outbox, fault
):
    do(wallet.remove, world.customer, two[0])
    gateway.fault(fault, match="POST /v1/payment_methods/*/detach", calls=2)
    if fault == "500_kept":
        with pytest.raises(Refused):
            drain_outbox()
    else:
        drain_outbox()
        assert len(at_the_gateway(gateway, world.customer)) == 1


def test_a_card_that_the_gateway_has_lost_already_is_forgotten(
    session, world, gateway, two, drain_outbox
):
    with db.transaction() as inner:
        ref = inner.get_one(SavedCard, two[0]).ref
    client_of(gateway).v1.payment_methods.detach(ref)
    do(wallet.remove, world.customer, two[0])
    drain_outbox()
    with db.transaction() as inner:
        assert inner.get_one(SavedCard, two[0]).forgotten_at is not None


def test_what_is_removed_at_the_gateway_is_removed_here(
    session, world, gateway, inbox, two, take_in, drain_outbox
):
    with db.transaction() as inner:
        ref = inner.get_one(SavedCard, two[0]).ref
    client_of(gateway).v1.payment_methods.detach(ref)
    take_in("payment_method.detached", None)
    drain_outbox()
    assert names(world.customer) == ["Mastercard ending in 4444"]


def test_a_look_that_began_before_a_card_was_saved_does_not_remove_it(session, world, gateway, two):
    account = account_of(world.customer)
    long_ago = clock.now() - timedelta(minutes=5)
    look = syncing.Look(account.user_id, "stripe", account.ref or "", "", long_ago)
    do(syncing.take_over, syncing.Seen(look, [], page_open=False))
    assert len(mine(world.customer)) == 2
    do(syncing.take_over, syncing.Seen(replace(look, began_at=clock.now()), [], page_open=False))
    assert mine(world.customer) == []


def test_a_card_that_was_saved_twice_is_kept_once(session, world, gateway, keep, drain_outbox):
    keep(world.customer)
    newer = keep(world.customer)
    [only] = mine(world.customer)
    assert (only.id, only.is_default) == (newer.id, True)
    drain_outbox()
    assert len(at_the_gateway(gateway, world.customer)) == 1


def test_a_new_card_under_the_old_name_is_shown_as_it_is_now(session, world, gateway, two):
    seen = syncing.LOOK_UP.call(
        syncing.Look(
            world.customer.user_id,
            "stripe",
            account_of(world.customer).ref or "",
            "",
            clock.now(),
        ),
        "",
    )
    renewed = [replace(card, last_four="1111", exp_year=2040) for card in seen.cards]
    do(syncing.take_over, replace(seen, cards=renewed))
    assert [(card.short, card.expiry) for card in mine(world.customer)] == [
        ("Visa •• 1111", "12/40"),
        ("Mastercard •• 1111", "12/40"),
    ]


def test_an_expired_card_is_shown_but_cannot_pay(session, world, two):
    with db.transaction() as inner:
        card = inner.get_one(SavedCard, two[0])
        last_month = clock.now().replace(day=1) - timedelta(days=1)
        card.exp_month, card.exp_year = last_month.month, last_month.year
    assert [card.is_expired for card in mine(world.customer)] == [True, False]
    able = do(wallet.usable, world.customer, "CHF")
    assert [card.name for card in able] == ["Mastercard ending in 4444"]


def test_a_card_is_good_to_the_end_of_its_month():
    now = clock.now()
    facts = {"user_id": uuid4(), "gateway": "stripe", "ref": "x", "brand": "visa"}
    card = SavedCard(**facts, last_four="4242", exp_month=now.month, exp_year=now.year)
    assert not card.is_expired(now)


@pytest.mark.parametrize("command", [wallet.get, wallet.remove, wallet.pay_first_with])
def test_somebody_elses_card_is_not_there(session, world, two, command):
    for card_id in (two[0], uuid4()):
        with pytest.raises(NotFound, match="We could not find that card"):
            do(command, world.stranger, card_id)
    assert len(mine(world.customer)) == 2
    do(wallet.remove, world.customer, two[0])
    with pytest.raises(NotFound):
        do(command, world.customer, two[0])


def test_rupees_are_paid_without_saved_cards(session, world, two):
    assert do(wallet.usable, world.customer, "INR") == []
    assert len(do(wallet.usable, world.customer, "EUR")) == 2
    with pytest.raises(LookupError, match="keeps no cards"):
        registry.vault("razorpay")


def test_a_message_about_somebody_we_do_not_know_changes_nothing(session, world):
    assert do(syncing.doubted, "stripe", "cus_of_a_stranger") == syncing.UNTOLD


def test_the_worker_asks_again_when_the_gateway_is_away(session, world, gateway, two):
    do(wallet.remove, world.customer, two[0])
    gateway.fault("drop_before_commit", match="POST /v1/payment_methods/*", calls=9)
    event = CardRemoved(card_id=two[0])
    with db.transaction() as inner:
        ask = wallet.FORGET.prepare(inner, event)
    with pytest.raises(Unavailable):
        wallet.FORGET.call(ask, "")
    gateway.behave()
    wallet.FORGET.call(ask, "")
    with db.transaction() as inner:
        wallet.FORGET.finish(inner, event, None)
        assert wallet.FORGET.prepare(inner, event) is None, "once"


def test_who_never_had_a_name_at_the_gateway_is_not_asked_for(session, world):
    event = CardsDoubted(customer_id=world.stranger.user_id, gateway="stripe")
    with db.transaction() as inner:
        assert syncing.LOOK_UP.prepare(inner, event) is None


def test_the_cards_of_whoever_made_an_account_are_not_its_holders(session, world, two, keep):
    claimed = AccountClaimed(user_id=world.customer.user_id, at=clock.now())
    own = keep(world.customer, "pm_card_amex")  # the holder's, saved before this was heard
    do(wallet.forget_makers, claimed)
    assert [card.id for card in mine(world.customer)] == [own.id]
    do(wallet.forget_makers, claimed)
    assert len(mine(world.customer)) == 1
