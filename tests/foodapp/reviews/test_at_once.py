"""Ratings side by side: each counts once, and none waits for another in a circle."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import func, select

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db
from foodapp.orders import basket, kitchen, placing
from foodapp.orders.models import Fulfilment
from foodapp.restaurants.models import Restaurant
from foodapp.reviews import rating
from foodapp.reviews.models import Review
from tests.fixtures import world as worlds


def eaten(world, who):
    with db.transaction() as session:
        worlds.fill_basket(session, world, who)
        basket.set_fulfilment(session, who, fulfilment=Fulfilment.PICKUP)
        total = basket.priced(session, who).total_minor
        order = placing.place(session, who, idempotency_key="k", seen_total_minor=total)
    with db.transaction() as session:
        placing.confirm_authorised(session, PLATFORM, order.id)
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)
        kitchen.ready(session, world.staff, order.id)
        kitchen.hand_over(session, world.staff, order.id, pin=order.pin)
    return order.id


@pytest.fixture
def rate_together(real_transactions, valkey):
    def run(asked):
        start = Barrier(len(asked))

        def one(who_and_order):
            who, order_id = who_and_order
            start.wait(5)
            try:
                with db.transaction() as session:
                    rating.rate(session, who, order_id, food_stars=4)
            except rating.AlreadyRated:
                return False
            return True

        with ThreadPoolExecutor(len(asked)) as pool:
            return sorted(pool.map(one, asked))

    return run


def test_two_customers_who_rate_one_restaurant_at_once_both_count(rate_together):
    with db.transaction() as session:
        world = worlds.build(session)
    asked = [(who, eaten(world, who)) for who in (world.customer, world.stranger)]

    assert rate_together(asked) == [True, True]

    with db.transaction() as session:
        nonna = session.get_one(Restaurant, world.nonna)
        assert (nonna.rating_sum, nonna.rating_count) == (8, 2)


def test_one_order_rated_in_four_tabs_at_once_is_rated_once(rate_together):
    with db.transaction() as session:
        world = worlds.build(session)
    order_id = eaten(world, world.customer)

    assert rate_together([(world.customer, order_id)] * 4) == [False, False, False, True]

    with db.transaction() as session:
        assert session.exec(select(func.count()).select_from(Review)).one() == 1
        assert session.get_one(Restaurant, world.nonna).rating_count == 1
