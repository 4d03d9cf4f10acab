"""What a platform and a customer do, in a few words."""

import httpx
import stripe


def open_session(client: stripe.StripeClient, amount: int = 2350) -> stripe.checkout.Session:
    return client.v1.checkout.sessions.create(
        {
            "mode": "payment",
            "success_url": "http://shop.test/done?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://shop.test/checkout",
            "client_reference_id": "order-7",
            "metadata": {"order_id": "7"},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "eur",
                        "unit_amount": amount,
                        "product_data": {"name": "Your order from Nonna"},
                    },
                }
            ],
            "payment_intent_data": {"capture_method": "manual", "metadata": {"order_id": "7"}},
        }
    )


def submit_card(
    browser: httpx.Client, session_id: str, number: str = "4242424242424242", **fields: str
) -> httpx.Response:
    form = {"number": number, "expiry": "12 / 34", "cvc": "123", "name": "Ana Roth"} | fields
    return browser.post(f"/pay/{session_id}", data=form)


def authorised(
    client: stripe.StripeClient,
    browser: httpx.Client,
    amount: int = 2350,
    number: str = "4242424242424242",
) -> str:
    """A payment held by the bank; returns the PaymentIntent's id."""
    session = open_session(client, amount)
    assert submit_card(browser, session.id, number).status_code == 303
    intent = client.v1.checkout.sessions.retrieve(session.id).payment_intent
    assert isinstance(intent, str)
    return intent
