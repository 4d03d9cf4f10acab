"""New books, as if the gateway had just been set up: what one file's tests did is not there in the
next one's."""

import threading

import httpx
import pytest
import stripe

from tests.fixtures.gateway import RunningGateway
from tests.fixtures.inbox import Inbox
from tests.fixtures.paying import authorised, client_of, open_session


def test_new_books_know_nothing_of_the_old_ones(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway, inbox: Inbox
) -> None:
    gateway.control("endpoint", url="http://127.0.0.1:9/nobody")
    intent_id = authorised(client, browser)
    gateway.fault("500", calls=3)
    gateway.control("clock", shift_s=3600)
    gateway.begin_books()
    assert gateway.control("books")["payments"] == []
    assert gateway.control("faults")["planned"] == []
    assert gateway.control("deliveries")["deliveries"] == []
    assert gateway.control("clock")["shift_s"] == 0
    with pytest.raises(stripe.InvalidRequestError) as unknown:
        client.v1.payment_intents.retrieve(intent_id)
    assert unknown.value.http_status == 404


def test_new_books_draw_the_ids_of_their_seed_again(
    client: stripe.StripeClient, gateway: RunningGateway
) -> None:
    gateway.begin_books()
    first = open_session(client).id
    gateway.begin_books()
    assert open_session(client).id == first


def test_new_books_wait_for_a_call_that_is_under_way(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    gateway.fault("slow", match="POST /v1/payment_intents/*/capture", seconds=1)
    captured = threading.Thread(
        target=lambda: client_of(gateway, 30).v1.payment_intents.capture(
            intent_id, options={"idempotency_key": "under way"}
        )
    )
    captured.start()
    gateway.wait_for_faults()
    gateway.begin_books()
    captured.join(30)
    assert gateway.control("books")["payments"] == []
