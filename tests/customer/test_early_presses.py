"""A person who presses a button before the page has finished coming: nothing is lost, and nothing
that was opened is closed again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from customer.address.state import AddressEntry
from tests.fixtures.screens import Tab
from tests.fixtures.site import Site

SCRIPTS = "**/assets/*.js"


@pytest.fixture
def waiting(page: Page) -> Iterator[list[Route]]:
    """The scripts of the page, held back until the test lets them go."""
    held: list[Route] = []
    page.route(SCRIPTS, lambda route: held.append(route))
    yield held
    page.unroute_all(behavior="ignoreErrors")


def let_go(page: Page, held: list[Route]) -> None:
    page.unroute(SCRIPTS)
    for route in held:
        route.continue_()


def test_a_button_pressed_before_the_page_is_alive_does_what_it_says(
    page: Page, site: Site, waiting: list[Route]
) -> None:
    page.goto("/", wait_until="commit")
    page.locator("#address-button").click()
    page.locator("#address-button").click()  # since nothing happened
    expect(page.get_by_role("dialog")).to_be_hidden()
    let_go(page, waiting)
    field = page.get_by_label("Street, number and town")
    expect(field).to_be_visible()
    expect(page.locator("#to-search")).to_be_attached()
    page.wait_for_load_state("networkidle")
    field.fill("Somewhere")
    expect(page.get_by_text("We do not know that address")).to_be_visible()
    assert page.troubles == []  # type: ignore[attr-defined]


async def test_the_load_of_the_page_does_not_close_what_was_opened_on_it() -> None:
    tab = Tab()
    screen = tab.screen(AddressEntry)
    screen.shown, screen._shown_on = True, "/"
    await tab.call(AddressEntry, "arrive")
    assert screen.shown
    await tab.at("/r/nonna").call(AddressEntry, "arrive")
    assert not screen.shown
