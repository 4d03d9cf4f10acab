"""No dish of the demo and of the starter menus may be shown by what it says it does not contain:
each of them against each of the platform's pictures."""

from uuid import uuid4

import pytest
from sqlalchemy import insert

from foodapp.demo.town.content import shops
from foodapp.demo.town.menu_rows import menu_rows
from foodapp.menu import illustrating, reading
from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.menu.starter import FAMILY, write_starter_menu
from foodapp.pictures import choosing
from foodapp.pictures.catalogue import catalogue
from foodapp.pictures.ingredients import ingredients
from tests.fixtures.world import make_restaurant
from tests.foodapp.pictures import shelf as shelves

TABLES = (Category, ModifierGroup, Item, Modifier, Variation, ItemModifierGroup)
ANIMAL = {"meat", "pork", "fish", "shellfish", "dairy", "egg", "honey"}
NOT_SHOWN_FOR = {
    "vegan": ANIMAL,
    "vegetarian": {"meat", "pork", "fish", "shellfish"},
    "halal": {"pork", "alcohol"},
    "gluten_free": {"gluten"},
}


@pytest.fixture
def every_dish(session, monkeypatch, tmp_path):
    """Every card with what its picture is chosen by: the demo's and the starters'."""
    shelves.fill_with_all_that_is_written(monkeypatch, tmp_path)
    found = []
    for place in [*_demo(session), *_starters(session)]:
        menu = reading.read(session, place.id)
        found += illustrating.asked_of_menu(menu, place.cuisines)
    yield found
    monkeypatch.undo()
    shelves.forget()


def _demo(session):
    for shop in shops():
        place = make_restaurant(session, shop.name, is_staffed=False, cuisines=shop.cuisines)
        rows = menu_rows(shop, place.id, uuid4)
        for table in TABLES:
            for row in rows[table]:
                session.execute(insert(table).values(row))
        yield place


def _starters(session):
    for family in sorted(set(FAMILY.values())):
        cuisine = next(one for one, its in FAMILY.items() if its == family)
        place = make_restaurant(session, f"Start {family}", is_staffed=False, cuisines=[cuisine])
        write_starter_menu(session, place)
        yield place


def test_no_dish_may_be_shown_by_what_it_says_it_does_not_contain(every_dish):
    assert len(every_dish) > 350
    for card, asked in every_dish:
        usual = illustrating.as_it_comes(card)
        text = f"{card.name}. {card.description}".lower()
        for key, picture in catalogue().items():
            if not choosing.may_show(asked, key):
                continue
            said = f"{card.name} shown as {key}"
            kinds = {kind for name in picture.seen for kind in ingredients()[name].kinds}
            allergens = {one for name in picture.seen for one in ingredients()[name].allergens}
            assert not allergens & set(usual.free_of), said
            for diet in usual.diets:
                assert not (kinds | allergens) & NOT_SHOWN_FOR.get(diet, set()), said
            if "vegan" in text or "vegan" in usual.diets:
                assert not kinds & ANIMAL, said
            if "no cheese" in text or "without cheese" in text:
                assert "mozzarella" not in picture.seen, said
            if "sin carne" in text:
                assert "meat" not in kinds, said


def test_what_is_chosen_may_be_shown(every_dish):
    chosen = {card.name: choosing.best(asked) for card, asked in every_dish}
    for card, asked in every_dish:
        key = choosing.best(asked)
        assert key == "" or choosing.may_show(asked, key), card.name
    if "diavola" in catalogue():
        assert chosen["Diavola"] == "diavola"
