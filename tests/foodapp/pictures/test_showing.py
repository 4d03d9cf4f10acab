"""What stands in a frame: photo, picture, stand-in; never a hole."""

from dataclasses import dataclass, field

import pytest

from foodapp.pictures import showing, switch
from foodapp.pictures.models import PictureSwitch
from tests.foodapp.pictures import shelf as shelves

pytestmark = pytest.mark.usefixtures("shelf")
PHOTO = "0123456789abcdef0123456789abcdef"


@dataclass
class Dish:
    name: str
    illustration: str | None = None
    description: str = ""
    picture: str = ""
    allergens: list[str] = field(default_factory=list)
    free_of: list[str] = field(default_factory=list)
    diets: list[str] = field(default_factory=list)


def test_a_photo_wins(session):
    shown = showing.of_dish(session, Dish("Margherita", "margherita", picture=PHOTO))
    assert (shown.kind, shown.photo, shown.file) == ("photo", PHOTO, "")


def test_a_dish_without_a_photo_shows_its_made_picture(session):
    shown = showing.of_dish(session, Dish("My own name", "diavola"))
    assert (shown.kind, shown.of) == ("illustration", "Pizza Diavola")
    assert showing.address(shown, 300) == "/assets/pictures/dish/diavola.0a1b2c3d.320.webp"
    assert showing.address(shown, 5_000, "avif").endswith(".640.avif")


def test_a_dish_that_nobody_has_looked_at_yet_shows_the_best_by_name(session):
    assert showing.of_dish(session, Dish("Margherita")).of == "Pizza Margherita"


def test_a_key_that_no_longer_exists_falls_to_the_best_by_name(session, shelf, monkeypatch):
    shelves.fill(monkeypatch, shelf, without="marinara")
    shown = showing.of_dish(session, Dish("Salami pizza", "marinara"))
    assert shown.of == "Pizza Diavola"
    assert showing.of_dish(session, Dish("Nothing known", "../../etc/passwd")).kind == "neutral"


def test_where_no_picture_is_right_the_kitchen_s_chip_stands_in(session, shelf, monkeypatch):
    shelves.fill(monkeypatch, shelf, chips={"pizza": "margherita"})
    shown = showing.of_dish(session, Dish("Number 7", ""), ["pizza"])
    assert (shown.kind, shown.file) == ("cuisine", "chip/pizza.0a1b2c3d")
    vegan = Dish("Number 7", "", diets=["vegan"])
    assert showing.of_dish(session, vegan, ["pizza"]).kind == "neutral"


def test_a_chip_stands_for_no_drink_and_nothing_sweet(session, shelf, monkeypatch):
    shelves.fill(monkeypatch, shelf, chips={"pizza": "margherita"})
    shown = [showing.of_dish(session, Dish(name, ""), ["pizza"]) for name in ("Cola", "Brownie")]
    assert [(one.kind, one.course) for one in shown] == [("neutral", "drink"), ("neutral", "sweet")]


def test_a_chip_that_says_not_what_it_shows_stands_for_no_dish(session):
    assert showing.of_dish(session, Dish("Number 7", ""), ["japanese"]).kind == "neutral"


def test_a_neutral_says_whether_it_is_drunk_or_sweet(session):
    shown = [
        showing.of_dish(session, Dish(name, "")).course
        for name in ("Iced tea", "Carrot cake", "Soup")
    ]
    assert shown == ["drink", "sweet", "food"]


def test_a_restaurant_shows_a_table_of_its_kitchen_or_of_one_near_it(session):
    assert showing.of_restaurant(session, PHOTO, ["pizza"]).photo == PHOTO
    assert showing.of_restaurant(session, "", ["pizza"]).file == "table/italian.0a1b2c3d"
    assert showing.of_restaurant(session, "", ["thai"]) == showing.NEUTRAL
    assert showing.of_restaurant(session, "", ["no such kitchen", ""]) == showing.NEUTRAL


def test_switched_off_no_made_picture_is_shown_anywhere(session):
    session.add(PictureSwitch(is_on=False))
    session.flush()
    switch.forget()
    assert showing.of_dish(session, Dish("Iced tea", "lemonade")) == showing.Shown(course="drink")
    assert showing.of_dish(session, Dish("Margherita", "margherita", picture=PHOTO)).kind == "photo"
    assert showing.of_restaurant(session, "", ["pizza"]) == showing.NEUTRAL
    assert showing.of_cuisine(session, "pizza") == showing.NEUTRAL
    assert showing.scene(session, "empty-basket") == showing.NEUTRAL


def test_a_platform_without_a_single_picture_shows_neutral_grounds(session, shelf):
    (shelf / "manifest.json").unlink()
    shelves.forget()
    assert showing.of_dish(session, Dish("Margherita")) == showing.NEUTRAL
    assert showing.of_restaurant(session, "", ["pizza"]) == showing.NEUTRAL
    assert showing.link_image(["pizza"]) == ""
