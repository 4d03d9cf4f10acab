"""The platform's payments against the test gateway's real process; webhooks come in through the
real route."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import Session, select
from starlette.applications import Starlette

from foodapp.api.webhooks import ROUTES
from foodapp.gateways import registry
from foodapp.gateways.stripe.gateway import StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.kit import db
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import kitchen
from foodapp.orders.models import Order
from foodapp.payments import books, paying
from foodapp.payments.models import Payment
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Bearer
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.inbox import Inbox
from tests.fixtures.paying import submit_card
from tests.fixtures.razorpay import razorpay_of
from tests.fixtures.world import World, start_order


@pytest.fixture
def gateway(running: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningGateway]:
    """The gateway the platform talks to during this test."""
    ours = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=running.url)
    theirs = razorpay_of(running)
    known = {one.name: one for one in (ours, theirs)}
    monkeypatch.setattr(registry, "gateway", known.__getitem__)
    yield running
    running.behave()


@pytest.fixture
def inbox(gateway: RunningGateway) -> Iterator[Inbox]:
    server = Inbox()
    gateway.forget_waiting_webhooks()
    gateway.control("endpoint", url=server.url)
    yield server
    gateway.control("endpoint", url="http://127.0.0.1:9/nobody")
    server.close()


def post_webhook(body: bytes, signature: str) -> httpx.Response:
    """Through the platform's own route."""

    async def post() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
            return await http.post(
                "/api/webhooks/stripe", content=body, headers={"stripe-signature": signature}
            )

    return asyncio.run(post())


@pytest.fixture
def take_in(inbox: Inbox) -> Callable[..., None]:
    """Wait until the webhook of this kind about this order (None: any) has arrived; hand all that
    came to the platform."""

    def take(kind: str, order: Order | None, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            events = [json.loads(body) for body, _ in inbox.arrived]
            if any(event["type"] == kind and _is_about(event, order) for event in events):
                arrived, inbox.arrived = inbox.arrived, []
                for body, signature in arrived:
                    assert post_webhook(body, signature).status_code == 200
                return
            time.sleep(0.03)
        raise AssertionError(f"{kind} did not arrive")

    return take


def _is_about(event: dict[str, Any], order: Order | None) -> bool:
    return order is None or bool(
        event["data"]["object"]["metadata"].get("order_id") == str(order.id)
    )


@pytest.fixture
def unpaid(session: Session, world: World, gateway: RunningGateway) -> Order:
    """Cy's order of 20.50 CHF; the page to pay it is open."""
    order = start_order(session, world)
    session.commit()
    paying.open_page(world.customer, order.id)
    session.expire_all()
    return order


@pytest.fixture
def pay(gateway: RunningGateway, session: Session) -> Callable[..., httpx.Response]:
    """Submit a card on the page of this order."""

    def pay(order: Order, number: str = "4242424242424242") -> httpx.Response:
        with gateway.browser() as browser:
            return submit_card(browser, payment_of(order.id).page_ref or "", number)

    return pay


def payment_of(order_id: UUID) -> Payment:
    """As it is now."""
    with db.transaction() as session:
        return session.exec(select(Payment).where(Payment.order_id == order_id)).one()


def order_of(order_id: UUID) -> Order:
    with db.transaction() as session:
        return session.get_one(Order, order_id)


HELD = "payment_intent.amount_capturable_updated"
TOTAL, FOOD = 2050, 1750  # of Cy's order
WHY = "Forgotten"


@pytest.fixture
def paid(session, world, gateway, inbox, unpaid, pay, take_in, drain_outbox):
    """Cooking, and captured: one Margherita of 17.50 and 3.00 for delivery."""
    pay(unpaid)
    take_in(HELD, unpaid)
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, unpaid.id, prep_minutes=20)
    drain_outbox()
    session.expire_all()
    return unpaid


@pytest.fixture
def settled(session, gateway, drain_outbox):
    """After all reactions: (status, captured, refunded), equal in the gateway's books, and the
    customer owes nothing and is owed nothing."""

    def look(order):
        drain_outbox()
        session.expire_all()
        payment = payment_of(order.id)
        theirs = gateway.books_of(payment.intent_ref)
        assert (theirs["captured"], theirs["refunded"]) == (
            payment.captured_minor,
            payment.refunded_minor,
        )
        amounts = moved(order)
        assert Kind.CUSTOMER not in amounts, "settled"
        assert amounts.get(Kind.GATEWAY, 0) == payment.captured_minor - payment.refunded_minor
        return payment.status, payment.captured_minor, payment.refunded_minor

    return look


def ask(admin, order, **details):
    details = {"bearer": Bearer.PLATFORM, "reason": WHY} | details
    with db.transaction() as session:
        return giving.ask(session, admin, order.id, **details)


def moved(order):
    sums = Counter()
    with db.transaction() as session:
        for account, minor in books.explained(session, order.id).items():
            sums[account.kind] += minor
    assert sum(sums.values()) == 0
    return {kind: minor for kind, minor in sums.items() if minor}


@pytest.fixture
def refund_of(gateway: RunningGateway) -> Callable[[Order], str]:
    """The gateway's own name of the last refund of this order."""

    def find(order: Order) -> str:
        told = gateway.http.get(
            "/v1/refunds",
            params={"payment_intent": payment_of(order.id).intent_ref},
            headers={"authorization": f"Bearer {DEMO_STRIPE_KEY}"},
        ).json()
        return str(told["data"][0]["id"])

    return find
