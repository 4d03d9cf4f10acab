"""Tips after the delivery: from credit, wholly the rider's, given once however often asked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from customer.order.state import OrderScreen
from foodapp.accounts.actors import PLATFORM
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError, NotFound
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import placing
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import tipping
from foodapp.payments.settings import settings
from foodapp.ui import live
from foodapp.views.customer.order import tracking
from foodapp.views.rider import earnings
from tests.fixtures import world as worlds
from tests.fixtures.credit import give, has
from tests.fixtures.screens import Tab


def deliver(session, world) -> Order:
    """Cy's order is at the door, brought by Ravi."""
    order = worlds.start_order(session, world)
    placing.confirm_authorised(session, PLATFORM, order.id)
    now = clock.now()
    order.accepted_at = order.delivered_at = order.ended_at = now
    order.status = OrderStatus.DELIVERED
    session.add(
        Delivery(
            order_id=order.id,
            restaurant_id=order.restaurant_id,
            rider_id=world.rider.rider_id,
            status=DeliveryStatus.DELIVERED,
            distance_m=900,
            currency=order.currency,
            pay_minor=480,
            search_from=now,
            search_until=now,
            delivered_at=now,
            ended_at=now,
        )
    )
    session.flush()
    return order


@pytest.fixture
def delivered(session, world) -> Order:
    give(session, world.customer.user_id, 1000)
    order = deliver(session, world)
    session.commit()
    return order


def riders(session, world) -> int:
    return -posting.balance(session, Account(Kind.RIDER, "CHF", world.rider.rider_id))


def test_all_of_a_tip_is_the_riders(session, world, delivered):
    tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=300)

    assert (has(session, world.customer.user_id), riders(session, world)) == (700, 300)
    earned = earnings.earnings(session, world.rider)
    assert (earned.today_tips, earned.deliveries[0].tip) == ("CHF\u00a03.00", "CHF\u00a03.00")
    shown = tracking(session, world.customer, delivered.id)
    assert [(one.label, one.amount) for one in shown.paid] == [("Tip afterwards", "CHF\u00a03.00")]
    assert shown.total == "CHF\u00a020.50", "a tip afterwards is no part of the total"


def test_asked_twice_it_is_given_once_and_raised_by_what_is_missing(session, world, delivered):
    for late_tip in (300, 300, 500):
        tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=late_tip)
    assert (has(session, world.customer.user_id), riders(session, world)) == (500, 500)
    with pytest.raises(DomainError, match="does not look right"):
        tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=499)


@pytest.mark.parametrize("minor", [-1, 1001, 10_000_01, 2**63])
def test_a_tip_that_makes_no_sense_changes_nothing(session, world, delivered, minor):
    with pytest.raises(DomainError):
        tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=minor)
    assert (has(session, world.customer.user_id), riders(session, world)) == (1000, 0)


def test_somebody_elses_order_is_not_there(session, world, delivered):
    give(session, world.stranger.user_id, 1000)
    with pytest.raises(NotFound):
        tipping.raise_to(session, world.stranger, delivered.id, late_tip_minor=100)
    assert tipping.offered(session, world.stranger, delivered.id) == tipping.TipOffer()


def test_after_a_week_it_is_too_late(session, world, delivered):
    delivered.delivered_at = clock.now() - timedelta(days=settings().tip_days, seconds=1)
    session.add(delivered)
    session.flush()
    assert tipping.offered(session, world.customer, delivered.id).choices == ()
    with pytest.raises(tipping.TooLate):
        tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=100)


def test_before_the_delivery_nothing_is_offered(session, world, placed_order):
    give(session, world.customer.user_id, 1000)
    assert tipping.offered(session, world.customer, placed_order.id) == tipping.TipOffer()
    with pytest.raises(tipping.TooLate):
        tipping.raise_to(session, world.customer, placed_order.id, late_tip_minor=100)


def test_what_credit_does_not_cover_is_offered_by_card(session, world, delivered):
    give(session, world.customer.user_id, -850)
    offer = tipping.offered(session, world.customer, delivered.id)
    assert [(choice.label, choice.by_card) for choice in offer.choices] == [
        ("CHF\u00a00.90", False),
        ("CHF\u00a01.80", True),
        ("CHF\u00a02.60", True),
    ]
    with pytest.raises(tipping.NotEnoughCredit):
        tipping.raise_to(session, world.customer, delivered.id, late_tip_minor=151)


async def test_the_page_of_the_order_offers_takes_and_shows_it(
    session, world, delivered, monkeypatch
):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)
    tab = Tab(world.cookies["cy"]).at(f"/orders/{delivered.id}")
    await tab.call(OrderScreen, "load")
    screen = tab.screen(OrderScreen)
    first = screen.tip.choices[0]

    await tab.call(OrderScreen, "give_tip", amount=first.to_minor)

    assert tab.said == "Thank you. Your rider gets all of it."
    assert (screen.tip.given, screen.order.paid[0].amount) == (first.label, first.label)
    await tab.call(OrderScreen, "give_tip", amount="999999")
    assert screen.error == "Please choose one of the tips."
    assert riders(session, world) == int(first.to_minor)


def test_tips_at_once_are_given_once(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        give(session, world.customer.user_id, 1000)
        order_id = deliver(session, world).id
    start = Barrier(6)

    def tip(_):
        start.wait()
        with db.transaction() as session:
            tipping.raise_to(session, world.customer, order_id, late_tip_minor=600)

    with ThreadPoolExecutor(6) as hands:
        list(hands.map(tip, range(6)))
    with db.transaction() as session:
        assert has(session, world.customer.user_id) == 400
        assert riders(session, world) == 600
        assert session.exec(select(Delivery.tip_minor)).one() == 600
