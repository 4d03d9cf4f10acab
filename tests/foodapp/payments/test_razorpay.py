"""An order in rupees, from its page to its end, through Razorpay."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from foodapp.api.webhooks import ROUTES
from foodapp.gateways import registry
from foodapp.kit import clock, db
from foodapp.kit.settings import whole
from foodapp.orders import endings, kitchen
from foodapp.orders.models import OrderStatus
from foodapp.payments import disputes, paying, polling
from foodapp.payments.models import PaymentStatus
from foodapp.reconciliation import running
from foodapp.reconciliation.models import Difference, GatewayLine
from foodapp.restaurants.models import Restaurant
from foodapp.ui.http import routes
from tests.fixtures.razorpay import submit
from tests.fixtures.world import start_order
from tests.foodapp.payments.conftest import order_of, payment_of

TOTAL, FEE = 2050, 1750
HERE = "http://localhost:8000"


@pytest.fixture
def tell(gateway):
    """Hand all that the gateway wants to say to the platform's own route; returns the answers."""

    def tell(times=1):
        answers = []
        for letter in gateway.control("deliveries/take", now=True)["letters"] * times:
            answers.append(asyncio.run(_post(letter)))
        return answers

    gateway.forget_waiting_webhooks()
    gateway.control("endpoint", gateway="razorpay", url="http://127.0.0.1:9/nobody")
    return tell


async def _post(letter):
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        path = f"/api/webhooks/{letter['gateway']}"
        return await http.post(path, content=letter["body"], headers=letter["headers"])


@pytest.fixture
def unpaid(session, world, gateway):
    session.execute(update(Restaurant).values(currency="INR"))
    order = start_order(session, world)
    session.commit()
    assert paying.open_page(world.customer, order.id) == f"{HERE}/api/pay/{order.id}"
    session.expire_all()
    return order


@pytest.fixture
def held(unpaid, gateway, tell):
    submit(gateway, payment_of(unpaid.id).page_ref, "success@razorpay")
    assert {answer.status_code for answer in tell(times=2)} == {200}
    return unpaid


@pytest.fixture
def money(session, gateway):
    def look(order):
        session.expire_all()
        payment = payment_of(order.id)
        books = gateway.books_of(payment.intent_ref)
        assert (payment.captured_minor, payment.refunded_minor) == (
            books["captured"],
            books["refunded"],
        )
        return payment.status, payment.captured_minor, payment.refunded_minor

    return look


def accept(world, order):
    with db.transaction() as session:
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)


def reject(world, order):
    with db.transaction() as session:
        kitchen.reject(session, world.staff, order.id, reason=next(iter(kitchen.REJECT_REASONS)))


def test_rupees_go_to_razorpay_and_the_payment_remembers(unpaid):
    assert payment_of(unpaid.id).gateway == "razorpay"
    assert (registry.name_for("INR"), registry.name_for("chf")) == ("razorpay", "stripe")


def test_a_held_order_is_placed_once(held):
    assert order_of(held.id).status is OrderStatus.PLACED
    assert payment_of(held.id).status is PaymentStatus.AUTHORISED


def test_acceptance_takes_the_money(world, held, drain_outbox, money, tell):
    accept(world, held)
    drain_outbox()
    tell(times=2)
    assert money(held) == (PaymentStatus.CAPTURED, TOTAL, 0)


def test_a_fee_is_the_whole_capture_and_a_refund_of_the_rest(world, held, drain_outbox, money):
    accept(world, held)
    with db.transaction() as session:
        endings.cancel(session, world.customer, held.id, agreed_fee_minor=FEE)
    drain_outbox()
    assert money(held) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - FEE)


def test_a_rejected_order_s_hold_lapses(world, held, gateway, drain_outbox, money, tell):
    reject(world, held)
    drain_outbox()
    assert money(held) == (PaymentStatus.AUTHORISED, 0, 0)
    with db.transaction() as session:
        assert polling.doubt_unsettled(session) == 0, "nobody asks every minute"
    gateway.control("clock", shift_s=25 * 3600)
    tell(times=2)
    drain_outbox()
    gateway.control("clock", shift_s=-25 * 3600)
    assert money(held) == (PaymentStatus.VOIDED, 0, 0)


@pytest.mark.parametrize("waits", [True, False])
def test_a_late_authorisation_is_paid_if_the_order_waits(
    session, unpaid, gateway, drain_outbox, tell, waits
):
    page_ref = payment_of(unpaid.id).page_ref
    submit(gateway, page_ref, "late@razorpay")
    tell()
    session.expire_all()
    assert payment_of(unpaid.id).failure == "payment_timed_out"
    if not waits:
        with db.transaction() as inner:
            endings.payment_failed(inner, endings.PLATFORM, unpaid.id, reason="abandoned")
        drain_outbox()
    [late] = [
        row["payment_intent"]
        for row in gateway.control("books")["payments"]
        if row["session"] == page_ref
    ]
    gateway.control("late", payment=late)
    tell(times=2)
    drain_outbox()
    session.expire_all()
    placed = order_of(unpaid.id).status is OrderStatus.PLACED
    assert placed is waits
    assert payment_of(unpaid.id).status is PaymentStatus.AUTHORISED
    if not waits:
        gateway.control("clock", shift_s=25 * 3600)
        tell()
        drain_outbox()
        gateway.control("clock", shift_s=-25 * 3600)
        session.expire_all()
        assert payment_of(unpaid.id).status is PaymentStatus.VOIDED


@pytest.mark.parametrize("won", [True, False])
def test_what_a_dispute_deducts_is_in_both_books(
    session, world, held, drain_outbox, gateway, monkeypatch, won
):
    monkeypatch.setattr(running, "QUIET", timedelta(minutes=-1))
    accept(world, held)
    drain_outbox()
    intent_ref = payment_of(held.id).intent_ref
    told = gateway.control("disputes", payment=intent_ref)
    gateway.control("disputes/close", dispute=told["dispute"], won=won)
    disputes.look_up()
    session.expire_all()
    assert payment_of(held.id).status is (
        PaymentStatus.CAPTURED if won else PaymentStatus.CHARGED_BACK
    )
    running.run_day("razorpay", clock.now().date())
    about = select(GatewayLine.amount_minor).where(GatewayLine.intent_ref == intent_ref)
    assert sum(session.exec(about)) == (TOTAL if won else 0)
    assert session.exec(select(Difference).where(Difference.intent_ref == intent_ref)).all() == []


def test_what_the_webhook_never_said_is_found_by_looking(session, world, unpaid, gateway):
    submit(gateway, payment_of(unpaid.id).page_ref, "success@razorpay")
    gateway.forget_waiting_webhooks()
    polling.look_up_now(world.customer, unpaid.id)
    session.expire_all()
    assert order_of(unpaid.id).status is OrderStatus.PLACED


@pytest.mark.parametrize("twist", ["wrong_amount", "wrong_currency"])
def test_a_message_of_another_amount_changes_nothing(session, unpaid, gateway, tell, twist):
    gateway.control("faults", target="webhook", kind=twist, match="payment.authorized")
    submit(gateway, payment_of(unpaid.id).page_ref, "success@razorpay")
    assert [answer.status_code for answer in tell()] == [200]
    session.expire_all()
    assert order_of(unpaid.id).status is OrderStatus.AWAITING_PAYMENT


def test_the_form_is_for_the_customer_alone_and_has_a_policy_of_its_own(world, unpaid):
    client = TestClient(routes(), base_url=HERE)
    cy, ana = (f"sid={world.cookies[name].sid}" for name in ("cy", "ana"))
    path = f"/api/pay/{unpaid.id}"
    page = client.get(path, headers={"cookie": cy})
    assert page.status_code == 200
    assert payment_of(unpaid.id).page_ref in page.text
    assert "form-action http://127.0.0.1" in page.headers["content-security-policy"]
    assert client.get(path, headers={"cookie": ana}).status_code in (401, 403, 404)
    assert client.get(path).status_code == 401
    back = client.post(f"{path}/back", data={"x": "y"}, follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, f"/orders/{unpaid.id}?paid=1")


def test_a_gateway_without_keys_has_no_door(world):
    client = TestClient(routes(), base_url=HERE)
    assert client.post("/api/webhooks/paypal", content=b"{}").status_code == 404


KEYS = {
    "razorpay_key_id": "rzp_live_x",
    "razorpay_key_secret": "s",
    "razorpay_webhook_secret": "w",
    "razorpay_account_id": "acc_x",
}
PRODUCTION = {"mode": "production", "secret_key": "s" * 40, "public_url": "https://town.example"}


@pytest.mark.parametrize("missing", KEYS)
def test_production_refuses_a_razorpay_that_lacks_a_setting(missing):
    given = {**KEYS, missing: ""}
    with pytest.raises(ValueError, match=f"FOODAPP_{missing.upper()}"):
        whole()(**PRODUCTION, **given, payment_gateways="*=razorpay")
    assert whole()(**PRODUCTION, **KEYS, payment_gateways="*=razorpay")


def test_production_without_razorpay_keys_never_uses_it():
    chosen = whole()(**PRODUCTION, stripe_secret_key="sk_live_x", stripe_webhook_secret="w")
    assert chosen.gateway_by_currency == {"*": "stripe"}
    assert "razorpay" not in chosen.gateways_with_keys


@pytest.mark.parametrize("text", ["INR", "INR=paypal", "rupees=razorpay", "=stripe"])
def test_a_misspelt_choice_of_gateways_is_refused(text):
    with pytest.raises(ValueError, match="reads like"):
        whole()(payment_gateways=text)
