"""Cards that a customer keeps: saved on a page of their own or while paying, charged in one call,
given up for ever."""

import json
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import stripe

from tests.fixtures.gateway import RunningGateway
from tests.fixtures.inbox import Inbox
from tests.fixtures.paying import submit_card
from tests.testgateway.test_webhooks import wait_for

GOOD, SAVED_BUT_DECLINES = "4242424242424242", "4000000000000341"
ASKS_ALWAYS, ASKS_UNLESS_SET_UP = "4000002760003184", "4000002500003155"
BACK = "http://shop.test/orders/7?paid=1"


@pytest.fixture
def ana(client: stripe.StripeClient) -> str:
    return client.v1.customers.create({"metadata": {"user_id": "ana"}}).id


def setup_page(client: stripe.StripeClient, customer: str) -> stripe.checkout.Session:
    return client.v1.checkout.sessions.create(
        {
            "mode": "setup",
            "customer": customer,
            "allowed_payment_method_types": ["card"],
            "success_url": "http://shop.test/account?card=saved",
            "cancel_url": "http://shop.test/account",
            "setup_intent_data": {"metadata": {"user_id": "ana"}},
        }
    )


def cards_of(client: stripe.StripeClient, customer: str) -> list[stripe.PaymentMethod]:
    return client.v1.customers.payment_methods.list(customer, {"type": "card"}).data


def kept(client: stripe.StripeClient, customer: str, ready_made: str = "pm_card_visa") -> str:
    return client.v1.payment_methods.attach(ready_made, {"customer": customer}).id


def charge(client: stripe.StripeClient, customer: str, method: str) -> stripe.PaymentIntent:
    return client.v1.payment_intents.create(
        {
            "amount": 2050,
            "currency": "chf",
            "customer": customer,
            "payment_method": method,
            "allowed_payment_method_types": ["card"],
            "capture_method": "manual",
            "confirm": True,
            "return_url": BACK,
        }
    )


def test_a_card_is_saved_on_its_own_page_and_nothing_is_charged(
    client: stripe.StripeClient, browser: httpx.Client, ana: str, inbox: Inbox
) -> None:
    page = setup_page(client, ana)
    assert (page.mode, page.payment_status, page.amount_total) == (
        "setup",
        "no_payment_required",
        None,
    )
    shown = browser.get(f"/pay/{page.id}").text
    assert "Save a card" in shown
    assert "Nothing is charged now" in shown

    answer = submit_card(browser, page.id, GOOD, expiry="03 / 31")

    assert answer.headers["location"] == "http://shop.test/account?card=saved"
    assert client.v1.checkout.sessions.retrieve(page.id).status == "complete"
    assert isinstance(page.setup_intent, str)
    intent = client.v1.setup_intents.retrieve(page.setup_intent)
    [card] = cards_of(client, ana)
    assert (intent.status, intent.payment_method) == ("succeeded", card.id)
    assert card.card is not None
    assert (card.card.brand, card.card.last4) == ("visa", "4242")
    assert (card.card.exp_month, card.card.exp_year) == (3, 2031)
    kinds = wait_for(inbox, lambda kinds: "checkout.session.completed" in kinds)
    assert {"payment_method.attached", "setup_intent.succeeded"} <= set(kinds)
    assert client.v1.payment_intents.list({"customer": ana}).data == []


def test_a_declined_card_is_not_saved_and_another_may_be_tried(
    client: stripe.StripeClient, browser: httpx.Client, ana: str, inbox: Inbox
) -> None:
    page = setup_page(client, ana)
    answer = submit_card(browser, page.id, "4000000000000002")
    assert answer.status_code == 422
    assert "declined" in answer.text
    assert "setup_intent.setup_failed" in wait_for(
        inbox, lambda kinds: "setup_intent.setup_failed" in kinds
    )
    assert cards_of(client, ana) == []
    assert submit_card(browser, page.id, GOOD).status_code == 303
    assert len(cards_of(client, ana)) == 1


@pytest.mark.parametrize(("answer", "saved"), [("complete", 1), ("fail", 0)])
def test_the_bank_may_ask_before_a_card_is_saved(
    client: stripe.StripeClient, browser: httpx.Client, ana: str, answer: str, saved: int
) -> None:
    page = setup_page(client, ana)
    bank = submit_card(browser, page.id, ASKS_ALWAYS).headers["location"]
    assert "saves this card" in browser.get(bank).text
    assert browser.post(bank, data={"answer": answer}).status_code == (303 if saved else 422)
    assert len(cards_of(client, ana)) == saved


def test_a_page_that_nobody_used_expires_with_its_intent(
    client: stripe.StripeClient, browser: httpx.Client, ana: str
) -> None:
    page = setup_page(client, ana)
    client.v1.checkout.sessions.expire(page.id)
    assert isinstance(page.setup_intent, str)
    assert client.v1.setup_intents.retrieve(page.setup_intent).status == "canceled"
    assert submit_card(browser, page.id, GOOD).status_code == 410
    assert cards_of(client, ana) == []


def test_a_card_is_saved_while_paying(
    client: stripe.StripeClient, browser: httpx.Client, ana: str
) -> None:
    line = {"currency": "chf", "unit_amount": 900, "product_data": {"name": "Soup"}}
    page = client.v1.checkout.sessions.create(
        {
            "mode": "payment",
            "customer": ana,
            "success_url": BACK,
            "line_items": [{"quantity": 1, "price_data": line}],  # type: ignore[typeddict-item]
            "payment_intent_data": {
                "capture_method": "manual",
                "setup_future_usage": "on_session",
            },
        }
    )
    submit_card(browser, page.id, "4000000000000002")
    assert cards_of(client, ana) == [], "a card that declined is not kept"
    submit_card(browser, page.id, GOOD)
    [card] = cards_of(client, ana)
    intent = charge(client, ana, card.id)
    assert (intent.status, intent.amount_capturable) == ("requires_capture", 2050)


def test_a_kept_card_pays_without_a_page_and_is_captured(
    client: stripe.StripeClient, ana: str, gateway: RunningGateway
) -> None:
    intent = charge(client, ana, kept(client, ana))
    assert (intent.status, intent.amount_capturable) == ("requires_capture", 2050)
    client.v1.payment_intents.capture(intent.id)
    assert gateway.books_of(intent.id)["captured"] == 2050


def test_a_kept_card_that_declines_is_an_error_with_its_intent(
    client: stripe.StripeClient, ana: str
) -> None:
    method = kept(client, ana, "pm_card_chargeCustomerFail")
    with pytest.raises(stripe.CardError) as refused:
        charge(client, ana, method)
    error = refused.value.error
    assert refused.value.http_status == 402
    assert error is not None
    assert (error.code, error.decline_code) == ("card_declined", "generic_decline")
    assert error.payment_intent is not None
    assert error.payment_intent.status == "requires_payment_method"
    [card] = cards_of(client, ana)
    assert card.id == method, "it stays kept"


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [("complete", "requires_capture", "succeeded"), ("fail", "requires_payment_method", "failed")],
)
def test_the_bank_may_ask_each_time_and_leads_back_to_the_shop(
    client: stripe.StripeClient,
    browser: httpx.Client,
    ana: str,
    answer: str,
    status: str,
    told: str,
) -> None:
    intent = charge(client, ana, kept(client, ana, "pm_card_authenticationRequired"))
    assert intent.status == "requires_action"
    assert intent.next_action is not None
    assert intent.next_action.redirect_to_url is not None
    assert intent.next_action.redirect_to_url.return_url == BACK
    bank = intent.next_action.redirect_to_url.url
    assert bank is not None
    back = urlsplit(browser.post(bank, data={"answer": answer}).headers["location"])
    query = parse_qs(back.query)
    assert (query["paid"], query["redirect_status"]) == (["1"], [told])
    assert query["payment_intent"] == [intent.id]
    assert client.v1.payment_intents.retrieve(intent.id).status == status


def test_a_card_that_was_set_up_is_not_asked_about_again(
    client: stripe.StripeClient, browser: httpx.Client, ana: str
) -> None:
    page = setup_page(client, ana)
    bank = submit_card(browser, page.id, ASKS_UNLESS_SET_UP).headers["location"]
    browser.post(bank, data={"answer": "complete"})
    [card] = cards_of(client, ana)
    assert charge(client, ana, card.id).status == "requires_capture"


def test_a_question_of_the_bank_that_is_called_off_leads_back(
    client: stripe.StripeClient, browser: httpx.Client, ana: str
) -> None:
    intent = charge(client, ana, kept(client, ana, "pm_card_authenticationRequired"))
    client.v1.payment_intents.cancel(intent.id)
    answer = browser.post(f"/authenticate/{intent.id}", data={"answer": "complete"})
    assert "redirect_status=failed" in answer.headers["location"]
    assert client.v1.payment_intents.retrieve(intent.id).status == "canceled"


def test_what_is_detached_is_gone_for_ever(
    client: stripe.StripeClient, ana: str, inbox: Inbox
) -> None:
    method = kept(client, ana)
    assert client.v1.payment_methods.detach(method).customer is None
    assert cards_of(client, ana) == []
    for again in (
        lambda: client.v1.payment_methods.detach(method),
        lambda: client.v1.payment_methods.attach(method, {"customer": ana}),
        lambda: charge(client, ana, method),
    ):
        with pytest.raises(stripe.InvalidRequestError):
            again()
    wait_for(inbox, lambda kinds: "payment_method.detached" in kinds)
    told = [json.loads(body) for body, _ in inbox.arrived]
    [event] = [one for one in told if one["type"] == "payment_method.detached"]
    assert event["data"]["object"]["customer"] is None
    assert event["data"]["previous_attributes"] == {"customer": ana}


def test_a_card_belongs_to_its_customer_alone(client: stripe.StripeClient, ana: str) -> None:
    method, other = kept(client, ana), client.v1.customers.create({}).id
    with pytest.raises(stripe.InvalidRequestError, match="different Customer"):
        charge(client, other, method)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.payment_methods.retrieve(other, method)
    assert refused.value.code == "resource_missing"
    assert cards_of(client, other) == []


def test_a_card_cannot_be_kept_if_the_bank_says_no(client: stripe.StripeClient, ana: str) -> None:
    with pytest.raises(stripe.CardError):
        kept(client, ana, "pm_card_visa_chargeDeclined")
    assert cards_of(client, ana) == []


def test_parameters_that_do_not_belong_are_refused(client: stripe.StripeClient, ana: str) -> None:
    page = {"mode": "setup", "success_url": BACK, "customer": ana}
    for wrong in (
        page,  # neither a currency nor types of payment methods
        page | {"currency": "chf", "colour": "red"},
        page | {"currency": "chf", "payment_intent_data": {"capture_method": "manual"}},
        page | {"currency": "chf", "customer": "cus_of_nobody"},
        page | {"currency": "chf", "mode": "subscription"},
    ):
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.checkout.sessions.create(wrong)  # type: ignore[arg-type]
    amount = {"amount": 900, "currency": "chf"}
    for wrong in (
        amount | {"return_url": BACK},  # without confirm
        amount | {"customer": "cus_of_nobody"},
        amount | {"setup_future_usage": "always"},
        amount | {"payment_method": "pm_of_nobody"},
    ):
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.payment_intents.create(wrong)  # type: ignore[arg-type]
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_methods.attach("pm_card_visa", {"customer": "cus_of_nobody"})


def test_a_charge_whose_answer_was_lost_is_made_once(
    client: stripe.StripeClient, ana: str, gateway: RunningGateway
) -> None:
    method = kept(client, ana)
    gateway.fault("drop_after_commit", match="POST /v1/payment_intents")
    key: stripe.RequestOptions = {"idempotency_key": f"one tap {ana}"}
    ask: stripe.params.PaymentIntentCreateParams = {
        "amount": 900,
        "currency": "chf",
        "customer": ana,
        "payment_method": method,
        "confirm": True,
        "return_url": BACK,
    }
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.create(ask, key)
    again = client.v1.payment_intents.create(ask, key)
    [only] = client.v1.payment_intents.list({"customer": ana}).data
    assert only.id == again.id
