"""Cy's cards at the test gateway."""

from collections.abc import Callable

import httpx
import pytest

from foodapp.kit import db
from foodapp.payments.cards import accounts, mirror, wallet
from foodapp.payments.cards.models import CardAccount
from foodapp.payments.events import CardsDoubted
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.paying import client_of

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
        ref = accounts.make_sure(customer, "stripe")
        made = client_of(gateway).v1.payment_methods.attach(ready_made, {"customer": ref})
        look_up(customer)
        with db.transaction() as inner:
            return next(
                card
                for card in wallet.mine(inner, customer, gateway="stripe")
                if wallet.get(inner, customer, card.id).ref == made.id
            )

    return keep


def look_up(customer) -> None:
    """As the worker does when something about the cards was told."""
    event = CardsDoubted(customer_id=customer.user_id, gateway="stripe")
    with db.transaction() as session:
        look = mirror.LOOK_UP.prepare(session, event)
    seen = mirror.LOOK_UP.call(look, "")
    with db.transaction() as session:
        mirror.LOOK_UP.finish(session, event, seen)


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
