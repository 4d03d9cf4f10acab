"""What makes a page fit to be seen, measured in the page itself, by day and by night."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
# Pins stand where their places are: WCAG's 2.5.8 leaves them out ("essential"), as MEASURE does.
OF_A_MAP = "maplibregl-marker"
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


def faults(page: Page) -> list[str]:
    """Of the page as it stands, in light and in dark. It is left light."""
    words = NOT_FOR_PEOPLE.findall(page.locator("body").inner_text())
    found = [f"not for people: {word}" for word in words]
    found += page.evaluate(MEASURE) + barriers(page, RULES) + by_night(page)
    page.emulate_media(color_scheme="light")
    return found


def by_night(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(250)  # until it is painted
    return [f"by night: {one}" for one in barriers(page, CONTRAST)]


def barriers(page: Page, rules: dict) -> list[str]:
    """What axe finds serious. It is told to a page once, and tells no more than it found: both are
    half a megabyte."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async rules => (await axe.run(rules)).violations", rules)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
        if one["id"] != "target-size" or OF_A_MAP not in node["html"]
    ]
