"""What a customer avoids: seen on the menu, in the basket, confirmed, and told to the kitchen."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.menu import avoiding, reading
from foodapp.menu.models import Item, Modifier
from foodapp.menu.starter_dishes.table import rest
from foodapp.orders import basket, eating, placing
from foodapp.orders.models import Order, OrderLine
from foodapp.orders.settings import settings
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import dish, restaurant
from foodapp.views.customer.checkout import checkout
from tests.fixtures.world import fill_basket

WARNINGS = [
    "Margherita, Large contains gluten, which you avoid.",
    "Nonna has not stated whether Margherita, Large contains nuts.",
]


@pytest.fixture
def avoids(session, world):
    """Cy avoids gluten and nuts; of the Margherita only gluten and milk are stated."""
    avoiding.declare(session, world.customer, allergens=["nuts", "gluten"])
    fill_basket(session, world)
    session.commit()
    return ["gluten", "nuts"]


def pay(session, world, confirmed=()):
    priced = basket.priced(session, world.customer)
    return placing.place(
        session,
        world.customer,
        idempotency_key="k",
        seen_total_minor=priced.total_minor,
        confirmed_warnings=confirmed,
    )


def test_the_basket_says_what_its_customer_avoids(session, world, avoids):
    card = checkout(session, world.customer)
    assert card.avoids == "gluten and nuts"
    assert card.warnings == WARNINGS
    [line] = card.lines
    assert [(mark.text, mark.is_grave) for mark in line.marks] == [
        ("Contains gluten", True),
        ("Not stated: nuts", False),
    ]


def test_who_avoids_nothing_is_asked_nothing(session, world):
    fill_basket(session, world)
    card = checkout(session, world.customer)
    assert (card.avoids, card.warnings, card.lines[0].marks) == ("", [], [])
    assert pay(session, world).confirmed_warnings == []


@pytest.mark.parametrize("confirmed", [(), WARNINGS[:1], ["Anything at all."]])
def test_nothing_is_ordered_before_all_of_it_is_confirmed(session, world, avoids, confirmed):
    with pytest.raises(eating.NotConfirmed):
        pay(session, world, confirmed)
    session.rollback()
    assert session.exec(select(Order)).all() == []


def test_what_was_confirmed_and_avoided_is_kept_with_the_order(session, world, avoids):
    order = pay(session, world, WARNINGS)
    session.commit()
    session.expire_all()
    kept = session.get_one(Order, order.id)
    assert (kept.avoids, kept.confirmed_warnings) == (avoids, WARNINGS)
    line = session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).one()
    assert line.declared == {"contains": ["gluten", "milk"], "traces": [], "free_of": []}


def test_what_is_declared_after_the_tick_is_asked_again(session, world, avoids):
    session.get_one(Item, world.margherita).allergens = ["gluten", "milk", "nuts"]
    session.commit()
    with pytest.raises(eating.NotConfirmed):
        pay(session, world, WARNINGS)


def test_traces_have_a_sentence_of_their_own(session, world, avoids):
    item = session.get_one(Item, world.margherita)
    item.allergens, item.traces, item.free_of = ["milk"], ["nuts"], rest(["milk", "nuts"])
    for option in session.exec(select(Modifier)):
        option.free_of = rest([])
    session.commit()
    assert checkout(session, world.customer).warnings == [
        "Margherita, Large may contain traces of nuts, which you avoid."
    ]


def test_an_option_that_is_not_stated_leaves_the_dish_not_stated(session, world, avoids):
    item = session.get_one(Item, world.margherita)
    item.allergens, item.free_of = [], rest([])
    session.commit()
    [warning] = checkout(session, world.customer).warnings
    assert warning.startswith("Nonna has not stated"), "the salami on it"
    session.get_one(Modifier, world.salami).free_of = rest([])
    session.commit()
    assert checkout(session, world.customer).warnings == []


def test_the_sheet_follows_what_is_chosen(session, world, avoids):
    item = session.get_one(Item, world.margherita)
    item.allergens, item.free_of, item.diets = ["milk"], rest(["milk"]), ["vegetarian"]
    salami, olives = (session.get_one(Modifier, one) for one in (world.salami, world.olives))
    salami.free_of, salami.diets = rest([]), ["gluten_free"]
    olives.allergens, olives.free_of, olives.diets = ["gluten"], rest(["gluten"]), ["vegetarian"]
    session.flush()
    reading._drop(world.nonna)
    visitor = type(world.visitor)(world.visitor.visitor_hash, world.customer.user_id)
    one = dish.opened(session, visitor, "nonna", world.margherita)

    plain = dish.about(one, str(world.large), [])
    assert (plain.holds, plain.not_stated, plain.diets) == ("Milk", "", ["Vegetarian"])
    assert plain.note.startswith("Free of the other")
    with_olives = dish.about(one, str(world.large), [str(world.olives)])
    assert with_olives.holds == "Gluten, milk"
    assert [mark.text for mark in with_olives.marks] == ["Contains gluten"]
    assert dish.about(one, str(world.large), [str(world.salami)]).diets == []
    extras = {extra.name: extra for group in one.shown.groups for extra in group.extras}
    assert [mark.text for mark in extras["Olives"].marks] == ["Contains gluten"]


def test_the_menu_row_says_it_before_the_dish_is_opened(session, world, avoids):
    visitor = type(world.visitor)(world.visitor.visitor_hash, world.customer.user_id)
    page = restaurant.page(session, visitor, "nonna")
    rows = {row.name: row for section in page.sections for row in section.dishes}
    assert [mark.text for mark in rows["Margherita"].marks] == [
        "Contains gluten",
        "Not stated: nuts",
    ]
    assert [mark.text for mark in rows["Tiramisu"].marks] == ["Not stated: gluten and nuts"]
    public = restaurant.public_page(session, "nonna")
    assert all(row.marks == [] for section in public.sections for row in section.dishes)


def test_a_row_whose_choices_differ_says_that_it_depends(session, world, avoids):
    item = session.get_one(Item, world.margherita)
    item.allergens, item.free_of = ["milk"], rest(["milk"])
    salami, olives = (session.get_one(Modifier, one) for one in (world.salami, world.olives))
    salami.free_of = rest([])
    olives.allergens, olives.free_of = ["gluten"], rest(["gluten"])
    group = session.get_one(reading.ModifierGroup, salami.group_id)
    group.min_choices = 1
    session.flush()
    [card] = [one for one in reading.read(session, world.nonna).items() if one.variations]
    assert [mark.text for mark in eating.marks_before(card, ["gluten", "nuts"])] == [
        "Depends on your choice: gluten"
    ]


def test_a_guest_avoids_things_too_and_brings_them_along(session, world):
    assert eating.avoided(session, world.visitor) == []
    basket.set_avoids(session, world.visitor, allergens=["nuts"])
    with pytest.raises(DomainError):
        basket.set_avoids(session, world.visitor, allergens=["plutonium"])
    assert eating.avoided(session, world.visitor) == ["nuts"]
    avoiding.declare(session, world.customer, allergens=["milk"])
    basket.adopt(session, world.visitor.visitor_hash, world.customer.user_id)
    session.flush()
    assert session.get_one(User, world.customer.user_id).allergens == ["milk", "nuts"]


def test_an_imported_place_has_declared_nothing(session, world):
    from foodapp.menu.starter import write_starter_menu
    from tests.fixtures.world import make_restaurant

    real = make_restaurant(session, "Real", osm_id="node/1", cuisines=["pizza"])
    ours = make_restaurant(session, "Ours", cuisines=["pizza"])
    for place in (real, ours):
        write_starter_menu(session, session.get_one(Restaurant, place.id))
    cards = reading.read(session, real.id).items()
    assert cards
    for card in cards:
        assert (card.allergens, card.free_of, card.diets) == ([], [], [])
        options = [one for group in card.groups for one in group.modifiers]
        assert not any(one.allergens or one.free_of or one.diets for one in options)
    [pizza] = [one for one in reading.read(session, ours.id).items() if one.name == "Margherita"]
    [dough] = [group for group in pizza.groups if group.name == "Dough"]
    free = next(one.id for one in dough.modifiers if one.name == "Gluten-free")
    assert pizza.usually().contains == ("gluten", "milk")
    assert pizza.declared(pizza.variations[0].id, [free]).contains == ("milk",)
    assert "gluten_free" in pizza.declared(pizza.variations[0].id, [free]).diets


def test_what_an_order_kept_of_it_is_emptied_after_its_time(session, world, avoids):
    order = pay(session, world, WARNINGS)
    handed_over, kept = clock.now(), timedelta(days=settings().avoids_kept_days)
    order.ended_at = handed_over - kept + timedelta(hours=1)
    session.flush()
    assert eating.forget(session) == 0
    order.ended_at = handed_over - kept - timedelta(hours=1)
    session.flush()

    assert [eating.forget(session), eating.forget(session)] == [1, 0]
    session.refresh(order)
    assert (order.avoids, order.confirmed_warnings) == ([], [])
    assert sorted(avoiding.mine(session, world.customer)) == ["gluten", "nuts"]  # they still do


def test_an_order_that_goes_on_keeps_what_its_customer_avoids(session, world, avoids):
    order = pay(session, world, WARNINGS)
    order.created_at = clock.now() - timedelta(days=9_000)
    session.flush()
    assert eating.forget(session) == 0
    assert order.avoids == ["gluten", "nuts"]
