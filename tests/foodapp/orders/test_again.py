import pytest

from foodapp.kit.errors import NotFound
from foodapp.menu import reading
from foodapp.menu.models import Item, Modifier
from foodapp.orders import basket, endings
from foodapp.orders.again import order_again


@pytest.fixture
def eaten(session, world, placed_order):
    """Over, one way or another."""
    endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)
    session.commit()
    return placed_order


def test_the_same_again_fills_the_basket(session, world, eaten):
    again = order_again(session, world.customer, eaten.id)

    assert (again.restaurant_slug, again.added, again.missing) == ("nonna", 1, [])
    line = basket.priced(session, world.customer).lines[0]
    assert (line.name, line.variation, line.total_minor) == ("Margherita", "Large", 1750)


def test_what_is_gone_is_named(session, world, eaten):
    session.delete(session.get_one(Modifier, world.salami))
    session.flush()
    reading.drop(session, world.nonna)
    session.commit()

    again = order_again(session, world.customer, eaten.id)

    assert (again.added, again.missing) == (0, ["Margherita no longer comes with Salami."])


def test_what_is_sold_out_is_named(session, world, eaten):
    session.get_one(Item, world.margherita).stock = 0
    reading.drop(session, world.nonna)
    session.commit()

    again = order_again(session, world.customer, eaten.id)

    assert (again.added, again.missing) == (0, ["Margherita is sold out."])


def test_a_basket_of_another_restaurant_is_asked_about(session, world, eaten):
    basket.add(session, world.customer, restaurant_id=world.rival, item_id=world.ribs)

    with pytest.raises(basket.OtherRestaurant):
        order_again(session, world.customer, eaten.id)
    again = order_again(session, world.customer, eaten.id, start_afresh=True)

    assert again.added == 1
    assert basket.priced(session, world.customer).restaurant.id == world.nonna


def test_nobody_orders_again_from_a_strangers_history(session, world, eaten):
    with pytest.raises(NotFound):
        order_again(session, world.stranger, eaten.id)
