"""A new order rings on every page of the restaurant's app."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
import reflex as rx
from reflex.compiler.compiler import into_component

from foodapp import app as program
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.views.restaurant.unanswered import Unanswered, unanswered
from restaurant.bell.strips import Ringing, SoundOff
from restaurant.board.presses import Presses
from restaurant.board.state import Board
from restaurant.state import Bell, Shell
from tests.fixtures.screens import Tab

NOBODYS = {  # before somebody is staff
    "restaurant/sign-in",
    "restaurant/sign-in/[step]",
    "restaurant/accept-invitation",
}


def parts(component: rx.Component) -> Iterator[type]:
    yield type(component)
    for child in component.children:
        if isinstance(child, rx.Component):
            yield from parts(child)


def test_there_is_a_bell_on_every_page_of_the_restaurants_app() -> None:
    program.app._apply_decorated_pages()
    pages = {
        route: page
        for route, page in program.app._unevaluated_pages.items()
        if route.startswith("restaurant") and route not in NOBODYS
    }
    assert len(pages) >= 9
    for route, page in pages.items():
        assert {Ringing, SoundOff} <= set(parts(into_component(page.component))), route
        assert Shell.load in page.on_load, route  # reads what waits, and listens


@pytest.mark.usefixtures("placed_order")
async def test_what_waits_is_counted_and_heard_of_wherever_somebody_works(
    world, monkeypatch
) -> None:
    watched: list[str] = []
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: watched.extend(names))
    tab = Tab(world.cookies["ana"]).at("/restaurant/about")
    await tab.call(Shell, "load")
    assert tab.screen(Bell).waiting == 1
    assert tab.screen(Bell).answer_by
    assert watched == [topics.restaurant(world.staff.restaurant_id)]


async def test_it_rings_until_the_order_is_answered(world, placed_order) -> None:
    tab = Tab(world.cookies["ana"])
    await tab.call(Bell, "listen")
    assert tab.screen(Bell).waiting == 1
    sent = {"press_id": str(uuid4()), "verb": "accept", "said": "20", "ago_s": 0}
    await tab.call(Presses, "press", subject=str(placed_order.id), **sent)
    await tab.call(Bell, "listen")
    assert (tab.screen(Bell).waiting, tab.screen(Bell).answer_by) == (0, "")


async def test_what_rings_is_what_the_board_shows_as_new(world, placed_order) -> None:
    tab = Tab(world.cookies["ana"])
    await tab.call(Bell, "listen")
    await tab.call(Board, "load")
    assert tab.screen(Bell).waiting == len(tab.screen(Board).new) == 1


async def test_another_restaurants_orders_do_not_ring(session, world, placed_order) -> None:
    assert unanswered(session, world.staff).count == 1
    assert unanswered(session, replace(world.staff, restaurant_id=world.rival)) == Unanswered()
