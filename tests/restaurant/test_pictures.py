"""The owner's screens for made pictures, as states; and what a hostile browser may send them."""

import pytest
from sqlmodel import select

from customer.restaurant.dish_state import DishSheet as CustomersSheet
from customer.restaurant.report_state import PictureReport
from foodapp.menu.models import Item
from foodapp.menu.picture_reports import PictureReport as Row
from foodapp.pictures import switch
from restaurant.menu.state import DishSheet
from restaurant.pictures.picker_state import Picker
from restaurant.pictures.state import Pictures
from restaurant.state import Shell
from tests.fixtures.screens import Tab
from tests.foodapp.pictures import shelf as shelves


@pytest.fixture(autouse=True)
def shelf(monkeypatch, tmp_path):
    shelves.fill(monkeypatch, tmp_path)
    yield tmp_path
    monkeypatch.undo()
    shelves.forget()


@pytest.fixture
async def ana(session, world):
    session.commit()
    tab = Tab(world.cookies["ana"])
    await tab.call(Shell, "load")
    await tab.call(Pictures, "load")
    return tab


def margherita(session, world):
    session.expire_all()
    return session.get_one(Item, world.margherita)


async def test_all_proposals_are_accepted_but_those_that_are_skipped(session, world, ana):
    assert ana.screen(Pictures).open_ones == 2
    await ana.call(Pictures, "skip", item_id=str(world.tiramisu))
    assert ana.screen(Pictures).open_ones == 1
    await ana.call(Pictures, "accept_all")
    assert margherita(session, world).illustration_chosen == "margherita"
    assert session.get_one(Item, world.tiramisu).illustration_chosen is None
    assert ana.screen(Pictures).open_ones == 0


async def test_an_owner_reads_that_no_illustration_is_shown_to_guests(session, world, ana):
    assert ana.screen(Pictures).are_shown
    switch.turn(session, world.admin, is_on=False)
    session.commit()
    switch.forget()
    await ana.call(Pictures, "refresh")
    assert not ana.screen(Pictures).are_shown


async def test_one_is_accepted_and_another_is_changed(session, world, ana):
    await ana.call(Pictures, "accept", item_id=str(world.tiramisu))
    assert session.get_one(Item, world.tiramisu).illustration_chosen == "tiramisu"
    await ana.call(DishSheet, "open", item_id=str(world.margherita))
    await ana.call(Picker, "open", item_id=str(world.margherita))
    await ana.call(Picker, "search", words="salami")
    assert [tile.made.key for tile in ana.screen(Picker).choice.tiles] == ["diavola"]
    await ana.call(Picker, "pick", key="diavola")
    assert margherita(session, world).illustration == "diavola"
    assert ana.screen(DishSheet).made.key == "diavola"
    assert not ana.screen(Picker).opened
    await ana.call(Picker, "open", item_id=str(world.margherita))
    await ana.call(Picker, "leave")
    assert margherita(session, world).illustration == "margherita"
    assert ana.screen(DishSheet).made.key == "margherita"


async def test_what_may_not_be_shown_is_refused_in_the_picker(session, world, ana):
    session.get_one(Item, world.margherita).free_of = ["eggs"]
    session.commit()
    await ana.call(Picker, "open", item_id=str(world.margherita))
    await ana.call(Picker, "pick", key="shoyu-ramen")
    assert "Shoyu ramen shows something" in ana.screen(Picker).error
    assert margherita(session, world).illustration_chosen is None


async def test_nothing_is_chosen_for_a_dish_of_somebody_else(session, world, ana):
    await ana.call(Picker, "open", item_id=str(world.ribs))
    await ana.call(Picker, "pick", key="diavola")
    await ana.call(Pictures, "accept", item_id=str(world.ribs))
    session.expire_all()
    assert session.get_one(Item, world.ribs).illustration_chosen is None


@pytest.mark.parametrize("junk", ["x" * 100, 7, None, {"a": 1}, ["diavola"], "", "no-such"])
async def test_junk_in_place_of_a_picture_changes_nothing(session, world, ana, junk):
    await ana.call(Picker, "pick", key=junk)  # nothing is open
    for handler, payload in (
        ("open", {"item_id": junk}),
        ("search", {"words": junk}),
    ):
        await ana.call(Picker, handler, **payload)
    await ana.call(Pictures, "accept", item_id=junk)
    await ana.call(Pictures, "skip", item_id=junk)
    assert margherita(session, world).illustration_chosen is None
    assert len(ana.screen(Pictures).rows) == 2


@pytest.mark.parametrize("why", ["", "because", "x" * 100, 7, None, ["unfit"]])
async def test_junk_in_a_report_is_refused(session, world, why):
    session.commit()
    cy = Tab(world.cookies["cy"]).at("/r/nonna")
    await cy.call(PictureReport, "send", why=why)  # nothing is open
    await cy.call(CustomersSheet, "open", item_id=str(world.margherita))
    await cy.call(PictureReport, "ask")
    await cy.call(PictureReport, "send", why=why)
    assert cy.screen(PictureReport).asking


async def test_a_report_of_no_dish_goes_to_nobody(session, world):
    session.commit()
    cy = Tab(world.cookies["cy"]).at("/r/nonna")
    await cy.call(PictureReport, "send", why="unfit")
    assert session.exec(select(Row)).all() == []


async def test_a_customer_reports_the_picture_of_the_open_dish(session, world):
    session.commit()
    cy = Tab(world.cookies["cy"]).at("/r/nonna")
    await cy.call(CustomersSheet, "open", item_id=str(world.margherita))
    await cy.call(PictureReport, "ask")
    await cy.call(PictureReport, "send", why="other_dish")
    assert not cy.screen(PictureReport).asking
    assert cy.screen(PictureReport).refused == ""
    assert session.exec(select(Row)).one().item_id == world.margherita
