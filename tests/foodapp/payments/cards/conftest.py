"""Cy's cards at the test gateway."""

from collections.abc import Callable

import httpx
import pytest

from foodapp.kit import db
from foodapp.payments.cards import accounts, wallet
from foodapp.payments.cards.models import CardAccount
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.keeping import keep_card, look_up
from tests.fixtures.paying import client_of

__all__ = ["look_up"]

GOOD, SAVED_BUT_DECLINES = "4242424242424242", "4000000000000341"
ASKS_ALWAYS, SLOW = "4000002760003184", "4000000000001018"


@pytest.fixture
def browser(gateway: RunningGateway):
    with httpx.Client(base_url=gateway.url) as http:
        yield http


@pytest.fixture
def keep(session, gateway: RunningGateway) -> Callable[..., wallet.CardShown]:
    """A customer keeps one more of Stripe's ready-made cards; returns it as they see it."""

    def keep(customer, ready_made: str = "pm_card_visa") -> wallet.CardShown:
        card_id = keep_card(gateway, customer, ready_made)
        return next(card for card in mine(customer) if card.id == str(card_id))

    return keep


def mine(customer) -> list[wallet.CardShown]:
    with db.transaction() as session:
        return wallet.mine(session, customer, gateway="stripe")


def account_of(customer) -> CardAccount:
    with db.transaction() as session:
        return accounts.lock(session, customer.user_id, "stripe")


def at_the_gateway(gateway: RunningGateway, customer) -> list[str]:
    """Refs of what the gateway itself keeps."""
    ref = account_of(customer).ref
    assert ref
    listed = client_of(gateway).v1.customers.payment_methods.list(ref, {"type": "card"})
    return [one.id for one in listed.data]
