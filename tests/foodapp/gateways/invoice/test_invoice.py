"""A third gateway is its own folder and one line: an order is paid through it to its end."""

import asyncio
import runpy
from datetime import timedelta

import httpx
import pytest
from pydantic import ValidationError
from sqlmodel import select
from starlette.applications import Starlette

from foodapp.api.webhooks import ROUTES
from foodapp.gateways import known, registry
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock, db
from foodapp.kit.settings import settings, whole
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import kitchen
from foodapp.orders.models import OrderStatus
from foodapp.payments import paying, polling
from foodapp.payments.models import PaymentStatus
from foodapp.reconciliation import running
from foodapp.reconciliation.models import Difference, GatewayLine
from foodapp.views.console import health
from tests.fixtures.site import ROOT
from tests.fixtures.world import start_order
from tests.foodapp.gateways.invoice.declaration import INVOICE
from tests.foodapp.gateways.invoice.settings import DEMO_INVOICE_KEY
from tests.foodapp.kit.test_settings import OWN
from tests.foodapp.payments.conftest import TOTAL, ask, moved, order_of, payment_of

COMPOSE_SETTINGS = runpy.run_path(str(ROOT / "scripts/compose_settings.py"))
CACHES = (whole, settings, registry.gateway)


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    """The one line, and the operator's choice."""
    monkeypatch.setitem(known.KNOWN, INVOICE.name, INVOICE)
    monkeypatch.setenv("FOODAPP_PAYMENT_GATEWAYS", "CHF=invoice")
    for one in CACHES:
        one.cache_clear()
    yield
    monkeypatch.undo()
    for one in CACHES:
        one.cache_clear()


@pytest.fixture
def office(registered):
    return registry.gateway("invoice").office


@pytest.fixture
def placed(session, world, office):
    """Cy has said yes to an invoice."""
    order = start_order(session, world)
    session.commit()
    url = paying.open_page(world.customer, order.id)
    assert url.endswith(f"/orders/{order.id}?paid=1")
    polling.look_up_now(world.customer, order.id)
    session.expire_all()
    return order


@pytest.fixture
def accepted(session, world, placed, drain_outbox):
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, placed.id, prep_minutes=20)
    with pytest.raises(Unavailable):  # the customer has been asked; the worker will ask again
        drain_outbox()
    session.expire_all()
    return placed


def post(body, headers):
    """Through the platform's own route."""

    async def there():
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
            return await http.post("/api/webhooks/invoice", content=body, headers=headers)

    return asyncio.run(there()).status_code


def marked_as_paid(session, office, order):
    told = office.mark_paid(payment_of(order.id).intent_ref)
    assert [post(*told), post(*told)] == [200, 200], "and once more"
    session.expire_all()


def money(order):
    payment = payment_of(order.id)
    return payment.status, payment.captured_minor, payment.refunded_minor


def test_a_hold_is_there_at_once(placed):
    assert payment_of(placed.id).gateway == "invoice"
    assert money(placed) == (PaymentStatus.AUTHORISED, 0, 0)
    assert order_of(placed.id).status is OrderStatus.PLACED


def test_an_invoice_is_taken_when_it_is_marked_as_paid(session, accepted, office, drain_outbox):
    assert order_of(accepted.id).status is OrderStatus.ACCEPTED
    assert money(accepted) == (PaymentStatus.AUTHORISED, 0, 0)
    marked_as_paid(session, office, accepted)
    assert money(accepted) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert drain_outbox() > 0
    assert drain_outbox() == 0
    amounts = moved(accepted)
    assert Kind.CUSTOMER not in amounts, "settled"
    assert amounts[Kind.GATEWAY] == TOTAL


def test_part_of_an_invoice_is_given_back_and_both_books_agree(
    session, world, accepted, office, drain_outbox, monkeypatch
):
    marked_as_paid(session, office, accepted)
    ask(world.admin, accepted, amount_minor=500)
    drain_outbox()
    session.expire_all()
    assert money(accepted) == (PaymentStatus.PART_REFUNDED, TOTAL, 500)
    [invoice] = office.invoices.values()
    assert list(invoice.given_back.values()) == [500]
    assert moved(accepted)[Kind.GATEWAY] == TOTAL - 500
    monkeypatch.setattr(running, "QUIET", timedelta(minutes=-1))
    run = running.run_day("invoice", clock.now().date())
    assert (run.failure, run.ours["CHF"]) == ("", TOTAL - 500)
    assert session.exec(select(Difference)).all() == []
    assert len(session.exec(select(GatewayLine)).all()) == 2


def test_a_rejected_order_withdraws_its_invoice(session, world, placed, office, drain_outbox):
    with db.transaction() as inner:
        kitchen.reject(inner, world.staff, placed.id, reason=next(iter(kitchen.REJECT_REASONS)))
    drain_outbox()
    session.expire_all()
    assert money(placed) == (PaymentStatus.VOIDED, 0, 0)
    assert next(iter(office.invoices.values())).is_void


def test_a_letter_that_the_office_did_not_sign_moves_nothing(session, placed, office):
    body, _ = office.mark_paid(payment_of(placed.id).intent_ref)
    assert post(body, {"x-invoice-signature": "0" * 64}) == 400
    assert money(placed) == (PaymentStatus.AUTHORISED, 0, 0)


def test_its_settings_reach_every_program_and_production_asks_for_its_key():
    passed_on = COMPOSE_SETTINGS["passed_on"]()
    assert {"FOODAPP_INVOICE_KEY", "FOODAPP_INVOICE_DAYS"} <= set(passed_on)
    own = {**OWN, "payment_gateways": "*=invoice", "currency": "CHF"}
    with pytest.raises(ValidationError, match="FOODAPP_INVOICE_KEY"):
        whole()(**own, invoice_key=DEMO_INVOICE_KEY)
    assert whole()(**own, invoice_key="k").gateways_with_keys == ("invoice",)


def test_the_choice_of_gateways_knows_it_and_a_currency_that_it_does_not_take():
    assert registry.name_for("CHF") == "invoice"
    assert registry.name_for("EUR") == "stripe"
    with pytest.raises(ValidationError, match="Invoice takes no payments in JPY"):
        whole()(mode="demo", payment_gateways="JPY=invoice")


def test_the_console_names_it(session, world):
    rows = {one.name: one for one in health.chosen(session, world.admin)}
    assert rows["Payments by Invoice"].variable == "FOODAPP_INVOICE_KEY"
    assert "CHF: Invoice" in rows["Payments by currency"].value
