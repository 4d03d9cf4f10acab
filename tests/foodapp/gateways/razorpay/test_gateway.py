"""Razorpay's own client against the test gateway: holds, captures, refunds, and what goes wrong."""

import json
import time
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from foodapp.gateways.errors import Forged, Refused, Unavailable
from foodapp.gateways.protocol import MoneyAt, PageRequest
from foodapp.gateways.razorpay.gateway import receipt_of
from foodapp.kit import clock
from tests.fixtures.razorpay import razorpay_of, submit

TOTAL = 45_000
HOUR_S = 3600


@pytest.fixture
def gateway(running):
    httpx.delete(f"{running.url}/_control/faults").raise_for_status()
    running.forget_waiting_webhooks()
    running.control("endpoint", gateway="razorpay", url="http://127.0.0.1:9/nobody")
    return razorpay_of(running, read_s=1)


def request(payment_id=None, life=timedelta(minutes=30), amount=TOTAL):
    return PageRequest(
        payment_id=payment_id or uuid4(),
        paid_id=uuid4(),
        amount_minor=amount,
        currency="INR",
        title="Order AAA-01 from Nonna",
        paid_url="http://shop.test/orders/1?paid=1",
        back_url="http://shop.test/checkout",
        form_url="http://shop.test/api/pay/1",
        expires_at=clock.now() + life,
    )


@pytest.fixture
def held(running, gateway):
    """(order, payment): authorised."""

    def pay(way="success@razorpay"):
        asked = request()
        page = gateway.open_payment_page(asked, f"{asked.payment_id}:page:0")
        assert submit(running, page.page_ref, way).status_code == 200
        state = gateway.look_up(page.page_ref, "")
        assert state.held is MoneyAt.HELD
        return page.page_ref, state.intent_ref

    return pay


def letters(running, kind=""):
    told = running.control("deliveries/take", now=True)["letters"]
    return [one for one in told if kind in one["kind"]]


def test_the_same_key_opens_the_same_order(gateway):
    asked = request()
    key = f"{asked.payment_id}:page:0"
    assert gateway.open_payment_page(asked, key) == gateway.open_payment_page(asked, key)
    assert len(receipt_of(key)) <= 40


def test_the_form_leads_to_a_page_that_takes_the_ordered_amount_only(running, gateway):
    asked = request()
    page = gateway.open_payment_page(asked, f"{asked.payment_id}:page:0")
    form = gateway.page_form(asked, page.page_ref)
    with httpx.Client(follow_redirects=True) as browser:
        shown = browser.post(form.action, data=form.fields)
        assert (shown.status_code, "₹450.00" in shown.text) == (200, True)
        cheaper = browser.post(form.action, data=form.fields | {"amount": "100"})
        assert cheaper.status_code == 400
        back = browser.post(str(shown.url), data={"vpa": "success@razorpay"})
    assert 'action="http://shop.test/api/pay/1/back"' in back.text


def test_a_hold_is_taken_whole_and_once(running, gateway, held):
    order, payment = held()
    with pytest.raises(Refused, match="refused"):
        gateway.capture(payment, TOTAL - 1, "INR", "k")
    gateway.capture(payment, TOTAL, "INR", "k")
    with pytest.raises(Refused) as no:
        gateway.capture(payment, TOTAL, "INR", "k")
    assert no.value.code == "this_payment_has_already_been_captured"
    state = gateway.look_up(order, payment)
    assert (state.held, state.taken_minor, state.page_open) == (MoneyAt.TAKEN, TOTAL, False)
    assert running.books_of(payment)["captures"] == 1


def test_a_hold_that_nobody_takes_goes_back_by_itself(running, gateway, held):
    order, payment = held()
    running.control("clock", shift_s=25 * HOUR_S)
    state = gateway.look_up(order, payment)
    running.control("clock", shift_s=-25 * HOUR_S)
    assert (state.held, state.taken_minor, state.refunded_minor) == (MoneyAt.RELEASED, 0, 0)
    books = running.books_of(payment)
    assert (books["held"], books["captured"], books["refunded"]) == (0, 0, 0)


def test_a_refund_is_made_once_a_key_and_never_above_what_was_taken(running, gateway, held):
    order, payment = held()
    gateway.capture(payment, TOTAL, "INR", "k")
    for _ in range(2):
        gateway.refund(payment, 10_000, "INR", "refund:of:this:0")
    with pytest.raises(Refused) as no:
        gateway.refund(payment, 10_001, "INR", "refund:of:this:0")
    assert no.value.code == "idempotency"
    with pytest.raises(Refused):
        gateway.refund(payment, TOTAL, "INR", "refund:of:this:1")
    assert gateway.look_up(order, payment).refunded_minor == 10_000
    assert running.books_of(payment)["refunds"] == 1


@pytest.mark.parametrize(
    "fault", ["drop_before_commit", "drop_after_commit", "409", "429", "500", "500_after_commit"]
)
def test_a_refund_that_goes_wrong_on_the_way_is_made_once(running, gateway, held, fault, capfd):
    _, payment = held()
    gateway.capture(payment, TOTAL, "INR", "k")
    running.fault(fault, match="POST /razorpay/v1/payments/*/refund")
    gateway.refund(payment, 500, "INR", f"refund-after-{fault}")
    books = running.books_of(payment)
    assert (books["refunded"], books["refunds"]) == (500, 1)
    said = capfd.readouterr().out
    assert "Connection failed" not in said, "the client prints: we do not"
    assert "Request" not in said


def test_a_gateway_that_does_not_answer_is_given_up_after_the_time_limit(running, gateway, held):
    running.fault("timeout_before_commit", match="GET *", seconds=12)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        gateway._ask_once(lambda: gateway._client.order.fetch("order_x"))
    assert time.monotonic() - began < 10


def test_the_next_try_counts_after_a_decline(running, gateway):
    asked = request()
    page = gateway.open_payment_page(asked, f"{asked.payment_id}:page:0")
    submit(running, page.page_ref, "4000000000009995")
    state = gateway.look_up(page.page_ref, "")
    assert (state.held, state.decline, state.intent_ref) == (
        MoneyAt.NOWHERE,
        "insufficient_funds",
        "",
    )
    assert state.page_open
    submit(running, page.page_ref, "4242424242424242")
    assert gateway.look_up(page.page_ref, "").held is MoneyAt.HELD


def test_a_page_closes_when_we_said(gateway):
    asked = request(life=timedelta(seconds=-1))
    page = gateway.open_payment_page(asked, f"{asked.payment_id}:page:0")
    assert not gateway.look_up(page.page_ref, "").page_open


def test_a_failed_payment_can_be_authorised_days_later(running, gateway):
    asked = request()
    page = gateway.open_payment_page(asked, f"{asked.payment_id}:page:0")
    submit(running, page.page_ref, "late@razorpay")
    assert gateway.look_up(page.page_ref, "").decline == "payment_timed_out"
    running.control("clock", shift_s=49 * HOUR_S)
    state = gateway.look_up(page.page_ref, "")
    running.control("clock", shift_s=-49 * HOUR_S)
    assert state.held is MoneyAt.HELD


def test_events_are_verified_and_reduced(running, gateway, held):
    order, payment = held()
    [letter] = letters(running, "payment.authorized")
    message = gateway.verify_webhook(letter["body"].encode(), letter["headers"])
    assert (message.kind, message.page_ref) == ("payment.authorized", order)
    assert message.event_id == letter["headers"]["x-razorpay-event-id"]
    assert message.state is not None
    assert (message.state.held, message.state.intent_ref) == (MoneyAt.HELD, payment)


@pytest.mark.parametrize("twist", ["bad_signature", "old_timestamp", "wrong_account"])
def test_a_message_that_is_not_surely_ours_is_refused(running, gateway, held, twist):
    running.control("faults", target="webhook", kind=twist, match="payment.authorized")
    held()
    [letter] = letters(running, "payment.authorized")
    with pytest.raises(Forged):
        gateway.verify_webhook(letter["body"].encode(), letter["headers"])


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"event": 1}', b"\xff", b'{"a":NaN}'])
def test_a_misshapen_body_is_refused_even_when_signed(gateway, body):
    import hmac
    from hashlib import sha256

    mac = hmac.new(gateway._webhook_secret.encode(), body, sha256).hexdigest()
    with pytest.raises(Forged):
        gateway.verify_webhook(body, {"x-razorpay-signature": mac, "x-razorpay-event-id": "evt_1"})


def test_the_test_gateway_refuses_what_razorpay_does_not_know(running):
    auth = ("rzp_test_demo", "rzp_secret_demo")
    url = f"{running.url}/razorpay/v1/orders"
    misspelt = httpx.post(url, auth=auth, json={"amount": 100, "currency": "INR", "recept": "1"})
    assert misspelt.status_code == 400
    assert "recept" in misspelt.json()["error"]["description"]
    for amount in (0, -1, 2**63, 1.5, True, "NaN", None):
        answer = httpx.post(
            url, auth=auth, content=json.dumps({"amount": amount, "currency": "INR"})
        )
        assert answer.status_code == 400, amount
    assert httpx.post(url, auth=("rzp_test_demo", "guess"), json={}).status_code == 401
