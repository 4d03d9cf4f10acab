"""Contains, traces, free, not stated: of a dish, its sizes and its options together."""

from itertools import combinations
from random import Random

import pytest
from sqlmodel import select

from foodapp.menu import fitting, reading
from foodapp.menu.allergens import Declared, State, combined, is_complete, reachable
from foodapp.menu.models import (
    ALLERGENS,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.menu.starter_dishes.table import rest
from foodapp.restaurants.models import Restaurant
from tests.fixtures.world import make_item


def dish(has="", traces="", free="", diets=""):
    return Item(
        restaurant_id=None,
        category_id=None,
        name="Dish",
        price_minor=1,
        allergens=has.split(),
        traces=traces.split(),
        free_of=free.split(),
        diets=diets.split(),
    )


def size(has="", free="", diets=None):
    kept = None if diets is None else diets.split()
    return Variation(
        item_id=None,
        name="Size",
        price_minor=1,
        allergens=has.split(),
        free_of=free.split(),
        diets=kept,
    )


def option(has="", free="", removes="", diets="vegan vegetarian gluten_free", traces=""):
    return Modifier(
        group_id=None,
        name="Option",
        allergens=has.split(),
        traces=traces.split(),
        free_of=free.split(),
        removes=removes.split(),
        diets=diets.split(),
    )


EVERYTHING = " ".join(ALLERGENS)


def test_what_nobody_has_stated_is_never_free():
    stated = combined(dish())
    assert {stated.state(one) for one in ALLERGENS} == {State.NOT_STATED}
    assert not stated.is_free(["nuts"])


def test_traces_are_neither_in_it_nor_out_of_it():
    stated = combined(dish(traces="nuts", free=" ".join(rest(["nuts"]))))
    assert stated.state("nuts") is State.TRACES
    assert not stated.is_free(["nuts"])
    assert stated.contains == ()


@pytest.mark.parametrize(
    ("dish_says", "option_says", "together"),
    [
        ("free", "free", State.FREE),
        ("free", "has", State.CONTAINS),
        ("free", "traces", State.TRACES),
        ("free", "", State.NOT_STATED),
        ("", "free", State.NOT_STATED),
        ("traces", "free", State.TRACES),
        ("traces", "", State.TRACES),
        ("", "has", State.CONTAINS),
        ("has", "", State.CONTAINS),
    ],
)
def test_of_several_parts_the_gravest_state_holds(dish_says, option_says, together):
    def of(make, says):
        return make(**{says: "nuts"}) if says else make()

    assert combined(of(dish, dish_says), None, [of(option, option_says)]).state("nuts") is together


def test_a_size_stands_before_its_dish_and_only_where_it_states_something():
    croissant = dish(has="gluten milk", free="nuts")
    almond = combined(croissant, size(has="nuts"))
    assert (almond.state("nuts"), almond.state("milk")) == (State.CONTAINS, State.CONTAINS)
    assert combined(croissant, size(free="milk")).state("milk") is State.FREE


def test_an_option_takes_out_what_is_in_it_and_says_nothing_of_what_nobody_stated():
    without = option(free=EVERYTHING, removes="nuts gluten")
    assert combined(dish(has="nuts"), None, [without]).state("nuts") is State.FREE
    assert combined(dish(has="nuts"), None, [without]).state("gluten") is State.NOT_STATED
    with_nuts_on_top = [without, option(has="nuts")]
    assert combined(dish(has="nuts"), None, with_nuts_on_top).state("nuts") is State.CONTAINS


def test_badges_follow_what_is_chosen():
    curry = dish(free=EVERYTHING, diets="vegan gluten_free")
    assert combined(curry).diets == ("vegan", "vegetarian", "gluten_free")
    cheese = option(has="milk", diets="vegetarian gluten_free")
    assert combined(curry, None, [cheese]).diets == ("vegetarian", "gluten_free")
    assert combined(curry, None, [option(diets="")]).diets == (), "not stated is not vegan"
    assert combined(curry, size(diets="halal")).diets == ("halal",)


def test_a_badge_that_what_is_declared_contradicts_is_not_shown():
    assert combined(dish(has="fish", diets="vegan halal")).diets == ("halal",)
    assert combined(dish(has="gluten", diets="gluten_free")).diets == ()
    assert combined(dish(traces="gluten", diets="gluten_free vegan")).diets == (
        "vegan",
        "vegetarian",
    )


def test_before_anything_is_chosen_the_best_and_the_worst_are_known():
    pizza, base = dish(free=EVERYTHING), (1, [option(has="gluten"), option(free=EVERYTHING)])
    assert reachable("gluten", pizza, [], [base]) == (State.FREE, State.CONTAINS)
    assert reachable("milk", pizza, [], [base]) == (State.FREE, State.NOT_STATED)
    two = (2, base[1])
    assert reachable("gluten", pizza, [], [two]) == (State.CONTAINS, State.CONTAINS)


def test_a_dish_is_declared_when_every_allergen_is_somewhere():
    assert not is_complete(dish(has="nuts"))
    assert is_complete(dish(has="nuts", traces="milk", free=" ".join(rest(["nuts", "milk"]))))


def test_what_was_kept_with_an_order_reads_back():
    stated = combined(dish(has="nuts", free="milk"))
    again = Declared.from_json(stated.as_json())
    assert again.contains == ("nuts",)
    assert again.of(State.NOT_STATED) == stated.of(State.NOT_STATED)
    assert Declared.from_json(None).state("milk") is State.NOT_STATED


def _ways(card):
    """Every way to choose a dish that the basket would take, one option more at most."""
    sizes = [one.id for one in card.variations] or [""]
    picks = [()]
    for group in card.groups:
        ids = [one.id for one in group.modifiers]
        counts = range(group.min_choices, min(group.max_choices, len(ids)) + 1)
        some = [pick for count in counts for pick in combinations(ids, count)]
        picks = [(*before, *pick) for before in picks for pick in some]
    return [card.declared(size, pick) for size in sizes for pick in picks]


def _some_part(random):
    """Two allergens, each in some state."""
    lists = {"allergens": [], "traces": [], "free_of": []}
    for allergen in ("milk", "nuts"):
        if where := random.choice(["allergens", "traces", "free_of", "free_of", ""]):
            lists[where].append(allergen)
    return lists


def _some_dish(session, restaurant, random, number):
    diets = random.choice([[], ["vegan"], ["vegetarian"]])
    item = make_item(session, restaurant, f"Dish {number}", 500, diets=diets, **_some_part(random))
    session.add_all(
        Variation(
            item_id=item.id,
            name=f"Size {n}",
            price_minor=1,
            diets=random.choice([None, [], ["vegan"]]),
            **_some_part(random),
        )
        for n in range(random.choice([0, 0, 2]))
    )
    for n in range(random.choice([0, 1, 2])):
        group = ModifierGroup(
            restaurant_id=restaurant.id,
            name=f"Group {n}",
            min_choices=random.choice([0, 1, 2]),
            max_choices=2,
        )
        session.add(group)
        session.flush()
        session.add(ItemModifierGroup(item_id=item.id, group_id=group.id, position=n))
        session.add_all(
            Modifier(
                group_id=group.id,
                name=f"Option {m}",
                diets=random.choice([[], ["vegan", "vegetarian"], ["vegetarian"]]),
                removes=random.choice([[], [], ["nuts"]]),
                **_some_part(random),
            )
            for m in range(3)
        )
    session.flush()


@pytest.mark.parametrize("seed", range(3))
def test_search_asks_the_database_by_the_same_rule(session, world, seed):
    random = Random(seed)
    restaurant = session.get_one(Restaurant, world.rival)
    for number in range(80):
        _some_dish(session, restaurant, random, number)
    cards = reading.read(session, restaurant.id).items()

    def found(condition):
        ids = session.exec(
            select(Item.id).where(Item.restaurant_id == restaurant.id, condition)
        ).all()
        return {str(one) for one in ids}

    for avoided in (["nuts"], ["milk"], ["milk", "nuts"]):
        can_be_free = {
            card.id for card in cards if any(way.is_free(avoided) for way in _ways(card))
        }
        assert found(fitting.free_of(avoided)) == can_be_free
        assert can_be_free
    for diet in ("vegan", "vegetarian"):
        suits = {card.id for card in cards if any(diet in way.diets for way in _ways(card))}
        assert found(fitting.suits(diet)) <= suits, "what is taken out is not looked for"
        assert found(fitting.suits(diet))
