"""A card is saved on the gateway's page, and known here by what the gateway says."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.cards import saving, syncing, wallet
from foodapp.cards.models import CardAccount, SavedCard
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from tests.fixtures.paying import client_of, submit_card
from tests.foodapp.cards.conftest import ASKS_ALWAYS, GOOD, account_of, mine


def submit(browser, customer, number=GOOD, **fields):
    page_ref = account_of(customer).page_ref
    assert page_ref
    return submit_card(browser, page_ref, number, **fields)


def test_a_saved_card_is_shown_when_the_gateway_says_so(
    session, world, gateway, inbox, browser, take_in, drain_outbox
):
    url = saving.open_page(world.customer)
    assert url.startswith(gateway.url)
    answer = submit(browser, world.customer, expiry="03 / 31")
    assert answer.headers["location"].endswith("/account?card=saved")
    assert mine(world.customer) == [], "the return proves nothing"

    take_in("checkout.session.completed", None)
    drain_outbox()

    [card] = mine(world.customer)
    assert (card.name, card.expiry) == ("Visa ending in 4242", "03/31")
    assert (card.is_default, card.is_expired) == (True, False)
    account = account_of(world.customer)
    assert (account.page_ref, account.page_url) == (None, None)
    assert mine(world.stranger) == []


def test_no_card_number_is_ever_stored(session, world, gateway, browser):
    saving.open_page(world.customer)
    submit(browser, world.customer)
    syncing.look_up_now(world.customer)
    with db.transaction() as inner:
        rows = [*inner.exec(select(SavedCard)), *inner.exec(select(CardAccount))]
    assert len(rows) == 2
    assert GOOD not in str([row.model_dump() for row in rows])


def test_the_page_is_opened_once_while_it_is_open(session, world, gateway):
    first = saving.open_page(world.customer)
    assert saving.open_page(world.customer) == first
    assert saving.open_page(world.stranger) != first


def test_a_page_that_is_nearly_over_is_not_handed_out_again(session, world, gateway):
    first = saving.open_page(world.customer)
    with db.transaction() as inner:
        account = inner.exec(select(CardAccount)).one()
        account.page_asked_at = clock.now() - timedelta(minutes=31)
    assert saving.open_page(world.customer) != first


@pytest.mark.parametrize("fault", ["drop_after_commit", "drop_before_commit", "500_after_commit"])
@pytest.mark.parametrize("match", ["POST /v1/customers", "POST /v1/checkout/sessions"])
def test_an_answer_that_was_lost_makes_nothing_twice(session, world, gateway, fault, match):
    gateway.fault(fault, match=match, calls=2)
    url = saving.open_page(world.customer)
    account = account_of(world.customer)
    assert url == account.page_url
    listed = client_of(gateway).v1.customers.list({"limit": 100}).data
    theirs = [one.id for one in listed if one.metadata["customer_id"] == str(account.user_id)]
    assert theirs == [account.ref]


def test_a_gateway_that_is_away_is_said_and_asked_again_later(session, world, gateway):
    gateway.fault("drop_before_commit", match="POST /v1/checkout/sessions", calls=3)
    with pytest.raises(Unavailable, match="Please try again"):
        saving.open_page(world.customer)
    assert saving.open_page(world.customer).startswith(gateway.url)


def test_a_card_whose_message_was_lost_is_found_by_looking(session, world, gateway, browser):
    saving.open_page(world.customer)
    submit(browser, world.customer)
    gateway.forget_waiting_webhooks()
    syncing.look_up_open()
    assert mine(world.customer) == [], "not asked every second"
    with db.transaction() as inner:
        inner.exec(select(CardAccount)).one().looked_up_at = clock.now() - timedelta(minutes=1)
    syncing.look_up_open()
    assert len(mine(world.customer)) == 1


def test_back_from_the_page_the_gateway_is_asked_at_once(session, world, gateway, browser):
    saving.open_page(world.customer)
    submit(browser, world.customer)
    gateway.forget_waiting_webhooks()
    syncing.look_up_now(world.customer)
    assert len(mine(world.customer)) == 1


def test_a_gateway_that_is_away_when_we_look_changes_nothing(session, world, gateway, keep):
    keep(world.customer)
    saving.open_page(world.customer)
    gateway.fault("drop_before_commit", match="GET /v1/*", calls=9)
    syncing.look_up_now(world.customer)
    assert len(mine(world.customer)) == 1
    assert account_of(world.customer).page_url


def test_a_page_that_expired_makes_room_for_another(
    session, world, gateway, inbox, take_in, drain_outbox
):
    first = saving.open_page(world.customer)
    client_of(gateway).v1.checkout.sessions.expire(account_of(world.customer).page_ref)
    take_in("checkout.session.expired", None)
    drain_outbox()
    assert account_of(world.customer).page_url is None
    assert saving.open_page(world.customer) != first
    assert mine(world.customer) == []


def test_the_bank_may_ask_first_and_its_no_saves_nothing(session, world, gateway, browser):
    saving.open_page(world.customer)
    bank = submit(browser, world.customer, ASKS_ALWAYS).headers["location"]
    browser.post(bank, data={"answer": "fail"})
    syncing.look_up_now(world.customer)
    assert mine(world.customer) == []
    assert account_of(world.customer).page_url, "another card may be tried there"


def test_ten_cards_are_enough(session, world, gateway, keep):
    now = clock.now()
    for number in range(wallet.MAX):
        session.add(
            SavedCard(
                user_id=world.customer.user_id,
                gateway="stripe",
                ref=f"pm_{number}",
                brand="visa",
                last_four=f"{number:04d}",
                exp_month=12,
                exp_year=now.year + 1,
            )
        )
    session.commit()
    with pytest.raises(DomainError, match="You can keep 10 cards"):
        saving.open_page(world.customer)


def test_a_customer_whom_the_gateway_has_lost_gets_a_new_name(session, world, gateway):
    with db.transaction() as inner:
        account = CardAccount(user_id=world.customer.user_id, gateway="stripe", ref="cus_gone")
        inner.add(account)
    with pytest.raises(DomainError):
        saving.open_page(world.customer)
    assert saving.open_page(world.customer).startswith(gateway.url)
    assert account_of(world.customer).ref != "cus_gone"


def test_where_rupees_are_paid_no_card_is_saved(session, world, gateway, monkeypatch):
    monkeypatch.setattr(saving.registry, "name_for", lambda currency: "razorpay")
    assert saving.gateway_of_cards() is None
    with pytest.raises(DomainError, match="cannot be saved"):
        saving.open_page(world.customer)
