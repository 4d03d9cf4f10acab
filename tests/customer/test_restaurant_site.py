"""The restaurant's page as it is served: to a crawler without JavaScript, and to a person."""

import json
import re

import httpx
import pytest
import redis
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session

from foodapp.restaurants.freshness import version_key
from foodapp.restaurants.models import Restaurant
from tests.fixtures import world as worlds
from tests.fixtures.site import Site

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def town(site: Site, site_world: tuple[Session, worlds.World]) -> worlds.World:
    """The small world, in the served site's own database. Its pages are told of the change, as the
    program's own transactions would tell them."""
    session, built = site_world
    nonna = session.get_one(Restaurant, built.nonna)
    nonna.description = 'Wood & fire <script>alert("x")</script>'
    nonna.rating_sum, nonna.rating_count = 46, 10
    session.commit()
    redis.Redis.from_url(site.environment["REDIS_URL"]).incr(version_key(built.nonna))
    return built


def test_a_crawler_without_javascript_reads_the_menu(
    site: Site, town: worlds.World, browser: Browser
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    answer = page.goto("/r/nonna")
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("heading", name="Nonna")).to_be_visible()
    expect(page.get_by_text("Margherita", exact=True)).to_be_visible()
    expect(page.get_by_text("from CHF\xa012.00")).to_be_visible()
    assert page.title().startswith("Nonna")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{site.url}/r/nonna"
    assert page.locator("script", has_text="alert").count() == 0
    context.close()


def test_search_engines_are_told_the_same_as_data(site: Site, town: worlds.World) -> None:
    html = httpx.get(f"{site.url}/r/nonna").text
    found = JSON_LD.search(html)
    assert found is not None
    facts = json.loads(found[1])
    assert (facts["@type"], facts["name"]) == ("Restaurant", "Nonna")
    assert facts["aggregateRating"]["ratingValue"] == "4.6"
    dishes = [d for s in facts["hasMenu"]["hasMenuSection"] for d in s["hasMenuItem"]]
    prices = {dish["name"]: dish["offers"] for dish in dishes}
    assert prices["Tiramisu"] == {"@type": "Offer", "price": "6.50", "priceCurrency": "CHF"}
    assert "<script>alert" not in html
    assert html.count("<title>") == 1
    assert html.count('property="og:title"') == 1


@pytest.mark.parametrize("slug", ["nobody", "%3Cscript%3E", "..%2f..%2fetc", "a" * 300])
def test_an_unknown_restaurant_is_a_404(site: Site, town: worlds.World, slug: str) -> None:
    answer = httpx.get(f"{site.url}/r/{slug}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_the_sitemap_leads_to_every_restaurant(site: Site, town: worlds.World) -> None:
    index = httpx.get(f"{site.url}/sitemap.xml")
    assert index.headers["content-type"].startswith("application/xml")
    assert index.text.count("<sitemap>") == 1
    assert f"<loc>{site.url}/sitemap-0.xml</loc>" in index.text
    part = httpx.get(f"{site.url}/sitemap-0.xml").text
    assert f"<loc>{site.url}/r/nonna</loc>" in part
    assert f"<loc>{site.url}/</loc>" in part
    for none in ("1", "9" * 30, "-1", "x"):
        assert httpx.get(f"{site.url}/sitemap-{none}.xml").status_code == 404
    robots = httpx.get(f"{site.url}/robots.txt").text
    assert f"Sitemap: {site.url}/sitemap.xml" in robots
    assert "Disallow: /r/" not in robots


def test_a_dish_as_it_was_chosen_is_still_in_the_basket_after_a_reload(
    page: Page, town: worlds.World
) -> None:
    page.goto("/r/nonna")
    page.get_by_test_id("item-row").filter(has_text="Margherita").click()
    sheet = page.get_by_role("dialog")
    expect(page.locator("#add-to-basket")).to_contain_text("CHF\xa012.00")
    sheet.get_by_label("Large").check()
    sheet.get_by_label("Salami").check()
    expect(page.locator("#add-to-basket")).to_contain_text("CHF\xa017.50")
    page.locator("#add-to-basket").click()
    expect(sheet).to_be_hidden()
    bar = page.locator("#basket-bar")
    expect(bar).to_contain_text("CHF\xa017.50")
    page.reload()
    expect(bar).to_contain_text("CHF\xa017.50")
    assert page.troubles == []  # type: ignore[attr-defined]


def test_from_the_front_page_to_a_dish_by_search(page: Page, town: worlds.World) -> None:
    page.goto("/")
    expect(page.get_by_test_id("restaurant-card")).to_have_count(2)
    page.locator("#to-search").click()
    page.locator("#search-words").fill("tirmisu")
    page.get_by_test_id("dish-found").filter(has_text="Tiramisu").click()
    expect(page.get_by_role("dialog")).to_contain_text("Only 3 left")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", name="Nonna")).to_be_visible()
    assert page.troubles == []  # type: ignore[attr-defined]
