import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import stripe

from foodapp.gateways.stripe.settings import DEMO_WEBHOOK_SECRET
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.inbox import Inbox
from tests.fixtures.paying import authorised, open_session, submit_card


def wait_for(inbox: Inbox, true: Callable[[list[str]], bool], seconds: float = 30) -> list[str]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        kinds = [json.loads(body)["type"] for body, _ in list(inbox.arrived)]
        if true(kinds):
            return kinds
        time.sleep(0.05)
    raise AssertionError(f"only {kinds} arrived")


def verified(body: bytes, signature: str) -> stripe.Event:
    return stripe.Webhook.construct_event(body, signature, DEMO_WEBHOOK_SECRET)


def of(inbox: Inbox, kind: str) -> list[tuple[bytes, str]]:
    return [(body, sign) for body, sign in inbox.arrived if json.loads(body)["type"] == kind]


def test_a_payment_tells_its_story_signed(
    client: stripe.StripeClient, browser: httpx.Client, inbox: Inbox
) -> None:
    intent_id = authorised(client, browser)
    client.v1.payment_intents.capture(intent_id)
    client.v1.refunds.create({"payment_intent": intent_id, "amount": 350})
    wait_for(inbox, lambda kinds: "charge.refunded" in kinds)
    events = [verified(body, sign) for body, sign in inbox.arrived]
    assert {event.type for event in events} >= {
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
        "charge.captured",
        "payment_intent.succeeded",
        "charge.refunded",
    }
    completed = next(e for e in events if e.type == "checkout.session.completed")
    told: Any = completed.data.object
    assert told["payment_intent"] == intent_id
    assert told["amount_total"] == 2350
    assert not any(name.startswith("_") for name in told.to_dict())
    assert client.v1.events.retrieve(completed.id).type == completed.type


def test_a_decline_and_an_expiry_are_told(
    client: stripe.StripeClient, browser: httpx.Client, inbox: Inbox
) -> None:
    session = open_session(client)
    submit_card(browser, session.id, "4000000000000002")
    client.v1.checkout.sessions.expire(session.id)
    kinds = wait_for(inbox, lambda kinds: "payment_intent.canceled" in kinds)
    assert "payment_intent.payment_failed" in kinds
    assert "checkout.session.expired" in kinds


def test_a_webhook_is_sent_until_it_is_taken(
    client: stripe.StripeClient, browser: httpx.Client, inbox: Inbox
) -> None:
    inbox.answer = 503
    client.v1.customers.create({"email": "ana@example.org"})
    wait_for(inbox, lambda kinds: len(kinds) >= 2)
    inbox.answer = 200
    before = len(inbox.arrived)
    wait_for(inbox, lambda kinds: len(kinds) > before)
    assert len({body for body, _ in inbox.arrived}) == 1


def test_a_webhook_waits_for_a_platform_that_is_down(
    client: stripe.StripeClient, inbox: Inbox, gateway: RunningGateway
) -> None:
    gateway.control("endpoint", url="http://127.0.0.1:9/nobody")
    client.v1.customers.create({"email": "ana@example.org"})
    time.sleep(0.5)
    gateway.control("endpoint", url=inbox.url)
    assert wait_for(inbox, lambda kinds: bool(kinds)) == ["customer.created"]


def test_webhooks_can_be_doubled_lost_and_forged(
    client: stripe.StripeClient, browser: httpx.Client, inbox: Inbox, gateway: RunningGateway
) -> None:
    gateway.fault("duplicate", target="webhook", match="checkout.session.completed", seconds=0.2)
    gateway.fault("never", target="webhook", match="charge.succeeded")
    gateway.fault("bad_signature", target="webhook", match="payment_intent.amount*")
    authorised(client, browser)
    kinds = wait_for(inbox, lambda kinds: kinds.count("checkout.session.completed") == 2)
    assert "charge.succeeded" not in kinds
    [forged] = of(inbox, "payment_intent.amount_capturable_updated")
    with pytest.raises(stripe.SignatureVerificationError):
        verified(*forged)


def test_webhooks_can_be_old_late_and_wrong(
    client: stripe.StripeClient, browser: httpx.Client, inbox: Inbox, gateway: RunningGateway
) -> None:
    gateway.fault("old_timestamp", target="webhook", match="charge.succeeded")
    gateway.fault("wrong_amount", target="webhook", match="payment_intent.amount*")
    gateway.fault("delay", target="webhook", match="checkout.session.completed", seconds=1)
    started = time.monotonic()
    authorised(client, browser)
    wait_for(inbox, lambda kinds: "checkout.session.completed" in kinds)
    assert time.monotonic() - started > 1
    [old] = of(inbox, "charge.succeeded")
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        verified(*old)
    [wrong] = of(inbox, "payment_intent.amount_capturable_updated")
    told: Any = verified(*wrong).data.object
    assert told["amount"] == 2351
