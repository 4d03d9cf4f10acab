"""A ledger that owes somebody something, and the test gateway to pay it with."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from foodapp.gateways import registry
from foodapp.gateways.stripe.gateway import StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.kit import clock
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.payouts.models import PayeeKind, PayoutAccount
from foodapp.payouts.payees import Payee
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.razorpay import razorpay_of

LATER = timedelta(seconds=1)


@pytest.fixture
def gateway(running: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningGateway]:
    ours = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=running.url)
    known = {one.name: one for one in (ours, razorpay_of(running))}
    monkeypatch.setattr(registry, "gateway", known.__getitem__)
    yield running
    running.behave()


def earn(
    session,
    restaurant_id: UUID,
    net: int,
    tax: int = 0,
    subject: UUID | None = None,
    currency: str = "CHF",
) -> UUID:
    """The restaurant earns so much of an order that somebody pays."""
    subject = subject or uuid4()
    moved = {
        Account(Kind.RESTAURANT, currency, restaurant_id): -net,
        Account(Kind.TAX, currency, restaurant_id): -tax,
        Account(Kind.GATEWAY, currency, label=registry.name_for(currency)): net + tax,
    }
    posting.post(session, "sale", moved, subject_id=subject)
    return subject


def ride(session, rider_id: UUID, pay: int, tip: int = 0) -> None:
    moved = {
        Account(Kind.RIDER, "CHF", rider_id): -pay - tip,
        Account(Kind.RIDES, "CHF"): pay,
        Account(Kind.TIPS, "CHF"): tip,
    }
    posting.post(session, "sale", moved, subject_id=uuid4())


def owed(session, payee: Payee) -> int:
    """By the ledger alone: credit is what we owe."""
    return -sum(posting.balance(session, account) for account in payee.accounts)


@pytest.fixture
def nonna(world) -> Payee:
    return Payee(PayeeKind.RESTAURANT, world.nonna, "CHF")


@pytest.fixture
def ravi(world) -> Payee:
    return Payee(PayeeKind.RIDER, world.rider.rider_id, "CHF")


def pay_to(session, payee_id: UUID, kind=PayeeKind.RESTAURANT, **account: str) -> PayoutAccount:
    """An account that has been in force for long: gateway_account=, holder=, bank_account=."""
    row = session.get(PayoutAccount, payee_id)
    if row is None:
        row = PayoutAccount(payee_id=payee_id, payee=kind)
        session.add(row)
    for name, value in account.items():
        setattr(row, name, value)
    session.flush()
    return row


def soon():
    """A cut-off that takes in all that has been posted."""
    return clock.now() + LATER
