"""The dish that stands for its restaurant, and pictures of what was bought."""

from uuid import uuid4

from foodapp.kit import clock
from foodapp.menu import pictured
from foodapp.menu.models import Item
from tests.fixtures.world import make_item, make_restaurant

ONE, OTHER = "0" * 31 + "1", "0" * 31 + "2"


def test_the_dish_that_people_like_stands_for_its_restaurant(session, world):
    shop = make_restaurant(session, "Shop")
    make_item(session, shop, "Aubergine", 900, picture=ONE)
    make_item(session, shop, "Zucchini", 900, picture=OTHER, is_popular=True)
    assert pictured.best_of(session, [shop.id])[shop.id].photo == OTHER


def test_nobody_is_shown_a_dish_that_is_off_the_menu_or_has_no_picture(session, world):
    shop = make_restaurant(session, "Shop")
    make_item(session, shop, "Gone", 900, picture=ONE, archived_at=clock.now())
    make_item(session, shop, "Plain", 900, illustration="")
    make_item(session, shop, "Of a set that is no more", 900, illustration="no-such-picture")
    assert pictured.best_of(session, [shop.id]) == {}
    assert pictured.best_of(session, []) == {}


def test_what_was_bought_keeps_its_picture_when_it_leaves_the_menu(session, world):
    item = session.get_one(Item, world.margherita)
    item.picture, item.archived_at = ONE, clock.now()
    session.flush()
    found = pictured.of_items(session, [world.margherita, None, uuid4()])
    assert {ident: shown.photo for ident, shown in found.items()} == {world.margherita: ONE}
