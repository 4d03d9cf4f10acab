from uuid import uuid4

import pytest

from foodapp.menu import photo_names

NAMES = [
    "Pizza Margherita", "Pizza Diavola", "Tiramisù", "Käsknöpfle", "宫保鸡丁", "Dal", "Cola 0.33 l",
    "Chicken tikka masala", "Chicken korma",
]  # fmt: skip
DISHES = {uuid4(): name for name in NAMES}


def found(file: str) -> str | None:
    (ident,) = photo_names.match([file], DISHES)
    return DISHES[ident] if ident else None


@pytest.mark.parametrize(
    ("file", "dish"),
    [
        ("margherita-pizza (2).jpg", "Pizza Margherita"),
        ("Margherita.JPG", "Pizza Margherita"),
        ("pizza_diavola_final2.webp", "Pizza Diavola"),
        ("IMG_2041 Tiramisu.jpeg", "Tiramisù"),
        ("Kasknopfle.png", "Käsknöpfle"),
        ("Kaesknoepfle.png", "Käsknöpfle"),
        ("tirimisu.jpg", "Tiramisù"),
        ("宫保鸡丁.jpg", "宫保鸡丁"),
        ("dal.png", "Dal"),
        ("cola.jpg", "Cola 0.33 l"),
        ("chicken-tikka-masala.jpg", "Chicken tikka masala"),
        ("pizza.jpg", None),  # of two
        ("chicken.jpg", None),
        ("IMG_20261130_121314.jpg", None),
        ("DSC00012.JPG", None),
        ("sunset over the harbour.jpg", None),
        (".jpg", None),
        ("", None),
        ("‮gpj.alovaid", None),
    ],
)
def test_a_file_is_of_the_dish_that_its_name_says(file, dish):
    assert found(file) == dish


def test_a_menu_without_dishes_has_none():
    assert photo_names.match(["margherita.jpg"], {}) == [None]


def test_ten_thousand_letters_are_looked_at_no_longer_than_two_hundred():
    assert found("margherita " * 1_000) is None or found("margherita " * 1_000) == NAMES[0]
