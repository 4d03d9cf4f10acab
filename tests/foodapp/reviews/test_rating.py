from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import kitchen
from foodapp.orders.models import Fulfilment, OrderLine
from foodapp.restaurants.models import Restaurant
from foodapp.reviews import rating
from foodapp.reviews.models import DishRating, Review


@pytest.fixture
def eaten(session, world, placed_order):
    """Cooked and picked up."""
    placed_order.fulfilment = Fulfilment.PICKUP
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)
    kitchen.hand_over(session, world.staff, placed_order.id, pin=placed_order.pin)
    session.commit()
    return placed_order


def line_of(session, order):
    return session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).one().id


def test_a_rating_counts_for_the_restaurant(session, world, eaten):
    line = line_of(session, eaten)

    rating.rate(
        session,
        world.customer,
        eaten.id,
        food_stars=4,
        text="Crisp!\0\n\n\n\nThank you.",
        liked={line: True},
    )

    restaurant = session.get_one(Restaurant, world.nonna)
    assert (restaurant.rating_sum, restaurant.rating_count) == (4, 1)
    said = rating.mine(session, world.customer, eaten.id)
    assert (said.food_stars, said.text) == (4, "Crisp!\n\nThank you.")
    assert session.exec(select(DishRating.liked)).all() == [True]
    assert session.exec(select(Review.customer_name)).one() == "Cy"


def test_an_order_is_rated_once(session, world, eaten):
    rating.rate(session, world.customer, eaten.id, food_stars=5)

    with pytest.raises(rating.AlreadyRated):
        rating.rate(session, world.customer, eaten.id, food_stars=1)

    restaurant = session.get_one(Restaurant, world.nonna)
    assert (restaurant.rating_sum, restaurant.rating_count) == (5, 1)
    assert rating.may_rate(session, world.customer, eaten.id) is False


def test_an_order_is_rated_within_two_weeks(session, world, eaten):
    assert rating.rateable(session, world.customer) == [eaten.id]
    eaten.delivered_at -= timedelta(days=14, seconds=1)
    session.flush()

    with pytest.raises(DomainError, match="14 days"):
        rating.rate(session, world.customer, eaten.id, food_stars=5)
    assert rating.rateable(session, world.customer) == []


def test_what_was_not_delivered_is_not_rated(session, world, placed_order):
    with pytest.raises(DomainError, match="once you have it"):
        rating.rate(session, world.customer, placed_order.id, food_stars=5)


def test_nobody_rates_a_strangers_order(session, world, eaten):
    with pytest.raises(NotFound):
        rating.rate(session, world.stranger, eaten.id, food_stars=1)
    assert rating.mine(session, world.stranger, eaten.id) is None


def test_no_thumbs_for_another_orders_dish(session, world, eaten):
    with pytest.raises(NotFound):
        rating.rate(session, world.customer, eaten.id, food_stars=5, liked={world.margherita: True})


@pytest.mark.parametrize("stars", [0, 6, -1, 10**9])
def test_stars_are_one_to_five(session, world, eaten, stars):
    with pytest.raises(DomainError, match="one to five"):
        rating.rate(session, world.customer, eaten.id, food_stars=stars)
    with pytest.raises(DomainError, match="one to five"):
        rating.rate(session, world.customer, eaten.id, food_stars=5, delivery_stars=stars)


def test_a_pick_up_has_no_delivery_to_rate(session, world, eaten):
    review = rating.rate(session, world.customer, eaten.id, food_stars=5, delivery_stars=1)

    assert review.delivery_stars is None
