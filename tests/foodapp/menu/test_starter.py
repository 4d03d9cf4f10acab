"""Starter menus: enough, believable, honest about allergens."""

import pytest

from foodapp.menu.models import ALLERGENS, DIETS
from foodapp.menu.starter import FAMILY, dishes_for
from foodapp.menu.starter_dishes import DISHES, DRINKS, GROUPS
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.price_levels import local_minor

ANIMAL = {"milk", "eggs", "fish", "crustaceans", "molluscs"}
EVERY_DISH = [dish for family in DISHES.values() for dish in family] + DRINKS


def test_every_cuisine_has_dishes_and_every_family_at_least_twelve():
    assert set(FAMILY) == set(CUISINES)
    assert set(FAMILY.values()) == set(DISHES)
    assert all(len(dishes) >= 12 for dishes in DISHES.values())
    assert all(sum(dish.is_popular for dish in dishes) >= 2 for dishes in DISHES.values())


@pytest.mark.parametrize("dish", EVERY_DISH, ids=lambda dish: dish.name)
def test_a_dish_is_described_with_known_words(dish):
    assert set(dish.allergens) <= set(ALLERGENS)
    assert set(dish.diets) <= set(DIETS)
    assert set(dish.groups) <= set(GROUPS)
    assert dish.description
    assert 150 <= dish.euro_minor <= 3_000
    assert all(price > dish.euro_minor for _, price in dish.sizes[1:])


@pytest.mark.parametrize("dish", EVERY_DISH, ids=lambda dish: dish.name)
def test_diets_and_allergens_do_not_contradict_each_other(dish):
    if "vegan" in dish.diets:
        assert not ANIMAL & set(dish.allergens)
    if "vegetarian" in dish.diets:
        assert not {"fish", "crustaceans", "molluscs"} & set(dish.allergens)
    if "gluten_free" in dish.diets:
        assert "gluten" not in dish.allergens


def test_a_choice_that_must_be_made_can_be_made():
    for group in GROUPS.values():
        assert 0 <= group.at_least <= group.at_most <= len(group.choices)
        assert all(set(allergens.split()) <= set(ALLERGENS) for _, _, allergens in group.choices)


def test_a_kitchen_nobody_described_gets_a_little_of_everything():
    assert dishes_for([]) == DISHES["international"]
    assert dishes_for(["klingon"]) == DISHES["international"]


def test_two_cuisines_share_a_menu_and_no_dish_comes_twice():
    names = [dish.name for dish in dishes_for(["pizza", "kebab", "sushi"])]
    assert {"Margherita", "Dürüm"} <= set(names)
    assert "Gyoza" not in names
    assert len(names) == len(set(names))


def test_prices_are_round_in_every_currency():
    assert local_minor(950, "EUR") == 950
    assert local_minor(950, "CHF") == 1570
    assert local_minor(950, "JPY") == 1140
    assert local_minor(950, "HUF") % 10_000 == 0
    assert local_minor(950, "XXX") == 950
