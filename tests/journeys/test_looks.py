"""Every main page, on a phone and on a large screen, by day and by night: nothing breaks, nothing
sticks out, nothing is unreadable. Pictures are in artefacts/looks."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from tests.fixtures.platform import Person
from tests.fixtures.site import ROOT
from tests.journeys.pages import DOORS, VIEWS, View

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
PICTURES = ROOT / "artefacts" / "looks"
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
NOT_FOR_PEOPLE = re.compile(r"\b\d{4}-\d\d-\d\d\b|\bundefined\b|\bNaN\b|\[object|\bNone\b")

# What no rule of axe says: measured in the page.
MEASURE = """() => {
  const faults = [], seen = box => box.width > 0 && box.height > 0
  const over = document.documentElement.scrollWidth - innerWidth
  if (over > 0) {
    const culprits = [...document.body.querySelectorAll("*")]
      .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    const named = culprits.slice(0, 3).map(one => one.outerHTML.slice(0, 120))
    faults.push(`${over} px too wide: ${named}`)
  }
  const tops = [...document.querySelectorAll("h1")].filter(one => seen(one.getBoundingClientRect()))
  if (tops.length !== 1) faults.push(`${tops.length} first headings`)
  if (!document.title.trim()) faults.push("no title")
  for (const image of document.images)
    if (image.complete && !image.naturalWidth) faults.push(`no picture: ${image.src}`)
  for (const one of document.querySelectorAll("button, select, summary, input:not([type=checkbox], \
[type=radio], [type=hidden])")) {
    const box = one.getBoundingClientRect(), tall = Math.round(box.height)
    const hidden = !one.checkVisibility({ visibilityProperty: true }) || box.width < 2
    if (!hidden && tall < 44 && !one.closest(".maplibregl-map"))
      faults.push(`${tall} px is too small for a finger: ${one.outerHTML.slice(0, 120)}`)
  }
  return faults
}"""


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
    for view in (view for view in VIEWS if view.who == who):
        person.troubles.clear()
        found = look_at(person.page, view)
        person.page.screenshot(path=PICTURES / f"{view.name}-{size}.png")
        found += by_night(person.page) if size == "phone" else []
        person.page.emulate_media(color_scheme="light")
        faults[view.name] = found + troubles(person, view)
    person.close()
    faults = {name: found for name, found in faults.items() if found}
    assert not faults, "\n".join(
        f"{name}:\n  " + "\n  ".join(found) for name, found in faults.items()
    )


def look_at(page: Page, view: View) -> list[str]:
    if not view.press or not page.url.endswith(view.path):  # else it was just looked at
        page.goto(view.path)
        expect(shown(page, view.shows)).to_be_visible()
    if view.press:
        shown(page, view.press).click()
    if view.then_shows:
        expect(shown(page, view.then_shows)).to_be_visible()
    page.wait_for_timeout(150)  # what comes in just behind: pictures, the bar of the basket
    words = NOT_FOR_PEOPLE.findall(page.locator("body").inner_text())
    found = [f"not for people: {word}" for word in words]
    return found + page.evaluate(MEASURE) + barriers(page, RULES)


def shown(page: Page, selector: str) -> Locator:
    """A list for phones and a table for desktops stand in one page, one of them hidden."""
    return page.locator(f"{selector} >> visible=true").first


def by_night(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(250)  # until it is painted
    return [f"by night: {one}" for one in barriers(page, CONTRAST)]


def barriers(page: Page, rules: dict) -> list[str]:
    """What axe finds serious."""
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def troubles(person: Person, view: View) -> list[str]:
    if not view.is_missing:
        return list(person.troubles)
    return [one for one in person.troubles if "404" not in one]
