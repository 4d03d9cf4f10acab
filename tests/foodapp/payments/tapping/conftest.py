"""Cy pays with a card that the test gateway keeps for them."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from foodapp.kit import clock, db
from foodapp.payments import polling, tapping
from foodapp.payments.models import GatewayCall, Payment
from tests.fixtures.paying import client_of
from tests.fixtures.world import start_order
from tests.foodapp.cards.conftest import account_of, browser, keep

__all__ = ["browser", "keep"]

SLOW = "4000000000001018"


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
