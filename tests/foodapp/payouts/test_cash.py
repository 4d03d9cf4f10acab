"""Paid at the door: no gateway, the rider holds our money, and it is set off against their pay."""

from dataclasses import replace

import pytest
from sqlmodel import select, text

from foodapp.accounts.actors import PLATFORM, AdminRole
from foodapp.dispatch import carrying, offers, positions, shifts
from foodapp.dispatch.fixes import Fix
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.kit.geo import Position
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import basket, endings, kitchen, placing
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.orders.settings import settings
from foodapp.payments import books
from foodapp.payments.models import Payment
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import BackTo, Bearer
from foodapp.payouts import cash, drafting, statements
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import checkout
from tests.fixtures.world import fill_basket
from tests.foodapp.dispatch.conftest import later
from tests.foodapp.dispatch.riding import delivery_of, in_vain, search
from tests.foodapp.payouts.conftest import owed, ride, soon

__all__ = ["later"]
TOTAL, FOOD = 2050, 1750
NEAR = Position(47.1420, 9.5209)


@pytest.fixture
def chosen(session, world):
    """Cy's basket, to be paid in cash."""
    fill_basket(session, world)
    return basket.set_payment(session, world.customer, pay_by=PayBy.CASH)


def place(session, world) -> Order:
    order = placing.place(session, world.customer, idempotency_key="one", seen_total_minor=TOTAL)
    session.commit()
    return order


@pytest.fixture
def cooking(session, world, chosen, drain_outbox):
    order = place(session, world)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    return order


@pytest.fixture
def online(session, world, valkey):
    shifts.go_online(session, world.rider)
    positions.record(session, world.rider, [Fix(NEAR, clock.now())])
    session.commit()


@pytest.fixture
def delivered(session, world, cooking, online, drain_outbox):
    offer = search(session)
    offers.accept(session, world.rider, offer.id)
    delivery = delivery_of(session, cooking.id)
    carrying.arrive(session, world.rider, delivery.id)
    carrying.collect(session, world.rider, delivery.id)
    assert carrying.hand_over(session, world.rider, delivery.id, pin=cooking.pin).is_right
    session.commit()
    drain_outbox()
    return again(session, cooking)


def again(session, order) -> Order:
    session.expire_all()
    return session.get_one(Order, order.id)


def by_kind(session, order) -> dict[Kind, int]:
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # as at commit
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    moved: dict[Kind, int] = {}
    for account, minor in books.explained(session, order.id).items():
        moved[account.kind] = moved.get(account.kind, 0) + minor
    return {kind: minor for kind, minor in moved.items() if minor}


def test_an_order_in_cash_is_placed_at_once_and_knows_no_gateway(session, world, chosen):
    order = place(session, world)
    assert (order.status, order.pay_by) == (OrderStatus.PLACED, PayBy.CASH)
    assert order.answer_by is not None
    assert session.exec(select(Payment)).first() is None
    again = placing.place(session, world.customer, idempotency_key="one", seen_total_minor=TOTAL)
    assert again.id == order.id


def test_at_the_door_the_customer_is_settled_and_the_rider_holds_the_money(session, delivered):
    moved = by_kind(session, delivered)
    assert moved[Kind.CASH] == TOTAL == delivered.cash_taken_minor
    assert Kind.CUSTOMER not in moved
    assert Kind.GATEWAY not in moved


def test_a_riders_payout_is_lowered_by_the_cash_they_hold(session, ravi, delivered):
    ride(session, ravi.id, 4000)
    pay = delivery_of(session, delivered.id).pay_minor
    payout = drafting.draft(session, ravi, soon())
    assert payout.amount_minor == 4000 + pay - TOTAL == owed(session, ravi)
    found = statements.statement(session, payout)
    [line] = [one for one in found.lines if one.cash_minor]
    assert (line.cash_minor, line.ride_minor) == (-TOTAL, pay)
    assert found.sums.total_minor == payout.amount_minor


def test_a_rider_who_holds_more_than_they_earned_is_not_paid_but_carried(session, ravi, delivered):
    assert owed(session, ravi) < 0
    assert drafting.draft(session, ravi, soon()) is None


def test_cash_that_is_handed_in_no_longer_lowers_the_payout(session, world, ravi, delivered):
    cash.take_in(session, world.admin, ravi.id, amount_minor=TOTAL, currency="CHF")
    assert cash.held_by(session, world.rider) == []
    assert owed(session, ravi) == delivery_of(session, delivered.id).pay_minor
    assert posting.balance(session, Account(Kind.BANK, "CHF")) == TOTAL


@pytest.mark.parametrize("amount", [0, -1, TOTAL + 1, 2**63, True, 1.5])
def test_nothing_but_what_is_held_is_taken_in(session, world, ravi, delivered, amount):
    with pytest.raises(DomainError):
        cash.take_in(session, world.admin, ravi.id, amount_minor=amount, currency="CHF")
    with pytest.raises(NotFound):
        cash.take_in(session, world.admin, ravi.id, amount_minor=1, currency="\0")
    viewer = replace(world.admin, role=AdminRole.VIEWER)
    with pytest.raises(NotAllowed):
        cash.take_in(session, viewer, ravi.id, amount_minor=1, currency="CHF")
    assert cash.held_minor(session, ravi.id, "CHF") == TOTAL


def test_a_late_cancellation_collects_nothing_and_the_platform_pays_the_kitchen(
    session, world, cooking, drain_outbox
):
    with db.transaction() as inner:
        assert endings.cancel_fee_minor(again(session, cooking)) == FOOD
        endings.cancel(inner, world.customer, cooking.id, agreed_fee_minor=FOOD)
    drain_outbox()
    moved = by_kind(session, cooking)
    assert moved[Kind.GOODWILL] == FOOD
    assert not moved.keys() & {Kind.CUSTOMER, Kind.CASH, Kind.GATEWAY, Kind.FEES}


def test_what_could_not_be_handed_over_collects_nothing(
    session, world, cooking, online, drain_outbox, later
):
    offers.accept(session, world.rider, search(session).id)
    delivery = delivery_of(session, cooking.id)
    carrying.collect(session, world.rider, delivery.id)
    in_vain(session, world.rider, delivery, "refused", later)
    session.commit()
    drain_outbox()
    moved = by_kind(session, cooking)
    assert moved[Kind.RIDES] == delivery.pay_minor
    assert moved[Kind.GOODWILL] == FOOD
    assert not moved.keys() & {Kind.CUSTOMER, Kind.CASH}


def test_a_refund_after_the_door_is_store_credit(session, world, delivered):
    row = giving.ask(
        session,
        world.admin,
        delivered.id,
        amount_minor=500,
        bearer=Bearer.PLATFORM,
        back_to=BackTo.CARD,
        reason="Cold",
    )
    assert row.back_to is BackTo.CREDIT
    moved = by_kind(session, delivered)
    assert moved[Kind.STORE_CREDIT] == -500
    assert Kind.CUSTOMER not in moved
    with pytest.raises(DomainError, match="left to give back"):
        giving.ask(session, world.admin, delivered.id, amount_minor=TOTAL,
                    bearer=Bearer.PLATFORM, reason="More")  # fmt: skip


def test_a_dish_that_is_missing_lowers_what_the_rider_takes(session, world, cooking):
    giving.give(
        session,
        PLATFORM,
        cooking.id,
        kind="missing_item",
        amount_minor=300,
        bearer=Bearer.RESTAURANT,
        reason="Sold out",
    )
    order = again(session, cooking)
    assert (order.to_pay_minor, order.credited_minor) == (TOTAL - 300, 0)


def test_who_holds_enough_is_not_asked_to_take_more(session, world, cooking, online, ravi):
    limit = settings().cash_most_minor
    full = {Account(Kind.CASH, "CHF", ravi.id): limit - TOTAL + 1}
    full[Account(Kind.CUSTOMER, "CHF", world.customer.user_id)] = -limit + TOTAL - 1
    posting.post(session, "payment", full, subject_id=cooking.customer_id)
    assert search(session) is None
    cash.take_in(session, world.admin, ravi.id, amount_minor=1, currency="CHF")
    assert search(session).rider_id == ravi.id


def test_cash_is_offered_only_where_everybody_allows_it(session, world, chosen, monkeypatch):
    def offered() -> tuple[bool, bool]:
        card = checkout.checkout(session, world.customer)
        return card.offers_cash, card.is_cash

    assert offered() == (True, True)
    basket.set_fulfilment(session, world.customer, fulfilment=Fulfilment.PICKUP)
    assert offered() == (False, False)
    basket.set_fulfilment(session, world.customer, fulfilment=Fulfilment.DELIVERY)
    session.get_one(Restaurant, world.nonna).takes_cash = False
    assert offered() == (False, False)
    order = place(session, world)
    assert (order.pay_by, order.status) == (PayBy.CARD, OrderStatus.AWAITING_PAYMENT)


@pytest.mark.parametrize("change", [{"takes_cash": False}, {"cash_most_minor": TOTAL - 1}])
def test_the_platform_may_forbid_cash_or_limit_it(session, world, chosen, monkeypatch, change):
    changed = settings().model_copy(update=change)
    monkeypatch.setattr("foodapp.orders.quote.settings", lambda: changed)
    assert not checkout.checkout(session, world.customer).offers_cash
