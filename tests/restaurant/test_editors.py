"""The menu, hours and delivery editors, the figures and the reviews, as states."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.menu import selling_out
from foodapp.menu.models import Category, Item, Modifier, ModifierGroup, Variation
from foodapp.menu.reading import menu_of
from foodapp.menu.selling_out import Away
from foodapp.menu.starter_dishes.table import rest
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant
from restaurant.analytics.state import Figures, hour_bars, sales_bars
from restaurant.delivery.state import DeliveryEditor, metres, shown_km
from restaurant.hours.state import HoursEditor
from restaurant.menu.state import ChoiceSheet, DishSheet, Menu
from restaurant.reviews.state import Reviews
from tests.fixtures.screens import Tab


@pytest.fixture
def ana(world):
    return Tab(world.cookies["ana"])


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


async def test_a_week_is_edited_and_saved(session, world, ana):
    session.get_one(Restaurant, world.nonna).opening_hours = "Mo-Fr 11:00-14:00"
    session.commit()
    await ana.call(HoursEditor, "load")
    await ana.call(HoursEditor, "add_stretch", day=0)
    await ana.call(HoursEditor, "set_time", day=0, nth=1, which="closes", at="01:00")
    await ana.call(HoursEditor, "copy_to_all", day=0)
    await ana.call(HoursEditor, "remove_stretch", day=6, nth=0)
    await ana.call(HoursEditor, "save_week")
    editor = ana.screen(HoursEditor)
    assert (editor.error, editor.changed) == ("", False)
    session.expire_all()
    assert (
        session.get_one(Restaurant, world.nonna).opening_hours
        == "Mo-Sa 11:00-14:00,18:00-01:00; Su 18:00-01:00"
    )


async def test_a_week_that_makes_no_sense_stays_on_the_screen(session, world, ana):
    await ana.call(HoursEditor, "load")
    await ana.call(HoursEditor, "set_time", day=0, nth=0, which="opens", at="soon")
    await ana.call(HoursEditor, "save_week")
    editor = ana.screen(HoursEditor)
    assert editor.error == "Monday needs times such as 11:00 and 22:30."
    assert editor.days[0].stretches[0].opens == "soon"


async def test_hours_a_week_cannot_say_are_text(session, world, ana):
    session.get_one(Restaurant, world.nonna).opening_hours = "Mar-Oct Mo-Su 11:00-22:00"
    session.commit()
    await ana.call(HoursEditor, "load")
    assert ana.screen(HoursEditor).as_text
    await ana.call(HoursEditor, "save_text", form={"text": "Mo-Su 11:00-22:00"})
    assert not ana.screen(HoursEditor).as_text


async def test_special_days_come_and_go(ana):
    await ana.call(HoursEditor, "load")
    day = (clock.now() + timedelta(days=9)).date().isoformat()
    await ana.call(HoursEditor, "add_special", form={"day": day, "opens": "", "closes": ""})
    [card] = ana.screen(HoursEditor).special_days
    assert card.hours == "closed"
    await ana.call(HoursEditor, "remove_special", day=day)
    assert ana.screen(HoursEditor).special_days == []
    await ana.call(HoursEditor, "add_special", form={"day": "soon"})
    assert ana.screen(HoursEditor).error == "Please choose a day."


async def test_delivery_is_saved_as_typed(session, world, ana):
    await ana.call(DeliveryEditor, "load")
    editor = ana.screen(DeliveryEditor)
    assert (editor.radius_km, editor.min_order) == ("4", "10.00")
    form = {"delivers": "on", "radius": "2,5", "minimum": "15"}
    form |= {"km-0": "3", "fee-0": "4.50", "km-7": "1.5", "fee-7": "2"}
    await ana.call(DeliveryEditor, "save", form=form)
    assert editor.error == ""
    session.expire_all()
    row = session.get_one(Restaurant, world.nonna)
    assert (row.radius_m, row.min_order_minor, row.offers_pickup) == (2500, 1500, False)
    bands = session.exec(
        select(DeliveryFeeBand.up_to_m, DeliveryFeeBand.fee_minor)
        .where(DeliveryFeeBand.restaurant_id == world.nonna)
        .order_by(DeliveryFeeBand.up_to_m)
    ).all()
    assert bands == [(1500, 200), (3000, 450)]


@pytest.mark.parametrize("km", ["", "-1", "1.2345", "far", "99999", "1e3", "٣"])
def test_distances_are_typed_in_figures(km):
    if km == "":
        with pytest.raises(DomainError):
            metres(km)
        return
    with pytest.raises(DomainError):
        metres(km)


@pytest.mark.parametrize(("km", "m"), [("2.5", 2500), ("2,5", 2500), ("0.25", 250), ("12", 12000)])
def test_kilometres_there_and_back(km, m):
    assert metres(km) == m
    assert shown_km(m) == km.replace(",", ".")


async def test_figures_read_without_and_with_orders(ana, placed_order):
    await ana.call(Figures, "load")
    assert ana.screen(Figures).has_orders
    await ana.call(Figures, "choose", days="7")
    assert len(ana.screen(Figures).sales_bars) == 7
    await ana.call(Figures, "choose", days="12")
    assert ana.screen(Figures).days == "7"


def test_ninety_days_are_bars_of_weeks():
    from datetime import date

    from foodapp.views.restaurant.figures import DayOfSales

    days = [DayOfSales(date(2026, 9, 1) + timedelta(days=n), 100, 1, "") for n in range(90)]
    shown = sales_bars(days)
    assert len(shown) == 13
    assert [bar.shown for bar in shown] == ["6 orders"] + ["7 orders"] * 12


def test_hours_without_orders_are_left_out_at_both_ends():
    assert [bar.label for bar in hour_bars([0] * 11 + [2, 0, 1] + [0] * 10)] == ["11", "12", "13"]
    assert hour_bars([0] * 24) == []


async def test_the_reviews_page_reads_when_there_are_none(ana):
    await ana.call(Reviews, "load")
    assert (ana.screen(Reviews).loaded, ana.screen(Reviews).count) == (True, 0)


AROUND = [(9.50, 47.13), (9.54, 47.13), (9.54, 47.15), (9.50, 47.15)]


async def drawn(ana, corners):
    await ana.call(DeliveryEditor, "load")
    await ana.call(DeliveryEditor, "choose_shape", shape="area")
    for lng, lat in corners:
        await ana.call(DeliveryEditor, "add_corner", lng=lng, lat=lat)
    return ana.screen(DeliveryEditor)


async def test_an_area_is_drawn_corner_by_corner_and_saved(session, world, ana):
    editor = await drawn(ana, AROUND)
    await ana.call(DeliveryEditor, "move_corner", n=0, lng=9.49, lat=47.12)
    await ana.call(DeliveryEditor, "save", form={"delivers": "on", "minimum": "0"})
    assert (editor.error, editor.shape, editor.drawing) == ("", "area", False)
    session.expire_all()
    row = session.get_one(Restaurant, world.nonna)
    assert row.service_area == [[9.49, 47.12], *map(list, AROUND[1:])]
    assert row.radius_m == 4000


async def test_every_step_of_a_drawing_is_undone(world, ana):
    editor = await drawn(ana, AROUND[:2])
    await ana.call(DeliveryEditor, "move_corner", n=1, lng=9.6, lat=47.2)
    await ana.call(DeliveryEditor, "start_again")
    for corners in ([AROUND[0], (9.6, 47.2)], AROUND[:2], AROUND[:1], []):
        await ana.call(DeliveryEditor, "undo")
        assert editor.corners == [list(corner) for corner in corners]
    assert not editor.can_undo


async def test_a_closed_border_takes_no_more_corners(world, ana):
    editor = await drawn(ana, AROUND)
    await ana.call(DeliveryEditor, "draw", on=False)
    await ana.call(DeliveryEditor, "add_corner", lng=9.5, lat=47.1)
    assert len(editor.corners) == 4


async def test_the_circle_takes_the_place_of_the_area_again(session, world, ana):
    await drawn(ana, AROUND)
    await ana.call(DeliveryEditor, "save", form={"delivers": "on"})
    await ana.call(DeliveryEditor, "choose_shape", shape="circle")
    await ana.call(DeliveryEditor, "save", form={"delivers": "on", "radius": "3"})
    session.expire_all()
    row = session.get_one(Restaurant, world.nonna)
    assert (row.service_area, row.radius_m) == (None, 3000)


@pytest.mark.parametrize(
    ("corners", "says"),
    [
        ([], "Draw your area on the map first, or choose the circle."),
        (AROUND[:2], "An area needs 3 to 200 corners."),
        (
            [AROUND[0], AROUND[2], AROUND[1], AROUND[3]],
            "The border of the area crosses itself. Please draw it again.",
        ),
    ],
    ids=["nothing", "a line", "an eight"],
)
async def test_an_area_that_is_none_is_refused_in_words(session, world, ana, corners, says):
    editor = await drawn(ana, corners)
    await ana.call(DeliveryEditor, "save", form={"delivers": "on"})
    assert editor.error == says
    session.expire_all()
    assert session.get_one(Restaurant, world.nonna).service_area is None


async def test_the_circle_on_the_map_follows_the_radius_as_it_is_typed(world, ana):
    await ana.call(DeliveryEditor, "load")
    editor = ana.screen(DeliveryEditor)
    [first, *_] = editor.around
    for typed in ("", "x", "99"):
        await ana.call(DeliveryEditor, "try_radius", km=typed)
        assert (editor.around[0], editor.error) == (first, "")
    await ana.call(DeliveryEditor, "try_radius", km="8")
    assert editor.around[0][1] > first[1]


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
