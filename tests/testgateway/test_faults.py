"""Each way in which a call can go wrong, and that the same key then pays once."""

import threading

import httpx
import pytest
import stripe

from tests.fixtures.gateway import RunningGateway
from tests.fixtures.paying import authorised, client_of

CAPTURE = "POST /v1/payment_intents/*/capture"


def key(name: str) -> stripe.RequestOptions:
    return {"idempotency_key": name}


def test_the_same_key_answers_the_same_and_does_the_work_once(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    client.v1.payment_intents.capture(intent_id, options=key("replay-capture"))
    params: stripe.params.RefundCreateParams = {"payment_intent": intent_id, "amount": 100}
    first = client.v1.refunds.create(params, key("replay"))
    again = client.v1.refunds.create(params, key("replay"))
    assert first.id == again.id
    assert first.last_response is not None
    assert again.last_response is not None
    assert "idempotent-replayed" not in first.last_response.headers
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert gateway.books_of(intent_id)["refunded"] == 100

    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.refunds.create({**params, "amount": 101}, key("replay"))
    assert refused.value.http_status == 400
    assert gateway.books_of(intent_id)["refunds"] == 1


def test_a_refusal_is_replayed_too_but_a_misspelt_call_uses_no_key_up(
    client: stripe.StripeClient, browser: httpx.Client
) -> None:
    intent_id = authorised(client, browser)
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError, match="does not have"):
            client.v1.refunds.create({"payment_intent": intent_id}, key("refusal"))
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create({"amount": 0, "currency": "eur"}, key("misspelt"))
    client.v1.payment_intents.create({"amount": 50, "currency": "eur"}, key("misspelt"))


def test_a_key_is_forgotten_after_a_day(
    client: stripe.StripeClient, gateway: RunningGateway
) -> None:
    params: stripe.params.PaymentIntentCreateParams = {"amount": 50, "currency": "eur"}
    first = client.v1.payment_intents.create(params, key("forgotten"))
    gateway.control("clock", shift_s=86_401)
    assert client.v1.payment_intents.create(params, key("forgotten")).id != first.id


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("timeout_before_commit", stripe.APIConnectionError),
        ("timeout_after_commit", stripe.APIConnectionError),
        ("drop_before_commit", stripe.APIConnectionError),
        ("drop_after_commit", stripe.APIConnectionError),
        ("409", stripe.APIError),
        ("429", stripe.RateLimitError),
        ("500", stripe.APIError),
        ("500_after_commit", stripe.APIError),
    ],
)
def test_a_retry_with_the_same_key_captures_once(
    client: stripe.StripeClient,
    browser: httpx.Client,
    gateway: RunningGateway,
    fault: str,
    error: type[stripe.StripeError],
) -> None:
    intent_id = authorised(client, browser)
    gateway.fault(fault, match=CAPTURE, seconds=1.5)
    hasty = client_of(gateway, read_s=0.5)
    with pytest.raises(error):
        hasty.v1.payment_intents.capture(intent_id, options=key(f"capture-{fault}"))
    done = gateway.books_of(intent_id)["captured"] == 2350
    assert done is fault.endswith("after_commit")

    again = hasty.v1.payment_intents.capture(intent_id, options=key(f"capture-{fault}"))
    assert again.status == "succeeded"
    books = gateway.books_of(intent_id)
    assert (books["captured"], books["captures"]) == (2350, 1)


def test_a_server_error_can_stick_to_its_key(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    gateway.fault("500_kept", match=CAPTURE)
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            client.v1.payment_intents.capture(intent_id, options=key("stuck"))
    assert client.v1.payment_intents.capture(intent_id, options=key("fresh")).status == "succeeded"


def test_a_key_in_use_answers_409(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    gateway.fault("slow", match=CAPTURE, seconds=2)
    first = client_of(gateway)
    slow = threading.Thread(
        target=lambda: first.v1.payment_intents.capture(intent_id, options=key("busy"))
    )
    slow.start()
    gateway.wait_for_faults()
    with pytest.raises(stripe.StripeError) as refused:
        client.v1.payment_intents.capture(intent_id, options=key("busy"))
    assert refused.value.http_status == 409
    slow.join()
    client.v1.payment_intents.capture(intent_id, options=key("busy"))
    assert gateway.books_of(intent_id)["captures"] == 1


def test_a_killed_gateway_comes_back_with_its_books(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    client.v1.payment_intents.capture(
        intent_id, {"amount_to_capture": 1999}, key("before the kill")
    )
    gateway.kill()
    gateway.start()
    assert gateway.books_of(intent_id)["captured"] == 1999
    again = client_of(gateway).v1.payment_intents.capture(
        intent_id, {"amount_to_capture": 1999}, key("before the kill")
    )
    assert again.amount_received == 1999


def test_an_unknown_fault_is_refused(gateway: RunningGateway) -> None:
    answer = httpx.post(f"{gateway.url}/_control/faults", json={"kind": "gremlins"})
    assert answer.status_code == 422
