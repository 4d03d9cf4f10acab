"""Search: slips of the finger, accents, filters, hostile words, closed last."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.kit import clock
from foodapp.menu import reading
from foodapp.menu.starter_dishes.table import rest
from foodapp.orders import basket
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.search import Filters, search
from tests.fixtures.world import FAR_AWAY, HOME, make_item


@pytest.fixture
def town(session, world):
    nonna = session.get_one(Restaurant, world.nonna)
    nonna.cuisines = ["pizza", "italian"]
    make_item(session, nonna, "Crème brûlée", 700, diets=["vegetarian"], allergens=["milk", "eggs"])
    rival = session.get_one(Restaurant, world.rival)
    caramel = {"allergens": ["milk"], "free_of": rest(["milk"])}
    make_item(session, rival, "Crème caramel", 600, **caramel)
    make_item(
        session, rival, "Lentil stew", 900, diets=["vegan"], description="With cumin and mint"
    )
    session.flush()
    for one in (world.nonna, world.rival):
        reading._drop(one)
    basket.set_address(session, world.visitor, HOME)
    return world


def dishes(session, world, words, **filters):
    found = search(session, world.visitor, words=words, filters=Filters(**filters))
    return [dish.name for dish in found.dishes]


def restaurants(session, world, words, **filters):
    found = search(session, world.visitor, words=words, filters=Filters(**filters))
    return [card.name for card in found.restaurants]


@pytest.mark.parametrize("typed", ["margherita", "Margarita", "MARGHERTA", "marghe"])
def test_a_slip_of_the_finger_still_finds_the_dish(session, town, typed):
    assert dishes(session, town, typed)[0] == "Margherita"


@pytest.mark.parametrize("typed", ["creme brulee", "Crème Brûlée", "creme brule"])
def test_accents_do_not_matter(session, town, typed):
    assert dishes(session, town, typed)[0] == "Crème brûlée"


def test_a_restaurant_is_found_by_its_name_and_by_its_cuisine(session, town):
    assert restaurants(session, town, "nona") == ["Nonna"]
    assert restaurants(session, town, "pizzeria") == ["Nonna"]


def test_a_word_of_the_description_finds_the_dish(session, town):
    assert dishes(session, town, "cumin") == ["Lentil stew"]


def test_the_name_of_a_section_finds_its_dishes(session, town):
    stew = session.exec(select(reading.Item).where(reading.Item.name == "Lentil stew")).one()
    session.get_one(reading.Category, stew.category_id).name = "Hotpots"
    session.flush()
    assert dishes(session, town, "hotpot") == ["Lentil stew"]


def test_diets_and_allergens_narrow_the_dishes(session, town):
    suits = dishes(session, town, "", diets=["vegetarian"])
    assert set(suits) == {"Crème brûlée", "Lentil stew"}
    assert dishes(session, town, "creme", avoid=["eggs"]) == ["Crème caramel"]
    assert restaurants(session, town, "", diets=["vegan"]) == ["Rival"]


def test_what_is_not_stated_is_not_found_as_free_of_it(session, town):
    """Of the lentil stew nobody has said anything."""
    assert dishes(session, town, "", avoid=["nuts"]) == ["Crème caramel"]
    assert dishes(session, town, "stew", avoid=["nuts"]) == []
    assert dishes(session, town, "without nuts") == ["Crème caramel"]


def test_what_may_hold_traces_is_not_found_as_free_of_them(session, town):
    item = session.exec(select(reading.Item).where(reading.Item.name == "Crème caramel")).one()
    item.free_of, item.traces = rest(["milk", "nuts"]), ["nuts"]
    session.flush()
    assert dishes(session, town, "creme", avoid=["nuts"]) == []
    assert dishes(session, town, "creme", avoid=["eggs"]) == ["Crème caramel"]


def test_a_diet_that_is_typed_narrows_like_one_that_is_chosen(session, town):
    rival = session.get_one(Restaurant, town.rival)
    make_item(session, rival, "Goan fish curry", 1500, allergens=["fish"])
    make_item(session, rival, "Sweet potato curry", 1200, diets=["vegan"])
    reading._drop(town.rival)
    assert dishes(session, town, "vegan curry") == ["Sweet potato curry"]
    assert set(dishes(session, town, "vegan")) == {"Sweet potato curry", "Lentil stew"}
    assert restaurants(session, town, "vegan curry") == []
    assert restaurants(session, town, "vegan") == ["Rival"]


def test_a_restaurant_named_after_a_diet_is_found_by_its_name(session, town):
    session.get_one(Restaurant, town.nonna).name = "Vegan Corner"
    session.flush()
    assert "Vegan Corner" in restaurants(session, town, "vegan corner")


def test_who_avoids_something_sees_it_beside_what_is_found(session, town):
    basket.set_avoids(session, town.visitor, allergens=["eggs", "nuts"])
    found = search(session, town.visitor, words="creme", filters=Filters()).dishes
    shown = {dish.name: [mark.text for mark in dish.marks] for dish in found}
    assert shown == {
        "Crème brûlée": ["Contains eggs", "Not stated: nuts"],
        "Crème caramel": [],
    }


def test_a_price_is_that_of_the_smallest_size(session, town):
    assert "Margherita" in dishes(session, town, "margherita", up_to_minor=1200)
    assert "Margherita" not in dishes(session, town, "margherita", up_to_minor=1199)
    assert dishes(session, town, "creme", up_to_minor=650) == ["Crème caramel"]


def test_who_needs_too_long_is_left_out(session, town):
    nonna = session.get_one(Restaurant, town.nonna)
    nonna.busy_extra_minutes = 60
    session.flush()
    assert dishes(session, town, "creme", within_minutes=60) == ["Crème caramel"]
    assert restaurants(session, town, "", within_minutes=60) == ["Rival"]


def test_what_is_closed_comes_last_and_can_be_left_out(session, town):
    nonna = session.get_one(Restaurant, town.nonna)
    nonna.opening_hours = "off"
    session.flush()
    assert dishes(session, town, "creme") == ["Crème caramel", "Crème brûlée"]
    assert dishes(session, town, "creme", open_now=True) == ["Crème caramel"]
    found = search(session, town.visitor, words="creme", filters=Filters())
    assert [dish.note for dish in found.dishes] == ["", "Closed"]


def test_what_is_sold_out_is_not_found(session, town):
    item = session.get_one(reading.Item, town.ribs)
    item.sold_out_until = clock.now() + timedelta(hours=1)
    session.flush()
    assert dishes(session, town, "ribs") == []


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE menu_items; --",
        "%",
        "\x00",
        "\\",
        "🍕" * 50,
        "a" * 5000,
        "<script>",
        "  ",
        "%s",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(session, town, typed):
    assert dishes(session, town, typed) == []


def test_unknown_filters_are_ignored(session, town):
    assert dishes(session, town, "", diets=["'; --"], avoid=["x"]) == []


def test_only_what_is_near_is_searched(session, town):
    basket.set_address(session, town.visitor, FAR_AWAY)
    assert dishes(session, town, "margherita") == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Столовая № 1", ["Столовая", "столовая", "СТОЛОВАЯ", "столвая", "столов"]),
        ("Чайная", ["чайная", "Чайная"]),
        ("Η Ταβέρνα του Νίκου", ["Ταβέρνα", "ταβερνα", "ΤΑΒΕΡΝΑ"]),
        ("東京寿司", ["東京寿司", "東京", "寿司"]),
        ("麺屋はなび", ["麺屋", "はなび", "麺"]),
        ("ラーメン太郎", ["ラーメン", "ﾗｰﾒﾝ"]),
        ("한옥 비빔밥", ["비빔밥", "비빔"]),
        ("दाल मखनी घर", ["दाल", "मखनी"]),
        ("مطعم الشام", ["مطعم", "الشام", "مَطْعَم"]),
        ("מסעדת הים", ["מסעדת"]),
        ("ครัวไทย", ["ครัวไทย", "ไทย"]),
        ("ბებიას სამზარეულო", ["სამზარეულო"]),
        ("Ձորաբերդ", ["Ձորաբերդ", "ձորաբերդ"]),
        ("Żółta Kuchnia", ["zolta", "Żółta"]),
        ("Ｓｕｓｈｉ Bar", ["sushi"]),
        ("İSTANBUL Ocakbaşı", ["istanbul", "ocakbasi"]),
    ],
)
def test_a_restaurant_and_a_dish_are_found_by_their_own_words_in_any_script(
    session, town, name, typed
):
    rival = session.get_one(Restaurant, town.rival)
    rival.name = name
    make_item(session, session.get_one(Restaurant, town.nonna), name, 900)
    session.flush()
    for one in (town.nonna, town.rival):
        reading._drop(one)
    for words in typed:
        assert restaurants(session, town, words) == [name], words
        assert dishes(session, town, words)[0] == name, words


def test_another_word_of_the_same_script_finds_nothing(session, town):
    session.get_one(Restaurant, town.rival).name = "東京寿司 Столовая"
    session.flush()
    for words in ("麺", "京都", "Библиотека", "ράδιο"):
        assert restaurants(session, town, words) == []
