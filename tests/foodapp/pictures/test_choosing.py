"""A dish gets the picture that it would be taken for, or none."""

import pytest

from foodapp.pictures import choosing
from foodapp.pictures.dish import dish

pytestmark = pytest.mark.usefixtures("shelf")


def best(name, description="", **facts):
    return choosing.best(dish(name, description, **facts))


@pytest.mark.parametrize(
    ("name", "description", "key"),
    [
        ("Margherita", "Tomato, mozzarella, basil", "margherita"),
        ("PIZZA MARGHERITA", "", "margherita"),
        ("Salamipizza", "", "diavola"),
        ("Pizza mit Salami", "", "diavola"),
        ("Pizza ohne Käse", "Tomaten, Knoblauch, Oregano", "marinara"),
        ("Marinara", "Tomato, garlic, oregano. No cheese, no regrets.", "marinara"),
        ("بيتزا مارغريتا", "", "margherita"),
        ("Shoyu", "Soy broth, pork, egg", "shoyu-ramen"),
        ("Vegan ramen", "", "vegan-ramen"),
        ("House burger", "Beef, cheddar, onion, pickles", "cheeseburger"),
        ("Gartenburger", "Rind, Cheddar", "cheeseburger"),
        ("Hühnercurry", "mit Reis", "chicken-curry"),
        ("Butter chicken", "Tomato, butter, fenugreek", "chicken-curry"),
        ("Tiramisù", "", "tiramisu"),
        ("Tiramisu della casa", "", "tiramisu"),
        ("Mint lemonade", "", "lemonade"),
    ],
)
def test_a_dish_gets_the_picture_of_its_name(name, description, key):
    assert best(name, description) == key


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Prawn curry", "Coconut, curry leaves"),
        ("Vegetable curry", "Coconut, chickpeas, rice"),
        ("Fish burger", "Cod, tartare sauce"),
        ("Cinnamon bun", ""),
        ("Rocket salad", "Parmesan, tomato, basil"),
        ("Kenji's choice", "Twelve pieces of what was best this morning."),
        ("", ""),
        ("🍕", "🍕🍕"),
        ("<script>alert(1)</script>", "'; DROP TABLE menu_items; --"),
        ("x" * 120, "y " * 200),
    ],
)
def test_a_stand_in_is_better_than_a_wrong_dish(name, description):
    assert best(name, description) == ""


def test_a_vegan_ramen_is_never_shown_with_egg():
    assert best("Ramen", diets=["vegan"]) == "vegan-ramen"
    assert best("Ramen", free_of=["eggs"]) == "vegan-ramen"
    assert best("Ramen without egg") == "vegan-ramen"
    assert best("Shoyu ramen", "vegan") != "shoyu-ramen"


def test_the_kitchen_decides_between_two_that_are_alike():
    assert best("Ramen", cuisines=["vegan"]) == "vegan-ramen"


def test_the_same_dish_always_gets_the_same_picture():
    asked = dish("Ramen")
    first = choosing.ranked(asked)
    choosing.ranked.cache_clear()
    assert choosing.ranked(asked) == first
