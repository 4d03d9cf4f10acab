"""Each dish of a menu has its picture, by what it is and by what its owner chose."""

from dataclasses import replace

import pytest

from foodapp.menu import editing, illustrating, reading
from foodapp.menu.editing import ItemDraft
from foodapp.menu.models import Item
from foodapp.pictures.models import PictureSwitch
from tests.foodapp.pictures import shelf as shelves


@pytest.fixture(autouse=True)
def shelf(monkeypatch, tmp_path):
    shelves.fill(monkeypatch, tmp_path)
    yield tmp_path
    monkeypatch.undo()
    shelves.forget()


def draft(session, world, name, **facts):
    category_id = session.get_one(Item, world.margherita).category_id
    return ItemDraft(category_id=category_id, name=name, price_minor=1000, **facts)


def test_a_new_dish_has_its_picture_at_once(session, world):
    item = editing.add(session, world.staff, draft(session, world, "Salami pizza"))
    session.refresh(item)
    assert item.illustration == "diavola"
    assert item.illustration_chosen is None


def test_the_picture_follows_what_the_dish_becomes(session, world):
    dish = draft(session, world, "Ramen", description="Shoyu")
    item = editing.add(session, world.staff, dish)
    session.refresh(item)
    assert item.illustration == "shoyu-ramen"
    editing.edit(session, world.staff, item.id, replace(dish, diets=["vegan"]))
    session.refresh(item)
    assert item.illustration == "vegan-ramen"


def test_a_choice_of_the_owner_outlives_every_edit_and_is_shown_while_it_may_be(session, world):
    dish = draft(session, world, "Ramen")
    item = editing.add(session, world.staff, dish)
    item.illustration_chosen = "shoyu-ramen"
    editing.edit(session, world.staff, item.id, replace(dish, name="Noodles of the house"))
    session.refresh(item)
    assert item.illustration == "shoyu-ramen"
    editing.edit(session, world.staff, item.id, replace(dish, diets=["vegan"]))
    session.refresh(item)
    assert (item.illustration, item.illustration_chosen) == ("vegan-ramen", "shoyu-ramen")
    editing.edit(session, world.staff, item.id, dish)
    session.refresh(item)
    assert item.illustration == "shoyu-ramen"


def test_menus_from_before_are_given_pictures_and_then_left_alone(session, world):
    assert session.get_one(Item, world.margherita).illustration is None
    assert illustrating.renew_some(session) == 2  # Nonna's menu and Rival's
    assert illustrating.renew_some(session) == 0
    session.expire_all()
    assert session.get_one(Item, world.margherita).illustration == "margherita"
    assert session.get_one(Item, world.ribs).illustration == ""
    assert reading.read(session, world.nonna).items()[0].illustration in ("margherita", "tiramisu")


def test_another_catalogue_begins_again(session, world, shelf, monkeypatch):
    illustrating.renew_some(session)
    shelves.fill(monkeypatch, shelf, without="margherita")
    assert illustrating.renew_some(session) == 2
    session.expire_all()
    assert session.get_one(Item, world.margherita).illustration != "margherita"
    assert illustrating.renew_some(session) == 0
    assert len(session.get_one(PictureSwitch, 1).catalogue) == 16


def test_a_pizza_whose_dough_is_a_choice_comes_with_the_first_dough(session, world):
    """Its own declaration is of the pizza without a dough."""
    from foodapp.menu import choices
    from foodapp.menu.choices import GroupDraft, ModifierDraft

    doughs = [ModifierDraft("Classic", allergens=["gluten"]), ModifierDraft("Gluten-free")]
    dough = choices.add(session, world.staff, GroupDraft("Dough", 1, 1, doughs))
    declared = {"allergens": ["milk"], "free_of": ["gluten"], "diets": ["gluten_free"]}
    bare = editing.add(session, world.staff, draft(session, world, "Margherita", **declared))
    with_dough = editing.add(
        session,
        world.staff,
        draft(session, world, "Margherita", group_ids=[dough.id], **declared),
    )
    session.refresh(bare)
    session.refresh(with_dough)
    assert bare.illustration == ""
    assert with_dough.illustration == "margherita"
