"""Counted portions when an order ends without food: they come back, unless none are left."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.autopilot import substituting
from foodapp.kit import clock, db
from foodapp.menu import selling_out
from foodapp.menu.models import Item
from foodapp.menu.reading import menu_of
from foodapp.menu.selling_out import Away
from foodapp.orders import basket, kitchen, placing
from foodapp.orders.models import OrderLine
from tests.fixtures import world as worlds

AT_FIRST = 3  # Tiramisu, of which an order takes one


@pytest.fixture
def own(session):
    """own(command, *args): in a transaction of its own."""

    def run(command, *args, **details):
        with db.transaction() as inner:
            found = command(inner, *args, **details)
        session.expire_all()
        return found

    return run


@pytest.fixture
def cooking(own, world):
    """cooking(who): a pizza and a Tiramisu, which Nonna has accepted."""

    def ordered(who):
        own(worlds.fill_basket, world, who)
        own(basket.add, who, restaurant_id=world.nonna, item_id=world.tiramisu)
        priced = own(basket.priced, who)
        how = {"idempotency_key": "k1", "seen_total_minor": priced.total_minor}
        order = own(placing.place, who, **how)
        assert own(placing.confirm_authorised, PLATFORM, order.id)
        own(kitchen.accept, world.staff, order.id, prep_minutes=20)
        return order

    return ordered


def line_of(session, order, name):
    return session.exec(
        select(OrderLine.id).where(OrderLine.order_id == order.id, OrderLine.name == name)
    ).one()


def left(session, world):
    return session.get_one(Item, world.tiramisu).stock


def test_what_an_order_held_comes_back(session, world, own, cooking):
    order = cooking(world.customer)
    assert left(session, world) == AT_FIRST - 1
    own(kitchen.cancel, world.staff, order.id, reason="broken")
    assert left(session, world) == AT_FIRST


def test_the_last_portion_comes_back_where_it_was_only_sold(session, world, own, cooking):
    own(selling_out.set_stock, world.staff, world.tiramisu, portions=1)
    order = cooking(world.customer)
    assert left(session, world) == 0
    own(kitchen.cancel, world.staff, order.id, reason="broken")
    assert left(session, world) == 1


def cannot_make(own, world, line_id):
    own(substituting.report, world.staff, line_id, quantity=1, away=Away.HOUR)


def counts_none(own, world, _):
    own(selling_out.set_stock, world.staff, world.tiramisu, portions=0)


@pytest.mark.parametrize("say_so", [cannot_make, counts_none])
def test_what_the_kitchen_has_none_of_stays_away_when_orders_end(
    session, world, own, cooking, time_machine, say_so
):
    """Neither what another order held comes back, nor what a substitute did."""
    order, other = cooking(world.customer), cooking(world.stranger)
    pizza = line_of(session, other, "Margherita")
    how = {"quantity": 1, "substitute_id": world.tiramisu}
    row = own(substituting.report, world.staff, pizza, **how)
    own(substituting.accept, world.stranger, row.id)
    assert left(session, world) == 0

    say_so(own, world, line_of(session, order, "Tiramisu"))
    for one in (order, other):
        own(kitchen.cancel, world.staff, one.id, reason="broken")

    time_machine.move_to(clock.now() + timedelta(hours=2))
    assert left(session, world) == 0
    [card] = [one for one in menu_of(session, world.nonna).items() if one.name == "Tiramisu"]
    assert not card.is_available


def test_what_is_taken_after_the_kitchen_made_more_comes_back(
    session, world, own, cooking, time_machine
):
    early = cooking(world.customer)
    counts_none(own, world, None)
    time_machine.move_to(clock.now() + timedelta(minutes=1))
    own(selling_out.set_stock, world.staff, world.tiramisu, portions=5)
    late = cooking(world.stranger)
    assert left(session, world) == 4

    own(kitchen.cancel, world.staff, early.id, reason="broken")
    assert left(session, world) == 4, "there never was one"
    own(kitchen.cancel, world.staff, late.id, reason="broken")
    assert left(session, world) == 5
