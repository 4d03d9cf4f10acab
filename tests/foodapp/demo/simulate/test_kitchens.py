"""A simulated kitchen answers for people who are not at their board, and only then."""

import random

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.demo.simulate.kitchens import Kitchen
from foodapp.demo.simulate.pace import Pace
from foodapp.demo.simulate.players import KitchenPlayer
from foodapp.demo.simulate.scene import look
from foodapp.demo.simulate.stage import Stage
from foodapp.demo.town.content import Character
from foodapp.demo.town.known import KnownShop
from foodapp.kit.db import transaction
from foodapp.kit.geo import Position
from foodapp.kit.valkey import valkey as client
from foodapp.orders import placing
from foodapp.orders.models import Order, OrderStatus
from foodapp.restaurants import attending, opening
from foodapp.restaurants.models import Restaurant
from restaurant.state import Bell
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab

USUAL = {
    "popularity": 1.0,
    "quality": 4.5,
    "rhythm": "evening",
    "answer_s": 60,
    "prep_bias_minutes": 0,
    "prep_spread_minutes": 1,
    "reject": 0,
}


@pytest.fixture
def nonna(real_transactions, valkey):
    """(world, the kitchen as it is simulated, an order that waits for its answer)."""
    with transaction() as session:
        world = worlds.build(session)
    with transaction() as session:
        order = worlds.start_order(session, world)
    with transaction() as session:
        placing.confirm_authorised(session, PLATFORM, order.id)
        row = session.get_one(Restaurant, world.nonna)
        session.expunge(row)
    shop = KnownShop(
        row,
        opening.parsed(row, []),
        Character(**USUAL),
        world.staff.user_id,
        {},
        {},
        Position(row.lat, row.lng),
    )
    stage = Stage(Pace(1_000_000), random.Random(1))
    yield world, Kitchen(KitchenPlayer(shop, world.staff), stage), order.id
    stage.close()


def looked_at(kitchen: Kitchen, restaurant_id, order_id) -> OrderStatus:
    """The order, after the simulation has looked at the town a few times."""
    for _ in range(4):
        there = attending.attended([restaurant_id])
        with transaction() as session:
            scene = look(session, there)
        kitchen.play(scene)
        while kitchen.stage.is_busy(order_id):
            kitchen.stage.settle()
    with transaction() as session:
        return session.get_one(Order, order_id).status


def test_while_somebody_sits_at_the_board_the_order_is_theirs(nonna):
    world, kitchen, order_id = nonna
    attending.say_present(world.nonna)
    assert looked_at(kitchen, world.nonna, order_id) is OrderStatus.PLACED
    assert client().ttl(f"attending:{world.nonna}") <= 30


def test_when_nobody_has_been_there_for_a_while_it_is_answered(nonna):
    world, kitchen, order_id = nonna
    attending.say_present(world.nonna)
    assert looked_at(kitchen, world.nonna, order_id) is OrderStatus.PLACED
    client().delete(f"attending:{world.nonna}")  # what 30 seconds do
    assert looked_at(kitchen, world.nonna, order_id) is not OrderStatus.PLACED


def test_to_be_signed_in_is_not_to_be_there(nonna):
    """A newcomer signs in, looks, and shuts the tab."""
    world, kitchen, order_id = nonna
    assert world.cookies["ana"].sid
    assert looked_at(kitchen, world.nonna, order_id) is not OrderStatus.PLACED


async def test_a_tab_in_view_says_that_somebody_is_there(nonna):
    world, _, _ = nonna
    await Tab(world.cookies["ana"]).call(Bell, "say_present")
    assert attending.attended([world.nonna, world.rival]) == {world.nonna}


async def test_a_stranger_cannot_say_so(nonna):
    world, _, _ = nonna
    await Tab(world.cookies["cy"]).call(Bell, "say_present")
    assert attending.attended([world.nonna, world.rival]) == set()
