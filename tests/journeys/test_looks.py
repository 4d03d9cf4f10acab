"""Every main page, on a phone and on a large screen, by day and by night: nothing breaks, nothing
sticks out, nothing is unreadable. Pictures are in artefacts/looks."""

import importlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from reflex_base.registry import RegistrationContext

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from tests.fixtures.platform import Person
from tests.fixtures.site import ROOT
from tests.journeys import looks
from tests.journeys.pages import DOORS, VIEWS, View

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
PICTURES = ROOT / "artefacts" / "looks"
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}


def test_every_page_of_everybody_is_looked_at():
    importlib.import_module("foodapp.app")
    pages = RegistrationContext.ensure_context().decorated_pages
    assert {kwargs["route"] for _, kwargs in pages} - {view.route for view in VIEWS} == set()


@pytest.fixture(scope="module")
def keys(platform, browser: Browser) -> Iterator[dict[str, dict]]:
    """The cookies of everybody who is needed, signed in once."""
    found: dict[str, dict] = {"": {}}
    for who in {view.who for view in VIEWS if view.who}:
        person = Person(browser, platform.url, who, PICTURES, SIZES["phone"])
        person.sign_in(DOORS[who], f"{who}@example.org", DEMO_PASSWORD)
        found[who] = person.context.storage_state()
        person.close()
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", dict.fromkeys(view.who for view in VIEWS))
def test_every_page_is_fit_to_be_seen(platform, browser, keys, who, size):
    person = Person(
        browser, platform.url, size, PICTURES, SIZES[size], storage_state=keys[who] or None
    )
    faults = {}
    for view in (view for view in VIEWS if view.who == who and view.on in ("", size)):
        person.troubles.clear()
        look_at(person.page, view)
        person.page.screenshot(path=PICTURES / f"{view.name}-{size}.png")
        faults[view.name] = looks.faults(person.page) + troubles(person, view)
    person.close()
    faults = {name: found for name, found in faults.items() if found}
    assert not faults, "\n".join(
        f"{name}:\n  " + "\n  ".join(found) for name, found in faults.items()
    )


def look_at(page: Page, view: View) -> None:
    if not view.press or not page.url.endswith(view.path):  # else it was just looked at
        page.goto(view.path)
        expect(shown(page, view.shows)).to_be_visible()
    for selector in view.presses:
        shown(page, selector).click()
    if view.then_shows:
        expect(shown(page, view.then_shows)).to_be_visible()
    page.wait_for_timeout(150)  # what comes in just behind: pictures, the bar of the basket


def shown(page: Page, selector: str) -> Locator:
    """A list for phones and a table for desktops stand in one page, one of them hidden."""
    return page.locator(f"{selector} >> visible=true").first


def troubles(person: Person, view: View) -> list[str]:
    if not view.is_missing:
        return list(person.troubles)
    return [one for one in person.troubles if "404" not in one]
