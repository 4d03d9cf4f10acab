"""A page that breaks in the browser shows our own words, and nothing of how it broke."""

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.translator import translate

BREAK = """() => {
  const real = Node.prototype.removeChild
  Node.prototype.removeChild = function () {
    Node.prototype.removeChild = real
    throw new Error("a-secret-of-the-program")
  }
}"""


def test_a_page_that_breaks_shows_what_to_do_and_no_stack(page: Page) -> None:
    page.goto("/sign-in")
    expect(page.locator("#sign-in")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.evaluate(BREAK)
    page.locator("a[href^='/sign-up']").first.click()  # React takes the old page away

    broken = page.locator("[data-broken]")
    expect(broken).to_contain_text("This page has stopped.")
    words = page.locator("body").inner_text()
    assert "a-secret-of-the-program" not in words
    assert " at " not in words
    assert "Reflex" not in words
    page.get_by_role("button", name="Show it again").click()
    expect(broken).to_have_count(0)
    expect(page.locator("#sign-up, #sign-in")).to_be_visible()


@pytest.mark.usefixtures("site_world")
@pytest.mark.parametrize("way", ["copied", "moved"])
def test_a_page_that_is_translated_before_it_is_alive_lives(page: Page, way: str) -> None:
    """What the server rendered is read, and translated, before the first script has run."""
    translate(page, way, at_once=True)
    page.goto("/r/nonna")
    row = page.get_by_test_id("item-row").first
    expect(row).to_be_visible()
    row.click()
    expect(page.get_by_role("dialog").filter(has=page.locator("#add-to-basket"))).to_be_visible()
    assert page.locator("[data-broken]").count() == 0
    assert page.locator("font font").count() > 0
