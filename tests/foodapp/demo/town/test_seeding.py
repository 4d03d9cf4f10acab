"""Founding the town: the same again by seed, once, in demo mode only; later days filled in."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from foodapp.accounts import passwords
from foodapp.accounts.demo_signins import DEMO_PASSWORD, DEMO_SIGNINS
from foodapp.accounts.models import StaffMember, User
from foodapp.demo.town import content, seeding
from foodapp.dispatch.models import Shift
from foodapp.kit.settings import Settings
from foodapp.menu.models import Item
from foodapp.orders.models import Order, OrderLine
from foodapp.restaurants.geocoding import geocode
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.opening import hours_of, orderable
from tests.foodapp.demo.town.conftest import NOW

WEEK = timedelta(days=7)
TABLES = (User, Restaurant, Item, Order, OrderLine, Shift)


def photo(session):
    """Everything that matters, without the password's salt."""
    return [
        [
            row.model_dump(exclude={"password_hash"})
            for row in session.exec(select(table).order_by(table.id))
        ]
        for table in TABLES
    ]


def test_the_same_seed_gives_the_same_town(session, valkey):
    seeding.seed(session, seed=7, now=NOW, history=WEEK)
    first = photo(session)
    seeding.raze(session)
    session.expunge_all()
    seeding.seed(session, seed=7, now=NOW, history=WEEK)
    assert photo(session) == first
    seeding.raze(session)
    session.expunge_all()
    seeding.seed(session, seed=8, now=NOW, history=WEEK)
    assert photo(session) != first


def test_a_town_that_stands_is_left_alone(session, valkey):
    assert seeding.seed(session, now=NOW, history=WEEK)
    before = photo(session)
    assert seeding.seed(session, now=NOW + timedelta(days=3)) is None
    assert photo(session) == before


def test_the_days_since_are_filled_in_once(session, valkey):
    seeding.seed(session, now=NOW, history=WEEK)
    assert seeding.top_up(session, now=NOW + timedelta(hours=6)) is None  # a night's rest
    later = NOW + timedelta(days=3)
    done = seeding.top_up(session, now=later)
    assert done
    assert 100 < done.orders < 600
    newest = session.exec(select(func.max(Order.created_at))).one()
    assert later - newest < timedelta(hours=3)
    assert seeding.top_up(session, now=later) is None


def test_production_has_no_demo_town(session, monkeypatch):
    production = Settings.model_construct(mode="production")
    monkeypatch.setattr(seeding, "settings", lambda: production)
    for forbidden in (seeding.seed, seeding.top_up, seeding.raze):
        with pytest.raises(seeding.NotADemo):
            forbidden(session)


def test_the_demo_signins_open(town):
    users = {user.email: user for user in town.exec(select(User))}
    for one in DEMO_SIGNINS:
        assert passwords.matches(DEMO_PASSWORD, users[one.email].password_hash)
    staff = set(town.exec(select(StaffMember.user_id)))
    assert all(users[one.email].id in staff for one in DEMO_SIGNINS if one.persona == "restaurant")


def test_at_any_hour_somebody_cooks_and_one_is_pausing(town):
    restaurants = town.exec(select(Restaurant)).all()
    hours = {restaurant.id: hours_of(town, restaurant) for restaurant in restaurants}
    for hour in range(7 * 24):
        at = NOW + timedelta(hours=hour)
        assert any(hours[one.id].is_open(at) for one in restaurants)
    pausing = [one for one in restaurants if one.paused_until and one.paused_until > NOW]
    assert [one.slug for one in pausing] == ["masala"]
    assert not orderable(pausing[0], hours[pausing[0].id], NOW).now


@pytest.mark.parametrize("shop", content.shops(), ids=lambda shop: shop.slug)
def test_every_restaurant_has_a_menu_worth_reading(shop):
    from foodapp.restaurants.cuisines import CUISINES

    dishes = [dish for section in shop.sections for dish in section.dishes]
    asked = {name for dish in dishes for name in dish.asks}
    assert len(dishes) >= 15
    assert len({dish.name for dish in dishes}) == len(dishes)
    assert asked == {choice.name for choice in shop.choices}
    assert any(dish.sizes for dish in dishes)
    assert any(dish.popular for dish in dishes)
    assert set(shop.cuisines) <= CUISINES.keys()
    assert all(choice.least <= choice.most <= len(choice.options) for choice in shop.choices)


def test_the_towns_own_addresses_can_be_typed(session, valkey):
    seeding.seed(session, seed=7, now=NOW, history=timedelta(days=1))
    (found, *_) = geocode(session, "mil lane 4")
    assert (found.label, found.is_exact) == ("Mill Lane 4, 9480 Talbruck", True)
    (guessed, *_) = geocode(session, "Mill Lane 199")
    assert (guessed.street, guessed.house_number, guessed.is_exact) == ("Mill Lane", "199", False)
