"""The sheet in which an address is entered."""

import pytest

from customer.address.state import AddressEntry
from tests.fixtures.screens import Tab


async def test_the_load_of_the_page_does_not_close_what_was_opened_on_it() -> None:
    tab = Tab()
    screen = tab.screen(AddressEntry)
    screen.shown, screen._shown_on = True, "/"
    await tab.call(AddressEntry, "arrive")
    assert screen.shown
    await tab.at("/r/nonna").call(AddressEntry, "arrive")
    assert not screen.shown


@pytest.mark.parametrize(
    ("shared", "looked_up"),
    [
        ("Staedtle+5,+9490+Vaduz", "Staedtle 5, 9490 Vaduz"),
        ("Nonna%0AStaedtle+5%0Ahttps://maps.example/x?q=1", "Nonna Staedtle 5"),
        ("x" * 5_000, "x" * 200),
    ],
)
async def test_a_text_from_another_app_is_looked_up_once(world, shared, looked_up) -> None:
    tab = Tab(world.cookies["cy"]).at(f"/?address={shared}")
    await tab.call(AddressEntry, "take_shared")
    screen = tab.screen(AddressEntry)
    assert (screen.shown, screen.query) == (True, looked_up)
    screen.shown = False  # put away; then the connection is lost, and the page loads again
    await tab.call(AddressEntry, "take_shared")
    assert not screen.shown


@pytest.mark.parametrize("nothing", ["", "?address=", "?address=https://maps.example/x", "?x=1"])
async def test_nothing_shared_opens_nothing(nothing) -> None:
    tab = Tab().at(f"/{nothing}")
    await tab.call(AddressEntry, "take_shared")
    assert not tab.screen(AddressEntry).shown
