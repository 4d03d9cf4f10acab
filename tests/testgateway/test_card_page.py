import httpx
import pytest
import stripe

from tests.fixtures.gateway import RunningGateway
from tests.fixtures.paying import open_session, submit_card


def intent_of(client: stripe.StripeClient, session_id: str) -> stripe.PaymentIntent:
    session = client.v1.checkout.sessions.retrieve(session_id)
    assert isinstance(session.payment_intent, str)
    return client.v1.payment_intents.retrieve(session.payment_intent)


def test_a_good_card_is_held_and_leads_back_to_the_shop(
    client: stripe.StripeClient, browser: httpx.Client
) -> None:
    session = open_session(client)
    assert session.status == "open"
    assert session.payment_intent is None
    page = browser.get(f"/pay/{session.id}")
    assert "€23.50" in page.text
    assert "Nonna" in page.text

    answer = submit_card(browser, session.id)

    assert answer.headers["location"] == f"http://shop.test/done?session={session.id}"
    session = client.v1.checkout.sessions.retrieve(session.id)
    assert (session.status, session.payment_status) == ("complete", "unpaid")
    intent = intent_of(client, session.id)
    assert (intent.status, intent.amount_capturable) == ("requires_capture", 2350)
    assert intent.metadata["order_id"] == "7"


@pytest.mark.parametrize(
    ("number", "code", "decline_code", "sentence"),
    [
        ("4000000000000002", "card_declined", "generic_decline", "Your card was declined."),
        ("4000000000009995", "card_declined", "insufficient_funds", "insufficient funds"),
        ("4000000000000069", "expired_card", "expired_card", "has expired"),
        ("4000000000000127", "incorrect_cvc", "incorrect_cvc", "security code is incorrect"),
        ("4000000000000119", "processing_error", "processing_error", "Try again in a little bit"),
        ("4100000000000019", "card_declined", "fraudulent", "Your card was declined."),
    ],
)
def test_a_declined_card_says_why_and_lets_the_customer_try_another(
    client: stripe.StripeClient,
    browser: httpx.Client,
    number: str,
    code: str,
    decline_code: str,
    sentence: str,
) -> None:
    session = open_session(client)
    answer = submit_card(browser, session.id, number)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#x27;", "'")
    intent = intent_of(client, session.id)
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.code == code
    assert intent.last_payment_error.decline_code == decline_code

    assert submit_card(browser, session.id).status_code == 303
    again = intent_of(client, session.id)
    assert (again.id, again.status) == (intent.id, "requires_capture")
    assert again.last_payment_error is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "4242424242424241"}, "number is not valid"),
        ({"number": "abc\0"}, "number is not valid"),
        ({"expiry": "13/34"}, "not complete"),
        ({"expiry": "01/20"}, "in the past"),
        ({"cvc": "12"}, "security code is not complete"),
    ],
)
def test_a_mistyped_card_never_reaches_the_bank(
    client: stripe.StripeClient, browser: httpx.Client, fields: dict[str, str], sentence: str
) -> None:
    session = open_session(client)
    answer = submit_card(browser, session.id, **fields)
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert client.v1.checkout.sessions.retrieve(session.id).payment_intent is None


@pytest.mark.parametrize("number", ["4000002500003155", "4000000000003220"])
def test_3d_secure_completed_holds_the_money(
    client: stripe.StripeClient, browser: httpx.Client, number: str
) -> None:
    session = open_session(client)
    bank = submit_card(browser, session.id, number).headers["location"]
    assert intent_of(client, session.id).status == "requires_action"
    assert "Complete" in browser.get(bank).text
    back = browser.post(bank, data={"answer": "complete"})
    assert back.headers["location"].startswith("http://shop.test/done")
    assert intent_of(client, session.id).status == "requires_capture"


def test_3d_secure_failed_returns_to_the_card_page(
    client: stripe.StripeClient, browser: httpx.Client
) -> None:
    session = open_session(client)
    bank = submit_card(browser, session.id, "4000002500003155").headers["location"]
    page = browser.post(bank, data={"answer": "fail"}).text
    assert "unable to authenticate" in page
    assert f'action="/pay/{session.id}"' in page
    intent = intent_of(client, session.id)
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert submit_card(browser, session.id).status_code == 303


def test_a_bank_can_decline_after_3d_secure(
    client: stripe.StripeClient, browser: httpx.Client
) -> None:
    session = open_session(client)
    bank = submit_card(browser, session.id, "4000008400001629").headers["location"]
    assert "declined" in browser.post(bank, data={"answer": "complete"}).text


def test_a_double_click_pays_once(
    client: stripe.StripeClient, browser: httpx.Client, gateway: RunningGateway
) -> None:
    session = open_session(client)
    first, second = submit_card(browser, session.id), submit_card(browser, session.id)
    assert first.headers["location"] == second.headers["location"]
    assert gateway.books_of(intent_of(client, session.id).id)["held"] == 2350


def test_an_expired_page_takes_no_card(client: stripe.StripeClient, browser: httpx.Client) -> None:
    session = open_session(client)
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"
    assert submit_card(browser, session.id).status_code == 410
    assert "expired" in browser.get(f"/pay/{session.id}").text
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.expire(session.id)


def test_the_page_escapes_what_it_shows(client: stripe.StripeClient, browser: httpx.Client) -> None:
    session = client.v1.checkout.sessions.create(
        {
            "mode": "payment",
            "success_url": "http://shop.test",
            "line_items": [
                {
                    "quantity": 2,
                    "price_data": {
                        "currency": "eur",
                        "unit_amount": 100,
                        "product_data": {"name": "<script>alert(1)</script>"},
                    },
                }
            ],
        }
    )
    page = browser.get(f"/pay/{session.id}").text
    assert "<script>" not in page
    assert browser.get("/pay/cs_test_nothing").status_code == 404
