"""The menu's editor, as a state."""

import pytest
from sqlmodel import select

from foodapp.kit import clock
from foodapp.menu import selling_out
from foodapp.menu.models import Category, Item, Modifier, ModifierGroup, Variation
from foodapp.menu.reading import menu_of
from foodapp.menu.selling_out import Away
from foodapp.menu.starter_dishes.table import rest
from restaurant.menu.state import ChoiceSheet, DishSheet, Menu


def dish_form(world, session, **facts):
    category = session.get_one(Item, world.tiramisu).category_id
    return {"name": "Tiramisù", "price": "7,20", "category": str(category), "stock": ""} | facts


async def test_sold_out_asks_how_long_and_back_is_one_tap(session, world, ana):
    await ana.call(Menu, "load")
    await ana.call(Menu, "switch", item_id=str(world.margherita), on=False)
    assert ana.screen(Menu).selling_out == str(world.margherita)
    await ana.call(Menu, "sell_out", item_id=str(world.margherita), away="tomorrow")
    session.expire_all()
    assert session.get_one(Item, world.margherita).sold_out_until > clock.now()
    await ana.call(Menu, "switch", item_id=str(world.margherita), on=True)
    session.expire_all()
    assert session.get_one(Item, world.margherita).sold_out_until is None


async def test_what_ran_out_of_a_dish_is_seen_and_brought_back(session, world, ana):
    for part in ("Large", "Salami"):
        selling_out.run_out(session, world.staff, world.margherita, part=part, away=Away.GOOD)
    session.commit()
    await ana.call(Menu, "load")
    dishes = {one.name: one for part in ana.screen(Menu).categories for one in part.dishes}
    assert (dishes["Margherita"].parts_away, dishes["Tiramisu"].parts_away) == ("Large, Salami", "")
    group = session.exec(select(ModifierGroup)).one()
    await ana.call(ChoiceSheet, "open", group_id=str(group.id))
    assert [row.is_available for row in ana.screen(ChoiceSheet).rows] == [True, False]

    await ana.call(Menu, "bring_back_parts", item_id=str(world.margherita))
    dishes = {one.name: one for part in ana.screen(Menu).categories for one in part.dishes}
    assert dishes["Margherita"].parts_away == ""
    session.expire_all()
    assert session.get_one(Modifier, world.salami).sold_out_until is None


async def test_saving_a_choice_leaves_what_is_away_for_a_time_away(session, world, ana):
    selling_out.run_out(session, world.staff, world.margherita, part="Salami", away=Away.HOUR)
    session.commit()
    await ana.call(Menu, "load")
    group = session.exec(select(ModifierGroup)).one()
    await ana.call(ChoiceSheet, "open", group_id=str(group.id))
    form = {"name": "Toppings", "least": "0", "most": "2"}
    for row in ana.screen(ChoiceSheet).rows:
        form |= {f"name-{row.n}": row.name, f"price-{row.n}": "2"}
        form |= {f"available-{row.n}": "on"} if row.is_available else {}
    await ana.call(ChoiceSheet, "save", form=form)
    session.expire_all()
    salami = session.get_one(Modifier, world.salami)
    assert salami.is_available
    assert salami.sold_out_until is not None, "back by itself"


async def test_several_dishes_change_together(session, world, ana):
    await ana.call(Menu, "load")
    for item in (world.margherita, world.tiramisu):
        await ana.call(Menu, "choose", item_id=str(item))
    await ana.call(Menu, "sell_out_chosen", away="good")
    assert ana.screen(Menu).chosen == []
    session.expire_all()
    assert not any(item.is_available for item in menu_of(session, world.nonna).items())


async def test_a_dish_is_saved_from_its_sheet(session, world, ana):
    await ana.call(Menu, "load")
    await ana.call(DishSheet, "open", item_id=str(world.tiramisu))
    sheet = ana.screen(DishSheet)
    assert (sheet.name, sheet.price, sheet.stock) == ("Tiramisu", "6.50", "3")
    form = dish_form(world, session, stock="8", **{"allergen-eggs": "on", "diet-vegetarian": "on"})
    await ana.call(DishSheet, "save", form=form)

    assert (sheet.opened, sheet.error) == (False, "")
    session.expire_all()
    item = session.get_one(Item, world.tiramisu)
    assert (item.name, item.price_minor, item.stock) == ("Tiramisù", 720, 8)
    assert (item.allergens, item.diets) == (["eggs"], ["vegetarian"])


async def test_sizes_are_added_and_keep_their_ids(session, world, ana):
    await ana.call(Menu, "load")
    await ana.call(DishSheet, "open", item_id=str(world.margherita))
    await ana.call(DishSheet, "add_size")
    rows = ana.screen(DishSheet).sizes
    form = dish_form(world, session, name="Margherita") | {
        f"name-{row.n}": row.name or "Party" for row in rows
    }
    form |= {f"price-{row.n}": row.price or "40" for row in rows}
    await ana.call(DishSheet, "save", form=form)
    assert ana.screen(DishSheet).error == ""
    sizes = session.exec(select(Variation).where(Variation.item_id == world.margherita)).all()
    assert {size.name for size in sizes} == {"Regular", "Large", "Party"}
    assert world.large in {size.id for size in sizes}


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": "a lot"}, {"price": "-1"}, {"price": "1.234"}, {"price": "9" * 30},
        {"category": "x"}, {"stock": "many"}, {"stock": "-1"}, {"name": ""}, {"name": "x" * 500},
        {"price": "１２"}, {"group-x": "on"},
    ],
    ids=str,
)  # fmt: skip
async def test_what_is_typed_wrong_is_one_sentence_in_the_sheet(session, world, ana, wrong):
    await ana.call(Menu, "load")
    await ana.call(DishSheet, "open", item_id=str(world.tiramisu))
    await ana.call(DishSheet, "save", form=dish_form(world, session, **wrong))
    sheet = ana.screen(DishSheet)
    assert sheet.opened
    assert sheet.error.endswith(".")
    session.expire_all()
    assert session.get_one(Item, world.tiramisu).name == "Tiramisu"


async def test_a_choice_is_made_and_changed(session, world, ana):
    await ana.call(Menu, "load")
    group = session.exec(select(ModifierGroup)).one()
    await ana.call(ChoiceSheet, "open", group_id=str(group.id))
    sheet = ana.screen(ChoiceSheet)
    rows = {row.name: row.n for row in sheet.rows}
    form = {"name": "Toppings", "least": "0", "most": "2"}
    for name, n in rows.items():
        form |= {f"name-{n}": name, f"price-{n}": "2.50", f"available-{n}": "on"}
    form[f"allergens-{rows['Salami']}"] = "Milk, sulphites"
    del form[f"available-{rows['Olives']}"]
    await ana.call(ChoiceSheet, "save", form=form)
    assert sheet.error == ""
    session.expire_all()
    salami, olives = (session.get_one(Modifier, one) for one in (world.salami, world.olives))
    assert (salami.price_minor, salami.allergens) == (250, ["milk", "sulphites"])
    assert not olives.is_available

    await ana.call(ChoiceSheet, "open", group_id=str(group.id))
    await ana.call(ChoiceSheet, "save", form=form | {f"allergens-{rows['Salami']}": "gravel"})
    assert "gravel is none of the allergens" in sheet.error


async def test_categories_are_named_in_place(session, world, ana):
    await ana.call(Menu, "load")
    await ana.call(Menu, "name_category", which="new")
    await ana.call(Menu, "save_category", form={"name": "Drinks"})
    assert ana.screen(Menu).naming == ""
    assert "Drinks" in {one.name for one in session.exec(select(Category))}


async def test_everything_is_declared_with_a_few_marks_and_one_tick(session, world, ana):
    await ana.call(Menu, "load")
    dishes = {one.name: one for part in ana.screen(Menu).categories for one in part.dishes}
    assert not dishes["Tiramisu"].is_declared
    await ana.call(DishSheet, "open", item_id=str(world.tiramisu))
    marks = {"allergen-eggs": "contains", "allergen-nuts": "traces", "declared": "on"}
    await ana.call(DishSheet, "save", form=dish_form(world, session, **marks))

    session.expire_all()
    item = session.get_one(Item, world.tiramisu)
    assert (item.allergens, item.traces) == (["eggs"], ["nuts"])
    assert item.free_of == rest(["eggs", "nuts"])
    dishes = {one.name: one for part in ana.screen(Menu).categories for one in part.dishes}
    assert dishes["Tiramisù"].is_declared
    await ana.call(DishSheet, "open", item_id=str(world.tiramisu))
    states = ana.screen(DishSheet).states
    assert (states["eggs"], states["nuts"], states["milk"]) == ("contains", "traces", "free")


async def test_one_allergen_is_stated_and_the_others_stay_open(session, world, ana):
    await ana.call(Menu, "load")
    await ana.call(DishSheet, "open", item_id=str(world.tiramisu))
    await ana.call(DishSheet, "save", form=dish_form(world, session, **{"allergen-nuts": "free"}))
    session.expire_all()
    item = session.get_one(Item, world.tiramisu)
    assert (item.allergens, item.traces, item.free_of) == ([], [], ["nuts"])


async def test_a_size_states_what_differs_from_its_dish(session, world, ana):
    await ana.call(Menu, "load")
    await ana.call(DishSheet, "open", item_id=str(world.margherita))
    rows = {row.name: row.n for row in ana.screen(DishSheet).sizes}
    n = rows["Large"]
    form = dish_form(world, session, name="Margherita")
    for name, place in rows.items():
        form |= {f"name-{place}": name, f"price-{place}": "12"}
    form |= {f"allergen-nuts-{n}": "contains", f"own-diets-{n}": "on", f"diet-halal-{n}": "on"}
    await ana.call(DishSheet, "save", form=form)
    assert ana.screen(DishSheet).error == ""
    session.expire_all()
    large, regular = (session.get_one(Variation, one) for one in (world.large, world.regular))
    assert (large.allergens, large.diets) == (["nuts"], ["halal"])
    assert (regular.allergens, regular.diets) == ([], None)


async def test_a_choice_states_what_it_brings_and_what_it_takes_out(session, world, ana):
    await ana.call(Menu, "load")
    assert ana.screen(Menu).groups[0].not_declared == 2
    group = session.exec(select(ModifierGroup)).one()
    await ana.call(ChoiceSheet, "open", group_id=str(group.id))
    rows = {row.name: row.n for row in ana.screen(ChoiceSheet).rows}
    form = {"name": "Toppings", "least": "0", "most": "2"}
    for name, n in rows.items():
        form |= {f"name-{n}": name, f"price-{n}": "2", f"available-{n}": "on"}
    n = rows["Olives"]
    form |= {f"traces-{n}": "nuts", f"removes-{n}": "gluten", f"declared-{n}": "on"}
    form |= {f"diet-vegan-{n}": "on"}
    await ana.call(ChoiceSheet, "save", form=form)
    assert ana.screen(ChoiceSheet).error == ""
    session.expire_all()
    olives, salami = (session.get_one(Modifier, one) for one in (world.olives, world.salami))
    assert (olives.traces, olives.removes, olives.diets) == (["nuts"], ["gluten"], ["vegan"])
    assert olives.free_of == rest(["nuts"])
    assert (salami.free_of, salami.diets) == ([], [])
    assert ana.screen(Menu).groups[0].not_declared == 1
    await ana.call(ChoiceSheet, "open", group_id=str(group.id))
    wrong = form | {f"removes-{n}": "nuts"}
    await ana.call(ChoiceSheet, "save", form=wrong)
    assert "cannot both hold nuts" in ana.screen(ChoiceSheet).error


@pytest.mark.parametrize(
    ("diet", "allergen"), [("vegan", "milk"), ("vegetarian", "fish"), ("gluten_free", "gluten")]
)
async def test_a_diet_that_an_allergen_rules_out_is_refused(session, world, ana, diet, allergen):
    await ana.call(Menu, "load")
    await ana.call(DishSheet, "open", item_id=str(world.tiramisu))
    marks = {f"allergen-{allergen}": "contains", f"diet-{diet}": "on"}
    await ana.call(DishSheet, "save", form=dish_form(world, session, **marks))
    assert "cannot be" in ana.screen(DishSheet).error
