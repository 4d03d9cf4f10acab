"""What a dish is: ticked by its owner, a badge for its customers."""

from dataclasses import fields

import pytest

from foodapp.menu import editing, traits
from foodapp.menu.models import Item
from foodapp.menu.reading import ItemCard
from foodapp.menu.traits import TRAITS
from foodapp.views.customer import restaurant
from foodapp.views.restaurant import menu
from restaurant.menu.drafts import item_draft


@pytest.mark.parametrize("name", TRAITS)
def test_a_trait_is_a_column_and_read_and_edited_under_its_name(name):
    assert name in Item.model_fields
    assert name in ItemCard.model_fields
    assert name in {field.name for field in fields(editing.ItemDraft)}


@pytest.mark.parametrize("name", TRAITS)
def test_what_an_owner_ticks_is_a_badge_of_the_dish(session, world, name):
    before = menu.item(session, world.staff, world.tiramisu).draft
    form = {"category": str(before.category_id), "name": before.name, "price": "9.00", name: "on"}

    editing.edit(session, world.staff, world.tiramisu, item_draft(form, [], "CHF"))

    assert traits.of(menu.item(session, world.staff, world.tiramisu).draft) == [name]
    page = restaurant.page(session, world.visitor, "nonna")
    badges = {dish.name: dish.badges for section in page.sections for dish in section.dishes}
    assert badges[before.name] == [TRAITS[name].badge]
    assert [words for dish, words in badges.items() if dish != before.name and words] == []
