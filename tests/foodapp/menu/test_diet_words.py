"""What typed words ask of diets and allergens, in the languages of the neighbours."""

import pytest

from foodapp.menu.diet_words import understood


@pytest.mark.parametrize(
    ("typed", "words", "diets"),
    [
        ("vegan curry", "curry", ["vegan"]),
        ("Vegane Pizza", "pizza", ["vegan"]),
        ("végétarien", "", ["vegetarian"]),
        ("Vegetarisches Curry", "curry", ["vegetarian"]),
        ("veggie burger", "burger", ["vegetarian"]),
        ("Halal kebab", "kebab", ["halal"]),
        ("gluten-free pizza", "pizza", ["gluten_free"]),
        ("glutenfreie Pasta", "pasta", ["gluten_free"]),
        ("laktosefrei", "", ["lactose_free"]),
        ("vegan gluten free cake", "cake", ["vegan", "gluten_free"]),
    ],
)
def test_a_word_for_a_diet_is_a_constraint(typed, words, diets):
    found = understood(typed)
    assert (found.words, sorted(found.diets), found.avoid) == (words, sorted(diets), ())
    assert found.is_narrow


@pytest.mark.parametrize(
    ("typed", "words", "avoid"),
    [
        ("without nuts", "", ["nuts"]),
        ("curry without nuts and milk", "curry", ["milk", "nuts"]),
        ("ohne Nüsse", "", ["nuts"]),
        ("Döner ohne Milch", "doner", ["milk"]),
        ("sans gluten", "", ["gluten"]),
        ("Pizza senza glutine", "pizza", ["gluten"]),
        ("dairy-free ice", "ice", ["milk"]),
        ("nut free cake", "cake", ["nuts"]),
        ("no peanuts", "", ["peanuts"]),
    ],
)
def test_without_something_is_a_constraint(typed, words, avoid):
    found = understood(typed)
    assert (found.words, list(found.avoid), found.diets) == (words, avoid, ())


@pytest.mark.parametrize(
    "typed", ["egg fried rice", "peanut butter", "vegetable curry", "coconut", "fish", "", "🍕"]
)
def test_a_dish_that_names_its_food_is_no_constraint(typed):
    assert not understood(typed).is_narrow
