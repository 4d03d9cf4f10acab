"""Signed by the gateway's secret, and yet nothing that can be read: 400, and no traceback."""

import asyncio
import copy
import hmac
import json
import time
from hashlib import sha256
from uuid import uuid4

import httpx
import pytest
from sqlmodel import select
from starlette.applications import Starlette

from foodapp.api.webhooks import ROUTES
from foodapp.gateways import registry
from foodapp.gateways.razorpay.gateway import RazorpayGateway
from foodapp.gateways.razorpay.settings import (
    DEMO_RAZORPAY_ACCOUNT,
    DEMO_RAZORPAY_KEY,
    DEMO_RAZORPAY_SECRET,
    DEMO_RAZORPAY_WEBHOOK_SECRET,
)
from foodapp.gateways.stripe.gateway import StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.payments.models import Payment, PaymentStatus, WebhookEvent
from tests.fixtures.world import start_order

TOTAL = 2050
DEEP = 60_000
BODIES = {
    "brackets without end": b"[" * DEEP + b"]" * DEEP,
    "objects without end": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "cut in the middle": b'{"id": "evt_1", "type": "payment_int',
    "nothing": b"",
    "a list": b"[]",
    "a number": b"17",
    "a number of 5,000 digits": b'{"id": ' + b"9" * 5_000 + b"}",
    "not a number": b'{"id": NaN}',
    "latin-1": b'{"id": "caf\xe9"}',
    "utf-16": '{"id": "evt_1"}'.encode("utf-16"),
    "half a pair as bytes": b'{"id": "\xed\xa0\x80"}',
    "half a pair, escaped": b'{"id": "\\ud800"}',
    "NUL, escaped": b'{"id": "evt\\u0000"}',
    "NUL as a key": b'{"id": "evt_1", "\\u0000": 1}',
}
ODD = [None, True, -1, 2**63, 1e308, "", "\0", "\ud800", "x" * 5_000, [], [[]], {}, {"a": 1}]


@pytest.fixture(autouse=True)
def _gateways(monkeypatch):
    ours = {
        "stripe": StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET),
        "razorpay": RazorpayGateway(
            DEMO_RAZORPAY_KEY,
            DEMO_RAZORPAY_SECRET,
            webhook_secret=DEMO_RAZORPAY_WEBHOOK_SECRET,
            account_id=DEMO_RAZORPAY_ACCOUNT,
        ),
    }
    monkeypatch.setattr(registry, "gateway", ours.__getitem__)


@pytest.fixture
def payment(session, world):
    order = start_order(session, world)
    row = Payment(
        gateway="stripe", order_id=order.id, amount_minor=TOTAL, currency="CHF", page_ref="cs_1"
    )
    session.add(row)
    session.commit()
    return row


def post(gateway, body):
    async def send():
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
            return await http.post(
                f"/api/webhooks/{gateway}", content=body, headers=signed(gateway, body)
            )

    return asyncio.run(send())


def signed(gateway, body):
    if gateway == "stripe":
        at = int(time.time())
        mac = hmac.new(DEMO_WEBHOOK_SECRET.encode(), f"{at}.".encode() + body, sha256).hexdigest()
        return {"stripe-signature": f"t={at},v1={mac}"}
    mac = hmac.new(DEMO_RAZORPAY_WEBHOOK_SECRET.encode(), body, sha256).hexdigest()
    return {"x-razorpay-signature": mac, "x-razorpay-event-id": f"evt_{uuid4().hex}"}


def stripe_event(payment):
    about = {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": TOTAL,
        "amount_received": 0,
        "currency": "chf",
        "payment_intent": "pi_1",
        "last_payment_error": {"code": "declined", "decline_code": "lost_card"},
        "metadata": {"payment_id": str(payment.id)},
    }
    return {
        "id": f"evt_{uuid4().hex}",
        "type": "payment_intent.payment_failed",
        "livemode": False,
        "data": {"object": about},
    }


def stripe_dispute(payment):
    about = {
        "id": "dp_1",
        "object": "dispute",
        "amount": TOTAL,
        "currency": "chf",
        "payment_intent": "pi_1",
        "status": "needs_response",
        "reason": "fraudulent",
        "evidence_details": {"due_by": 1_800_000_000},
    }
    told = stripe_event(payment)
    return told | {"type": "charge.dispute.created", "data": {"object": about}}


def razorpay_event(payment):
    entity = {
        "id": "pay_1",
        "order_id": payment.page_ref,
        "amount": TOTAL,
        "amount_refunded": 0,
        "currency": "CHF",
        "status": "failed",
        "captured": False,
        "error_reason": "declined",
    }
    return {
        "event": "payment.failed",
        "account_id": DEMO_RAZORPAY_ACCOUNT,
        "created_at": int(time.time()),
        "payload": {"payment": {"entity": entity}},
    }


@pytest.mark.parametrize("gateway", ["stripe", "razorpay"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_cannot_be_read_is_refused_with_a_sentence(session, payment, gateway, body):
    answer = post(gateway, body)
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "This message could not be verified."},
    )
    session.expire_all()
    assert session.exec(select(WebhookEvent)).all() == []


@pytest.mark.parametrize(
    ("gateway", "made"),
    [("stripe", stripe_event), ("stripe", stripe_dispute), ("razorpay", razorpay_event)],
)
def test_any_part_of_a_message_may_be_odd(session, payment, gateway, made):
    """Each value in turn is put in the place of each part: taken in or refused, never a fault."""
    for path in places(made(payment)):
        for odd in ODD:
            told = made(payment)
            put(told, path, copy.deepcopy(odd))
            answer = post(gateway, json.dumps(told).encode())
            assert answer.status_code in (200, 400), (path, odd, answer.text)
    session.expire_all()
    row = session.get_one(Payment, payment.id)
    assert (row.status, row.captured_minor) == (PaymentStatus.OPEN, 0)


@pytest.mark.parametrize(
    ("gateway", "made"), [("stripe", stripe_event), ("razorpay", razorpay_event)]
)
def test_the_same_message_as_it_should_be_is_taken_in(session, payment, gateway, made):
    assert post(gateway, json.dumps(made(payment)).encode()).status_code == 200


def places(value, before=()):
    if isinstance(value, dict):
        for key in value:
            yield (*before, key)
            yield from places(value[key], (*before, key))


def put(told, path, value):
    for key in path[:-1]:
        told = told[key]
    told[path[-1]] = value
