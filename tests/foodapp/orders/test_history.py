from datetime import datetime

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.kit.errors import NotFound
from foodapp.menu import reading
from foodapp.menu.models import Item, Modifier
from foodapp.orders import basket, endings, history, placing
from tests.fixtures import world as worlds


@pytest.fixture
def eaten(session, world, placed_order):
    """Over, one way or another."""
    endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)
    session.commit()
    return placed_order


def test_what_goes_on_comes_first(session, world, eaten):
    worlds.fill_basket(session, world)
    total = basket.priced(session, world.customer).total_minor
    going_on = placing.place(
        session, world.customer, idempotency_key="second", seen_total_minor=total
    )
    placing.confirm_authorised(session, PLATFORM, going_on.id)

    found = history.mine(session, world.customer)

    assert [(one.id, one.is_active) for one in found] == [
        (str(going_on.id), True),
        (str(eaten.id), False),
    ]
    assert found[0].summary == "1 Margherita"
    assert history.count_active(session, world.customer) == 1
    assert history.mine(session, world.stranger) == []


def test_older_orders_come_page_by_page(session, world, eaten):
    first = history.mine(session, world.customer, limit=1)

    rest = history.mine(
        session, world.customer, before=datetime.fromisoformat(first[-1].ordered_at)
    )

    assert rest == []


def test_the_same_again_fills_the_basket(session, world, eaten):
    again = history.order_again(session, world.customer, eaten.id)

    assert (again.restaurant_slug, again.added, again.missing) == ("nonna", 1, [])
    line = basket.priced(session, world.customer).lines[0]
    assert (line.name, line.variation, line.total_minor) == ("Margherita", "Large", 1750)


def test_what_is_gone_is_named(session, world, eaten):
    session.delete(session.get_one(Modifier, world.salami))
    session.flush()
    reading.drop(session, world.nonna)
    session.commit()

    again = history.order_again(session, world.customer, eaten.id)

    assert (again.added, again.missing) == (0, ["Margherita no longer comes with Salami."])


def test_what_is_sold_out_is_named(session, world, eaten):
    session.get_one(Item, world.margherita).stock = 0
    reading.drop(session, world.nonna)
    session.commit()

    again = history.order_again(session, world.customer, eaten.id)

    assert (again.added, again.missing) == (0, ["Margherita is sold out."])


def test_a_basket_of_another_restaurant_is_asked_about(session, world, eaten):
    basket.add(session, world.customer, restaurant_id=world.rival, item_id=world.ribs)

    with pytest.raises(basket.OtherRestaurant):
        history.order_again(session, world.customer, eaten.id)
    again = history.order_again(session, world.customer, eaten.id, start_afresh=True)

    assert again.added == 1
    assert basket.priced(session, world.customer).restaurant.id == world.nonna


def test_nobody_orders_again_from_a_strangers_history(session, world, eaten):
    with pytest.raises(NotFound):
        history.order_again(session, world.stranger, eaten.id)
