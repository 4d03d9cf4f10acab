"""A statement explains its payout, and the payout the ledger, to the cent."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.orders import kitchen
from foodapp.orders.ends import End
from foodapp.orders.models import EndedBy, Order, OrderStatus
from foodapp.payments import books, tipping
from foodapp.payments.refunds.models import Adjustment, Bearer, Decision
from foodapp.payouts import drafting, papers, statements
from foodapp.payouts.statements import AMOUNTS, Line
from foodapp.restaurants.settings import settings
from tests.fixtures.credit import give
from tests.foodapp.payouts.conftest import earn, owed, ride, soon


@pytest.fixture
def taxed(monkeypatch):
    """19 percent on the platform's commission."""
    changed = settings().model_copy(update={"commission_tax_bps": 1900})
    monkeypatch.setattr("foodapp.restaurants.rates.settings", lambda: changed)


@pytest.fixture
def delivered(session, world, taxed, placed_order) -> Order:
    """Cy's Margherita of 17.50, accepted, brought by Ravi for 4.80 and a tip of 2.00."""
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    order = session.get_one(Order, placed_order.id)
    order.tip_minor, order.total_minor = 200, order.total_minor + 200
    books.post_sale(session, order, because="accepted")
    order.status = OrderStatus.COLLECTED
    order.end_as(End.DELIVERED, EndedBy.RIDER)
    session.add(
        Delivery(
            order_id=order.id,
            restaurant_id=order.restaurant_id,
            rider_id=world.rider.rider_id,
            status=DeliveryStatus.DELIVERED,
            currency="CHF",
            pay_minor=480,
            tip_minor=200,
            distance_m=900,
            search_from=clock.now(),
            search_until=clock.now() + timedelta(minutes=5),
        )
    )
    session.flush()
    books.post_sale(session, order, because="delivered")
    return order


def give_back(session, order, minor: int, bearer: Bearer, **facts) -> None:
    session.add(
        Adjustment(
            order_id=order.id,
            kind="refund",
            amount_minor=minor,
            bearer=bearer,
            reason="Cold",
            decision=Decision.APPROVED,
            is_within_limit=True,
            **facts,
        )
    )
    session.flush()
    books.post_sale(session, order, because="refund")


def is_explained(session, payee, payout, earlier: int = 0) -> statements.Statement:
    found = statements.statement(session, payout)
    sums = Line(found.sums.at, "Total", **{n: sum(getattr(one, n) for one in found.lines)
                                          for n in AMOUNTS})  # fmt: skip
    assert sums == found.sums
    assert found.sums.total_minor == payout.amount_minor == owed(session, payee) - earlier
    for line in found.lines:
        parts = (line.food_minor, line.back_minor, line.commission_minor, line.ride_minor,
                 line.commission_tax_minor, line.tip_minor, line.cash_minor)  # fmt: skip
        assert sum(parts) == line.total_minor
    return found


def test_a_tip_afterwards_stands_on_the_riders_statement(session, world, ravi, delivered):
    give(session, world.customer.user_id, 500)
    delivered.delivered_at = clock.now()
    tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=500)
    payout = drafting.draft(session, ravi, soon())
    [line] = is_explained(session, ravi, payout).lines
    assert (line.ride_minor, line.tip_minor, line.total_minor) == (480, 700, 1180)


def test_a_restaurants_order_is_food_less_commission_and_its_tax(session, nonna, delivered):
    payout = drafting.draft(session, nonna, soon())
    [line] = is_explained(session, nonna, payout).lines
    assert line.number == f"Order {delivered.number}"
    assert line.food_minor == 1750
    assert (line.commission_minor, line.commission_tax_minor) == (-263, -50)
    assert line.tax_minor == delivered.items_tax_minor > 0
    assert line.total_minor == 1750 - 263 - 50


def test_a_refund_that_the_restaurant_bears_stands_apart(session, nonna, delivered):
    give_back(session, delivered, 500, Bearer.RESTAURANT)
    [line] = is_explained(session, nonna, drafting.draft(session, nonna, soon())).lines
    assert (line.food_minor, line.back_minor) == (1750, -500)
    assert line.commission_minor == -188


def test_a_refund_after_the_payout_lowers_the_next_one(session, nonna, delivered):
    first = drafting.draft(session, nonna, soon())
    give_back(session, delivered, 500, Bearer.RESTAURANT)
    earn(session, nonna.id, 3000, 80)
    second = drafting.draft(session, nonna, soon() + timedelta(seconds=1))
    found = is_explained(session, nonna, second, earlier=first.amount_minor)
    assert sorted(line.back_minor for line in found.lines) == [-500, 0]


def test_a_riders_order_is_ride_and_tip_less_what_they_bear(session, world, ravi, delivered):
    ride(session, ravi.id, 900)
    give_back(session, delivered, 150, Bearer.RIDER, rider_id=ravi.id)
    found = is_explained(session, ravi, drafting.draft(session, ravi, soon()))
    [line] = [one for one in found.lines if one.number.startswith("Order")]
    assert (line.ride_minor, line.tip_minor, line.back_minor) == (480, 200, -150)


def test_the_csv_says_the_same_and_no_name_in_it_is_a_formula(session, nonna, delivered):
    delivered.number = "=1+1"
    session.flush()
    found = statements.statement(session, drafting.draft(session, nonna, soon()))
    found.lines[0].number = '=HYPERLINK("http://evil","x")'
    rows = list(csv.reader(io.StringIO(papers.statement_csv(found))))
    assert rows[1][1].startswith("'=")
    assert rows[1][2] == "17.50"
    assert rows[-1][rows[0].index("To you")] == f"{found.payout.amount_minor / 100:.2f}"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\tx", " =1", "\uff1d1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert papers.harmless(text) == f"'{text}"


def test_a_name_is_never_read_as_a_program_by_typst(session, nonna, delivered):
    plain = drafting.draft(session, nonna, soon())
    plain.payee_name = '#panic("read as code") $ _*`\\ "} #read("/etc/passwd")'
    pdf = papers.statement_pdf(statements.statement(session, plain))
    assert pdf.startswith(b"%PDF")
    assert re.search(rb"/Count 1\b", pdf)
    assert session.exec(select(Order.id).limit(1)).one()
