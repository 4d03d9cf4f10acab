import httpx
import pytest
import stripe

from tests.fixtures.gateway import RunningGateway
from tests.fixtures.paying import authorised, open_session


def test_a_whole_capture_takes_everything(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    intent = client.v1.payment_intents.capture(intent_id)
    assert (intent.status, intent.amount_received) == ("succeeded", 2350)
    charge = client.v1.charges.retrieve(str(intent.latest_charge))
    assert (charge.captured, charge.amount_captured) == (True, 2350)
    assert charge.payment_method_details is not None
    assert charge.payment_method_details.card is not None
    assert charge.payment_method_details.card.last4 == "4242"
    books = gateway.books_of(intent_id)
    assert (books["held"], books["captured"], books["captures"]) == (0, 2350, 1)


def test_a_part_capture_releases_the_rest_for_good(
    client: stripe.StripeClient, browser: httpx.Client
) -> None:
    intent_id = authorised(client, browser)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.capture(intent_id, {"amount_to_capture": 2351})
    assert refused.value.code == "amount_too_large"
    intent = client.v1.payment_intents.capture(intent_id, {"amount_to_capture": 2000})
    assert (intent.amount_received, intent.amount_capturable) == (2000, 0)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.capture(intent_id, {"amount_to_capture": 350})
    assert refused.value.code == "payment_intent_unexpected_state"


def test_a_cancelled_payment_cannot_be_captured(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    intent = client.v1.payment_intents.cancel(
        intent_id, {"cancellation_reason": "requested_by_customer"}
    )
    assert (intent.status, intent.amount_capturable) == ("canceled", 0)
    with pytest.raises(stripe.InvalidRequestError, match="canceled"):
        client.v1.payment_intents.capture(intent_id)
    assert gateway.books_of(intent_id)["captured"] == 0


def test_refunds_stop_at_what_was_captured(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser)
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge"):
        client.v1.refunds.create({"payment_intent": intent_id})
    client.v1.payment_intents.capture(intent_id, {"amount_to_capture": 2000})
    first = client.v1.refunds.create({"payment_intent": intent_id, "amount": 500})
    assert (first.status, first.amount) == ("succeeded", 500)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        client.v1.refunds.create({"payment_intent": intent_id, "amount": 1501})
    rest = client.v1.refunds.create({"payment_intent": intent_id})
    assert rest.amount == 1500
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": intent_id})
    assert refused.value.code == "charge_already_refunded"
    listed = client.v1.refunds.list({"payment_intent": intent_id})
    assert [refund.amount for refund in listed.data] == [1500, 500]
    assert client.v1.refunds.retrieve(first.id).charge == first.charge
    assert gateway.books_of(intent_id)["refunded"] == 2000


def test_a_refund_can_fail_after_it_succeeded(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser, number="4000000000005126")
    client.v1.payment_intents.capture(intent_id)
    refund = client.v1.refunds.create({"payment_intent": intent_id})
    assert refund.status == "succeeded"
    gateway.control("clock", shift_s=601)
    assert client.v1.refunds.retrieve(refund.id).status == "failed"
    assert gateway.books_of(intent_id)["refunded"] == 0


def test_a_slow_refund_succeeds_later(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id = authorised(client, browser, number="4000000000007726")
    client.v1.payment_intents.capture(intent_id)
    refund = client.v1.refunds.create({"payment_intent": intent_id})
    assert refund.status == "pending"
    gateway.control("clock", shift_s=601)
    assert client.v1.refunds.retrieve(refund.id).status == "succeeded"


def test_time_takes_back_what_was_not_captured(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    intent_id, waiting = authorised(client, browser), open_session(client)
    gateway.control("clock", shift_s=7 * 86_400 + 1)
    intent = client.v1.payment_intents.retrieve(intent_id)
    assert (intent.status, intent.cancellation_reason) == ("canceled", "automatic")
    assert client.v1.checkout.sessions.retrieve(waiting.id).status == "expired"


def test_payment_intents_work_without_a_page(client: stripe.StripeClient) -> None:
    intent = client.v1.payment_intents.create(
        {"amount": 900, "currency": "eur", "capture_method": "manual"}
    )
    assert intent.status == "requires_payment_method"
    with pytest.raises(stripe.CardError) as declined:
        client.v1.payment_intents.confirm(
            intent.id, {"payment_method": "pm_card_visa_chargeDeclinedInsufficientFunds"}
        )
    assert declined.value.http_status == 402
    assert declined.value.error is not None
    assert declined.value.error.decline_code == "insufficient_funds"
    assert declined.value.request_id is not None
    kept = client.v1.payment_intents.retrieve(intent.id)
    assert kept.last_payment_error is not None, "the failed try is kept in the books"
    held = client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert held.status == "requires_capture"
    asks = client.v1.payment_intents.create(
        {
            "amount": 900,
            "currency": "eur",
            "payment_method": "pm_card_authenticationRequired",
            "confirm": True,
        }
    )
    assert asks.status == "requires_action"
    assert asks.next_action is not None


@pytest.mark.parametrize("amount", [0, -5, 2**63, 100_000_000])
def test_impossible_amounts_are_refused(client: stripe.StripeClient, amount: int) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create({"amount": amount, "currency": "eur"})


def test_refusals_carry_stripes_envelope(
    client: stripe.StripeClient, running: RunningGateway
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.retrieve("pi_of_nobody")
    assert (refused.value.code, refused.value.http_status) == ("resource_missing", 404)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create({"amount": 50, "currency": "eur", "ammount": 6})  # type: ignore[typeddict-unknown-key]
    assert refused.value.code == "parameter_unknown"
    stranger = stripe.StripeClient("sk_test_stranger", base_addresses={"api": running.url})
    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.payment_intents.list()


def test_lists_come_in_pages_newest_first(client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"email": "ana@example.org", "name": "Ana"})
    made = [
        client.v1.payment_intents.create(
            {"amount": 100 + n, "currency": "eur", "customer": customer.id}
        ).id
        for n in range(5)
    ]
    page = client.v1.payment_intents.list({"customer": customer.id, "limit": 2})
    assert page.has_more
    assert [intent.id for intent in page.auto_paging_iter()] == made[::-1]
    last = client.v1.payment_intents.list({"customer": customer.id, "ending_before": made[0]})
    assert [intent.id for intent in last.data] == made[:0:-1]
    assert client.v1.customers.retrieve(customer.id).name == "Ana"
