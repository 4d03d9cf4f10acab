"""What makes no sense is refused with one sentence, changes nothing, and is logged without a word
about anybody: signed messages with impossible figures, used keys, strangers."""

import hmac
import json
import time
from hashlib import sha256
from uuid import uuid4

import pytest
import structlog
from sqlmodel import select

from foodapp.accounts import sessions
from foodapp.cards import wallet
from foodapp.gateways import registry
from foodapp.gateways.errors import Refused, Unavailable
from foodapp.gateways.numbers import heard
from foodapp.gateways.protocol import DisputeStatus, GatewayDispute, GatewayState, MoneyAt
from foodapp.gateways.stripe.gateway import CONNECT_S, READ_S, StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.kit import db
from foodapp.kit.errors import DomainError, NotFound
from foodapp.payments import authorising, calls, disputes, tapping
from foodapp.payments.locking import lock
from foodapp.payments.models import Dispute, Payment, PaymentStatus, WebhookEvent
from tests.fixtures.world import start_order
from tests.foodapp.payments.conftest import payment_of, post_webhook

TOTAL = 2050
IMPOSSIBLE = [-1, 2**63, float("nan"), float("inf"), "2050", None, True, 20.5, [2050]]


@pytest.fixture
def payment(session, world):
    """Open, of 20.50, at a gateway that this test does not need."""
    order = start_order(session, world)
    row = Payment(
        gateway="stripe", order_id=order.id, amount_minor=TOTAL, currency="CHF", page_ref="cs_1"
    )
    session.add(row)
    session.commit()
    return row


@pytest.fixture(autouse=True)
def _stripe(monkeypatch):
    ours = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET)
    monkeypatch.setattr(registry, "gateway", {"stripe": ours}.__getitem__)


def event(payment, kind="payment_intent.amount_capturable_updated", **facts):
    intent = {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": TOTAL,
        "amount_received": 0,
        "currency": "chf",
        "metadata": {"payment_id": str(payment.id)},
    }
    about = intent | facts
    told = {"id": f"evt_{uuid4().hex}", "type": kind, "livemode": False, "data": {"object": about}}
    return told


def send(told, *, age_s=0, secret=DEMO_WEBHOOK_SECRET):
    body = json.dumps(told).encode()
    at = int(time.time()) - age_s
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    return post_webhook(body, f"t={at},v1={mac}")


def is_untouched(session, payment):
    session.expire_all()
    row = session.get_one(Payment, payment.id)
    return (row.status, row.captured_minor, row.intent_ref) == (PaymentStatus.OPEN, 0, None)


@pytest.mark.parametrize("told", IMPOSSIBLE)
def test_only_whole_amounts_from_zero_on_are_amounts(told):
    with pytest.raises(ValueError, match="not an amount"):
        heard("stripe", told, "chf")
    assert [heard("stripe", 0, "chf"), heard("stripe", TOTAL, "chf")] == [0, TOTAL]


@pytest.mark.parametrize("name", ["amount", "amount_received"])
@pytest.mark.parametrize("told", IMPOSSIBLE)
def test_a_signed_message_with_an_impossible_amount_changes_nothing(session, payment, name, told):
    answer = send(event(payment, **{name: told}))
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "This message could not be verified."},
    )
    assert is_untouched(session, payment)
    assert session.exec(select(WebhookEvent)).all() == []


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": 0},
        {"amount": TOTAL + 1},
        {"currency": "eur"},
        {"amount_received": TOTAL + 1},
    ],
)
def test_a_message_about_other_money_is_kept_and_changes_nothing(session, payment, facts):
    assert send(event(payment, "payment_intent.succeeded", **facts)).status_code == 200
    assert is_untouched(session, payment)
    [kept] = session.exec(select(WebhookEvent)).all()
    assert kept.effect in ("wrong amount", "wrong currency")


@pytest.mark.parametrize("facts", [{"currency": None}, {"currency": 7}, {"metadata": 7}])
def test_a_signed_message_of_another_shape_is_refused(session, payment, facts):
    assert send(event(payment, **facts)).status_code == 400
    assert is_untouched(session, payment)


def test_a_message_that_is_replayed_is_refused_when_old_and_does_nothing_when_young(
    session, payment
):
    told = event(payment)
    assert send(told, age_s=301).status_code == 400
    assert is_untouched(session, payment)
    assert [send(told).status_code, send(told).status_code] == [200, 200]
    session.expire_all()
    assert session.get_one(Payment, payment.id).status is PaymentStatus.AUTHORISED
    assert len(session.exec(select(WebhookEvent)).all()) == 1


@pytest.mark.parametrize(
    ("facts", "secret"),
    [
        ({"account": "acct_of_a_stranger"}, DEMO_WEBHOOK_SECRET),
        ({"livemode": True}, DEMO_WEBHOOK_SECRET),
        ({}, "whsec_of_a_stranger"),
    ],
)
def test_a_message_of_somebody_else_is_refused(session, payment, facts, secret):
    assert send(event(payment) | facts, secret=secret).status_code == 400
    assert is_untouched(session, payment)


def test_a_refusal_is_logged_without_a_word_about_anybody(session, payment):
    told = event(payment, receipt_email="cy@example.org", shipping={"name": "Cy Winter"})
    with structlog.testing.capture_logs() as logs:
        send(told | {"account": "acct_x"})
        send(told)
    assert [line["event"] for line in logs][:1] == ["webhook.forged"]
    assert "cy@example.org" not in str(logs)
    assert "Winter" not in str(logs)


@pytest.mark.parametrize("facts", [{"taken_minor": TOTAL + 1}, {"refunded_minor": 1}])
def test_more_than_was_ever_paid_is_not_believed(session, payment, facts):
    state = GatewayState(MoneyAt.TAKEN, page_open=False, intent_ref="pi_1", amount_minor=TOTAL,
                  currency="CHF", **facts)  # fmt: skip
    with db.transaction() as inner:
        order, row = lock(inner, payment.order_id)
        assert authorising.apply(inner, order, row, state) == "wrong amount"
    assert is_untouched(session, payment)


@pytest.mark.parametrize("amount", [0, -1, TOTAL + 1, 2**40])
def test_a_dispute_over_an_impossible_amount_changes_nothing(session, payment, amount):
    dispute = GatewayDispute(
        "dp_1", "pi_1", DisputeStatus.OPEN, amount, amount, "CHF", "general", None
    )
    with db.transaction() as inner:
        order, row = lock(inner, payment.order_id)
        assert disputes.take_in(inner, order, row, dispute) == "wrong amount"
    assert session.exec(select(Dispute)).all() == []


def test_a_stranger_gets_nothing_back_and_pays_with_nothing(session, world, payment):
    with db.transaction() as inner, pytest.raises(DomainError):
        sessions.admin(inner, world.cookies["sid"])  # who alone may give anything back
    with pytest.raises(NotFound):
        tapping.pay(world.stranger, payment.order_id, uuid4())
    with db.transaction() as inner, pytest.raises(NotFound):
        wallet.remove(inner, world.stranger, uuid4())
    assert is_untouched(session, payment)


def test_we_wait_a_second_for_a_connection_and_five_for_an_answer():
    assert (CONNECT_S, READ_S) == (1.0, 5.0)


def test_a_gateway_that_does_not_answer_is_given_up_after_the_time_limit(running):
    hasty = StripeGateway(
        DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=running.url, read_s=0.3
    )
    running.fault("timeout_before_commit", match="GET /v1/*", calls=3, seconds=10)
    began = time.monotonic()
    with pytest.raises(Unavailable, match="Please try again"):
        hasty.look_up("cs_test_1", "")
    assert time.monotonic() - began < 20, "three tries, each cut off"
    running.behave()


def test_a_key_that_was_used_for_something_else_is_a_clear_no(running):
    ours = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=running.url)
    ours.vault.open_account(uuid4(), "one key")
    with pytest.raises(Refused) as refused:
        ours.vault.open_account(uuid4(), "one key")
    assert refused.value.code == "idempotency"


def test_a_key_is_the_same_until_its_answer_is_stored(session, payment):
    with db.transaction() as inner:
        first = calls.record(inner, payment.id, "card", TOTAL).idempotency_key
        assert calls.record(inner, payment.id, "card", TOTAL).idempotency_key == first
        assert calls.answer(inner, first, {})
        assert not calls.answer(inner, first, {}), "once"
        assert calls.record(inner, payment.id, "card", TOTAL).idempotency_key != first
    assert payment_of(payment.order_id).id == payment.id
