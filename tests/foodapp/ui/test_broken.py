"""A page that breaks in the browser shows our own words, and nothing of how it broke; and one that
is translated before it is alive does not break."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from foodapp import app as program
from foodapp.ui import broken
from foodapp.ui.broken import boundary
from foodapp.ui.plugin import errors_go_to_our_boundary
from tests.fixtures.translator import translate

BREAKS = """() => {
  const { map } = Array.prototype
  Array.prototype.map = function (...drawn) {
    if (this.length && this[0]?.slug) throw new Error("the oven exploded")
    return map.apply(this, drawn)
  }
}"""


def test_what_shows_in_place_of_a_page_that_broke_is_ours_and_knows_no_stack() -> None:
    shown = str(boundary().fallback_render)
    assert "Broken" in shown
    assert "stack" not in shown
    assert "message" not in shown
    source = (Path(broken.__file__).with_name("broken.jsx")).read_text()
    assert "This page has stopped." in source
    assert "error" not in source.lower()


def test_react_routers_own_boundary_hands_the_error_on_to_ours() -> None:
    """It stands nearer to the page, and would show the stack."""
    assert "throw useRouteError();" in errors_go_to_our_boundary("export default App")
    [wrap] = [wrap for (_, name), wrap in program.app.app_wraps.items() if name == "ErrorBoundary"]
    assert str(wrap(False).fallback_render) == str(boundary().fallback_render)


@pytest.mark.usefixtures("site_world")
def test_a_page_that_really_breaks_shows_ours_and_comes_back(page: Page) -> None:
    """Whatever draws the restaurants throws from now on, as a fault of ours would."""
    page.goto("/")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    expect(page.locator("#ssr-slot")).to_have_count(0)  # alive: what the server wrote is gone
    expect(page.get_by_role("link", name="Nonna").first).to_be_visible()
    page.evaluate(BREAKS)
    page.locator("button:has-text('Pick up')").first.click()
    broken = page.locator("[data-broken]")
    expect(broken).to_contain_text("This page has stopped.")
    expect(page.get_by_text("the oven exploded")).to_have_count(0)
    page.get_by_role("button", name="Show it again").click()
    expect(page.get_by_role("link", name="Nonna").first).to_be_visible()
    expect(broken).to_have_count(0)
    page.troubles.clear()  # type: ignore[attr-defined]


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
