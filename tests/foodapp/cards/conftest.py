"""Cy's cards at the test gateway."""

from collections.abc import Callable

import pytest

from foodapp.cards import accounts, wallet
from foodapp.cards.models import CardAccount
from foodapp.kit import db
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.keeping import keep_card, look_up
from tests.fixtures.paying import client_of
from tests.foodapp.payments.conftest import gateway, inbox, take_in

__all__ = ["gateway", "inbox", "look_up", "take_in"]

GOOD, ASKS_ALWAYS = "4242424242424242", "4000002760003184"


@pytest.fixture
def browser(gateway: RunningGateway):
    with gateway.browser() as http:
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
