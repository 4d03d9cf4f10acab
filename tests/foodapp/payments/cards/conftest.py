"""Cy's cards at the test gateway."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from foodapp.kit import clock, db
from foodapp.payments import polling
from foodapp.payments.cards import accounts, tapping, wallet
from foodapp.payments.cards.models import CardAccount
from foodapp.payments.models import GatewayCall, Payment
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.keeping import keep_card, look_up
from tests.fixtures.paying import client_of
from tests.fixtures.world import start_order

__all__ = ["look_up"]

GOOD, SAVED_BUT_DECLINES = "4242424242424242", "4000000000000341"
ASKS_ALWAYS, SLOW = "4000002760003184", "4000000000001018"


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


@pytest.fixture
def order(session, world, gateway):
    """Cy's, of 20.50; nobody has begun to pay it."""
    made = start_order(session, world)
    session.commit()
    return made


@pytest.fixture
def tap(world, keep):
    """Cy pays with one of Stripe's cards; returns where they have to go."""

    def tap(order, ready_made="pm_card_visa"):
        return tapping.pay(world.customer, order.id, UUID(keep(world.customer, ready_made).id))

    return tap


def intents_of(gateway, customer):
    ref = account_of(customer).ref
    return client_of(gateway).v1.payment_intents.list({"customer": ref, "limit": 50}).data


def change(order, **facts):
    with db.transaction() as session:
        row = session.exec(select(Payment).where(Payment.order_id == order.id)).one()
        for name, value in facts.items():
            setattr(row, name, value)


def ask_much_later(order):
    """As the worker does, when a charge can no longer be on its way."""
    with db.transaction() as session:
        for call in session.exec(select(GatewayCall)):
            call.asked_at -= timedelta(minutes=2)
    change(order, looked_up_at=clock.now() - timedelta(minutes=2))
    polling.look_up_open()
