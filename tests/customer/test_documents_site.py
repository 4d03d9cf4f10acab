"""The storefront without scripts, and what happens to what the server wrote when they come."""

from typing import Any

import httpx
import pytest
import redis
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session

from foodapp.restaurants.freshness import LISTS, version_key
from foodapp.restaurants.models import Restaurant
from tests.fixtures import world as worlds
from tests.fixtures.site import Site

CARD, DISH = "[data-testid=restaurant-card]", "[data-testid=item-row]"
FOUND = "[data-testid=dish-found]"
PAGES = {
    "/": (CARD, "#address-button"),
    "/cuisine/pizza": (CARD, "h1", FOUND),
    "/town/vaduz": (CARD, "[data-testid=cuisine-chip]"),
    "/search?q=margherita": (FOUND, "#search-words"),
    "/r/nonna": (DISH, "h1", "#avoiding", "#menu-search"),
}
SEEN = """(selectors) => selectors.flatMap((one) =>
 [...document.querySelectorAll(one)].map((found) => {
  const { x, y, width, height } = found.getBoundingClientRect();
  return [one, ...[x, y, width, height].map(Math.round), found.innerText.replace(/\\s+/g, " ")];
}))"""


@pytest.fixture(scope="module")
def town(site: Site, site_world: tuple[Session, worlds.World]) -> worlds.World:
    session, built = site_world
    session.get_one(Restaurant, built.nonna).cuisines = ["pizza", "italian"]
    session.commit()
    told = redis.Redis.from_url(site.environment["REDIS_URL"])
    for key in (LISTS, version_key(built.nonna)):
        told.incr(key)
    return built


def test_without_scripts_one_finds_a_dish_by_a_form(
    site: Site, town: worlds.World, browser: Browser
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.locator(CARD).filter(has_text="Nonna")).to_have_count(1)
    page.locator("input[name=q]").fill("margarita")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/search?q=margarita")
    page.locator("label", has_text="Open now").click()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("input[name=open]")).to_be_checked()
    page.locator(FOUND).filter(has_text="Margherita").filter(has_text="Nonna").first.click()
    expect(page.get_by_role("heading", name="Nonna", level=1)).to_be_visible()
    expect(page.get_by_text("Opening hours")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["/nothing/here", "/nothing", "/r/nobody", "/cuisine/x"])
def test_an_unknown_address_shows_a_page_without_scripts(
    site: Site, town: worlds.World, browser: Browser, path: str
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main a[href='/']").first).to_be_visible()
    context.close()


def test_no_page_for_all_is_told_to_whoever_has_it_twice(site: Site, town: worlds.World) -> None:
    first = httpx.get(f"{site.url}/cuisine/pizza")
    again = httpx.get(f"{site.url}/cuisine/pizza", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_the_live_page_stands_where_the_servers_stood(
    site: Site, town: worlds.World, browser: Browser, path: str, width: int
) -> None:
    written = _look(site, browser, path, width, with_scripts=False)
    live = _look(site, browser, path, width, with_scripts=True)
    assert written == live
    assert len(written) >= len(PAGES[path])


def _look(site: Site, browser: Browser, path: str, width: int, *, with_scripts: bool) -> Any:
    """with_scripts: False for a page whose scripts never come; the browser would run them."""
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 844})
    page = context.new_page()
    if not with_scripts:
        page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(path)
    _settle(page, with_scripts)
    seen = page.evaluate(SEEN, PAGES[path])
    context.close()
    return seen


def _settle(page: Page, with_scripts: bool) -> None:
    if with_scripts:
        expect(page.locator("#ssr-slot")).to_have_count(0)
        page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
