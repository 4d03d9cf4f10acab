from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.menu import selling_out
from foodapp.menu.models import Item
from foodapp.menu.reading import menu_of
from foodapp.restaurants.models import Restaurant
from foodapp.views.restaurant import menu


@pytest.fixture
def cook(world):
    return RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)


def on_shelf(session, world, item_id):
    items = [i for c in menu.of(session, world.staff).categories for i in c.dishes]
    return next(item for item in items if item.id == str(item_id))


def test_the_cooks_sell_out_and_bring_back(session, world, cook):
    both = [world.margherita, world.tiramisu]
    assert selling_out.for_good(session, cook, both) == 2
    session.commit()
    assert [item.is_available for item in menu_of(session, world.nonna).items()] == [False, False]
    assert on_shelf(session, world, world.margherita).why_not == "Sold out"

    selling_out.bring_back(session, cook, both)
    session.commit()
    assert [item.is_available for item in menu_of(session, world.nonna).items()] == [True, True]


def test_until_tomorrow_is_the_restaurants_tomorrow(session, world, time_machine):
    session.get_one(Restaurant, world.nonna).opening_hours = "Mo-Su 11:00-22:00"
    time_machine.move_to(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), tick=False)  # Tuesday there
    selling_out.until_tomorrow(session, world.staff, [world.margherita])
    session.commit()

    item = session.get_one(Item, world.margherita)
    assert item.sold_out_until == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    assert on_shelf(session, world, world.margherita).why_not == "Sold out until Wed 11:00"
    time_machine.move_to(datetime(2026, 11, 25, 10, 1, tzinfo=UTC), tick=False)
    assert on_shelf(session, world, world.margherita).is_available


@pytest.mark.parametrize("away", [timedelta(0), timedelta(days=-1), timedelta(days=400)])
def test_a_return_lies_ahead_and_within_a_year(session, world, away):
    with pytest.raises(DomainError, match="Choose a time"):
        selling_out.until(session, world.staff, [world.margherita], back_at=clock.now() + away)


def test_a_count_of_none_left_stops_counting_when_it_is_back(session, world):
    selling_out.set_stock(session, world.staff, world.tiramisu, portions=0)
    session.commit()
    assert on_shelf(session, world, world.tiramisu).why_not == "None left"
    selling_out.bring_back(session, world.staff, [world.tiramisu])
    session.commit()
    assert session.get_one(Item, world.tiramisu).stock is None


@pytest.mark.parametrize("portions", [-1, 2**63])
def test_portions_are_believable(session, world, portions):
    with pytest.raises(DomainError, match="Portions"):
        selling_out.set_stock(session, world.staff, world.tiramisu, portions=portions)


@pytest.mark.parametrize("ids", ["rival", "unknown", "none", "too many"])
def test_all_dishes_are_ours_or_nothing_changes(session, world, ids):
    chosen = {
        "rival": [world.margherita, world.ribs],
        "unknown": [world.margherita, uuid4()],
        "none": [],
        "too many": [uuid4() for _ in range(201)],
    }[ids]
    with pytest.raises(DomainError) as refused:
        selling_out.for_good(session, world.staff, chosen)
    assert isinstance(refused.value, NotFound) or ids == "too many"
    assert session.get_one(Item, world.margherita).sold_out_until is None
