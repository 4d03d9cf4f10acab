"""The live page takes the place of what the server wrote, and nobody sees it happen."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session

from foodapp.restaurants.models import Restaurant
from tests.customer.test_early_presses import SlowScripts
from tests.fixtures import world as worlds
from tests.fixtures.coming_true import comes_true
from tests.fixtures.site import Site, watch_for_trouble

WATCH = """
window.paints = []; window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) =>
  paints.push([one.size, one.element?.textContent ?? one.url]),
)).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  if (!one.hadRecentInput) moved += one.value;
})).observe({type: "layout-shift", buffered: true});
"""
ALIVE = "Object.keys(document.body).some(key => key.startsWith('__reactFiber'))"


@pytest.fixture(scope="module")
def town(site_world: tuple[Session, worlds.World]) -> worlds.World:
    session, built = site_world
    nonna = session.get_one(Restaurant, built.nonna)
    nonna.description = "Pizza from the wood fire, since 1974, in three generations of one family."
    session.commit()
    return built


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """With two pixels a point: with one, the widths of letters are rounded. With a cookie: pages
    are made for it, not kept from tests before."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": 390, "height": 844}, device_scale_factor=2
    )
    context.add_cookies([{"name": "again", "value": "1", "url": site.url}])
    page = context.new_page()
    page.troubles = watch_for_trouble(page, site.url)  # type: ignore[attr-defined]
    yield page
    context.close()


def arrive(page: Page, address: str, seen: str, *, painted: str = "") -> list[Any]:
    """At the page as the server wrote it; then its programs come. Gives what was painted before.
    painted: words that must be among it before they come."""
    page.add_init_script(WATCH)
    scripts = SlowScripts(page)
    page.goto(address, wait_until="commit")
    page.locator(seen).first.wait_for()
    page.evaluate("document.fonts.ready.then(() => 1)")
    comes_true(page, f"paints.some(([, words]) => words.includes({json.dumps(painted)}))")
    page.wait_for_timeout(300)  # paints are told of a frame later
    before: list[Any] = page.evaluate("paints")
    scripts.let_go()
    comes_true(page, ALIVE)
    return before


def test_a_restaurants_page_stays_as_the_server_wrote_it(phone: Page, town: worlds.World) -> None:
    before = arrive(phone, "/r/nonna", "#ssr-slot h1", painted="Pizza from the wood fire")
    expect(phone.get_by_test_id("item-row").first).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert before, "the server's own words are the largest"
    assert phone.evaluate("paints") == before, "nothing larger is painted afterwards"
    assert round(phone.evaluate("moved"), 2) == 0.00
    assert phone.troubles == []  # type: ignore[attr-defined]


def test_the_first_page_does_not_move_when_it_comes_alive(phone: Page, town: worlds.World) -> None:
    arrive(phone, "/", "#address-button")
    expect(phone.get_by_test_id("restaurant-card").first).to_be_visible()
    phone.wait_for_load_state("networkidle")
    assert round(phone.evaluate("moved"), 2) == 0.00
    assert phone.troubles == []  # type: ignore[attr-defined]
