"""Categories, dishes, sizes and choices: whose they are, and what is refused."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.kit.words import say
from foodapp.menu import categories, choices, editing
from foodapp.menu.choices import GroupDraft, ModifierDraft
from foodapp.menu.editing import ItemDraft, VariationDraft
from foodapp.menu.models import Category, Item, ModifierGroup, Variation
from foodapp.menu.reading import menu_of
from foodapp.orders import basket
from foodapp.views.restaurant import menu
from tests.fixtures.world import fill_basket


@pytest.fixture
def cook(world):
    return RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)


@pytest.fixture
def drinks(session, world):
    return categories.add(session, world.staff, name="Drinks").id


@pytest.fixture
def toppings(session, world):
    return session.exec(
        select(ModifierGroup.id).where(ModifierGroup.restaurant_id == world.nonna)
    ).one()


def draft(category_id, **facts):
    return ItemDraft(**{"category_id": category_id, "name": "Limonata", "price_minor": 450} | facts)


def names(session, world):
    return [item.name for item in menu_of(session, world.nonna).items()]


def test_a_new_dish_is_on_the_menu_at_once(session, world, drinks):
    assert "Limonata" not in names(session, world)  # and now the menu is cached
    editing.add(session, world.staff, draft(drinks, diets=["vegan"], allergens=["sulphites"]))
    session.commit()

    assert "Limonata" in names(session, world)


def test_sizes_keep_their_ids_so_that_baskets_stay_good(session, world):
    fill_basket(session, world)
    facts = menu.item(session, world.staff, world.margherita)
    small = VariationDraft("Small", 900)
    large = replace(facts.draft.variations[1], price_minor=1600)
    editing.edit(
        session, world.staff, world.margherita, replace(facts.draft, variations=[small, large])
    )
    session.commit()

    sizes = session.exec(select(Variation).where(Variation.item_id == world.margherita)).all()
    assert {(size.name, size.price_minor) for size in sizes} == {("Small", 900), ("Large", 1600)}
    assert world.large in {size.id for size in sizes}
    priced = basket.priced(session, world.customer)
    assert (priced.items_minor, priced.problems) == (1800, [])


def test_choices_are_attached_in_the_order_given(session, world, toppings):
    crust = choices.add(
        session,
        world.staff,
        GroupDraft("Crust", 1, 1, [ModifierDraft("Thin"), ModifierDraft("Thick", 100)]),
    )
    facts = menu.item(session, world.staff, world.margherita)
    editing.edit(
        session,
        world.staff,
        world.margherita,
        replace(facts.draft, group_ids=[crust.id, toppings]),
    )
    session.commit()

    again = menu.item(session, world.staff, world.margherita)
    assert again.draft.group_ids == [crust.id, toppings]
    choices.detach(session, world.staff, toppings, [world.margherita])
    choices.attach(session, world.staff, toppings, [world.margherita, world.tiramisu])
    assert menu.item(session, world.staff, world.tiramisu).draft.group_ids == [toppings]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"description": "x" * 401},
        {"price_minor": -1},
        {"price_minor": 2**63},
        {"allergens": ["<script>"]},
        {"diets": ["carnivore"]},
        {"category_id": uuid4()},
        {"group_ids": [uuid4()]},
        {"variations": [VariationDraft("A", 1), VariationDraft("a ", 2)]},
        {"variations": [VariationDraft("", 1)]},
        {"variations": [VariationDraft("A", -5)]},
        {"variations": [VariationDraft("A", 5, uuid4())]},
        {"variations": [VariationDraft(str(n), 1) for n in range(13)]},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_a_dish_that_makes_no_sense_is_refused_and_nothing_changes(session, world, wrong):
    facts = menu.item(session, world.staff, world.margherita)
    with pytest.raises(DomainError):
        editing.edit(session, world.staff, world.margherita, replace(facts.draft, **wrong))
    session.rollback()
    assert menu.item(session, world.staff, world.margherita).draft == facts.draft


def test_hostile_words_are_stored_as_words(session, world, drinks):
    item = editing.add(
        session, world.staff, draft(drinks, name="<b>O'Neil\u202e\0</b>; DROP TABLE--")
    )
    session.commit()
    assert session.get_one(Item, item.id).name == "<b>O'Neil</b>; DROP TABLE--"


def test_another_restaurants_dishes_are_not_found(session, world, drinks):
    for command in (
        lambda: editing.edit(session, world.staff, world.ribs, draft(drinks)),
        lambda: editing.archive(session, world.staff, [world.margherita, world.ribs]),
        lambda: editing.move(session, world.staff, world.ribs, up=True),
        lambda: editing.add(session, world.rival_staff, draft(drinks)),
        lambda: editing.move_to_category(
            session, world.rival_staff, [world.ribs], category_id=drinks
        ),
        lambda: categories.rename(session, world.rival_staff, drinks, name="Mine"),
        lambda: menu.item(session, world.staff, world.ribs),
    ):
        with pytest.raises(NotFound):
            command()
    session.rollback()
    assert session.get_one(Item, world.margherita).archived_at is None


def test_the_cooks_do_not_edit_the_menu(session, world, cook, drinks, toppings):
    group = GroupDraft("Sauce", 0, 1, [ModifierDraft("Pesto")])
    for command in (
        lambda: editing.add(session, cook, draft(drinks)),
        lambda: editing.edit(session, cook, world.margherita, draft(drinks)),
        lambda: editing.archive(session, cook, [world.margherita]),
        lambda: editing.move(session, cook, world.margherita, up=True),
        lambda: editing.move_to_category(session, cook, [world.margherita], category_id=drinks),
        lambda: categories.add(session, cook, name="X"),
        lambda: categories.rename(session, cook, drinks, name="X"),
        lambda: categories.move(session, cook, drinks, up=True),
        lambda: categories.remove(session, cook, drinks),
        lambda: choices.add(session, cook, group),
        lambda: choices.edit(session, cook, toppings, group),
        lambda: choices.remove(session, cook, toppings),
        lambda: choices.attach(session, cook, toppings, [world.tiramisu]),
        lambda: choices.detach(session, cook, toppings, [world.tiramisu]),
    ):
        with pytest.raises(NotAllowed):
            command()


def test_an_archived_dish_leaves_the_menu_but_not_the_books(session, world, placed_order):
    assert editing.archive(session, world.staff, [world.margherita]) == 1
    session.commit()

    assert "Margherita" not in names(session, world)
    assert session.get_one(Item, world.margherita).archived_at is not None
    with pytest.raises(NotFound):
        editing.archive(session, world.staff, [world.margherita])


def test_categories_move_one_place_and_no_further(session, world, drinks):
    categories.move(session, world.staff, drinks, up=True)
    session.commit()
    order = [category.name for category in menu.of(session, world.staff).categories]
    assert order == ["Kitchen", "Drinks", "Kitchen"]

    for _ in range(5):
        categories.move(session, world.staff, drinks, up=True)
    assert menu.of(session, world.staff).categories[0].name == "Drinks"


def test_dishes_move_within_their_category(session, world, drinks):
    made = [
        editing.add(session, world.staff, draft(drinks, name=name)).id for name in ("A", "B", "C")
    ]
    editing.move(session, world.staff, made[2], up=True)
    session.commit()
    [category] = [c for c in menu.of(session, world.staff).categories if c.name == "Drinks"]
    assert [item.name for item in category.dishes] == ["A", "C", "B"]


def test_only_an_empty_category_goes(session, world, drinks):
    item = editing.add(session, world.staff, draft(drinks))
    with pytest.raises(DomainError, match="Move the dishes"):
        categories.remove(session, world.staff, drinks)
    kitchen = session.get_one(Item, world.margherita).category_id
    editing.move_to_category(session, world.staff, [item.id], category_id=kitchen)
    categories.remove(session, world.staff, drinks)
    session.commit()
    assert session.get(Category, drinks) is None


@pytest.mark.parametrize(
    "wrong",
    [
        GroupDraft("", 0, 1, [ModifierDraft("A")]),
        GroupDraft("Sauce", 0, 1, []),
        GroupDraft("Sauce", 2, 1, [ModifierDraft("A"), ModifierDraft("B")]),
        GroupDraft("Sauce", -1, 1, [ModifierDraft("A")]),
        GroupDraft("Sauce", 0, 0, [ModifierDraft("A")]),
        GroupDraft("Sauce", 0, 3, [ModifierDraft("A")]),
        GroupDraft("Sauce", 0, 1, [ModifierDraft("A", -1)]),
        GroupDraft("Sauce", 0, 1, [ModifierDraft("A", allergens=["dust"])]),
        GroupDraft("Sauce", 0, 1, [ModifierDraft("A", id=uuid4())]),
        GroupDraft("Sauce", 0, 1, [ModifierDraft(str(n)) for n in range(41)]),
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_a_choice_that_nobody_could_make_is_refused(session, world, toppings, wrong):
    with pytest.raises(DomainError):
        choices.edit(session, world.staff, toppings, wrong)


def test_another_restaurants_choices_are_not_found(session, world, toppings):
    for command in (
        lambda: choices.remove(session, world.rival_staff, toppings),
        lambda: choices.attach(session, world.rival_staff, toppings, [world.ribs]),
        lambda: choices.attach(session, world.staff, toppings, [world.ribs]),
        lambda: choices.set_available(session, world.rival_staff, world.salami, is_available=False),
        lambda: menu.group(session, world.rival_staff, toppings),
    ):
        with pytest.raises(NotFound):
            command()


def test_out_of_one_topping(session, world, cook):
    fill_basket(session, world)
    choices.set_available(session, cook, world.salami, is_available=False)
    session.commit()
    assert [say(one) for one in basket.priced(session, world.customer).problems] == [
        "Salami is not available now."
    ]
