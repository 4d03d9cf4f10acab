"""The sheet in which an address is entered."""

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
