"""The way onto the home screen: asked for at a good moment, and each kind of people its own app."""

import json

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.fixtures.scripts import Pages
from tests.fixtures.worker_pages import opened

ASKS = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = async () => (window.prompted = true);
  event.userChoice = Promise.resolve({ outcome: "%s" });
  dispatchEvent(event);
  return event.defaultPrevented;
}"""


def test_the_browsers_own_question_is_kept_for_a_better_moment(context: BrowserContext) -> None:
    page = opened(context)
    assert page.evaluate("foodappInstall.way()") == ""
    assert page.evaluate(ASKS % "dismissed")
    assert page.evaluate("foodappInstall.way()") == "prompt"
    page.evaluate("foodappInstall.ask()")
    assert page.evaluate("window.prompted")
    page.evaluate(ASKS % "dismissed")
    assert page.evaluate("foodappInstall.way()") == ""  # not wanted


@pytest.mark.parametrize(("days", "way"), [(59, ""), (61, "prompt")])
def test_put_away_it_is_not_asked_for_sixty_days(
    context: BrowserContext, days: int, way: str
) -> None:
    page = opened(context)
    page.evaluate(f"localStorage.setItem('install-put-away', Date.now() - {days} * 86400000)")
    page.evaluate(ASKS % "dismissed")
    assert page.evaluate("foodappInstall.way()") == way


@pytest.mark.parametrize(
    ("path", "manifest"),
    [
        ("/", "/manifest-customer.webmanifest"),
        ("/rider/earnings", "/manifest-rider.webmanifest"),
        ("/restaurant", "/manifest-restaurant.webmanifest"),
        ("/riders", "/manifest-customer.webmanifest"),
    ],
)
def test_each_kind_of_people_installs_its_own_app(
    context: BrowserContext, path: str, manifest: str
) -> None:
    page = opened(context, path)
    expect(page.locator("link[rel=manifest]")).to_have_attribute("href", manifest)


def test_the_browser_finds_nothing_that_keeps_it_from_installing(
    context: BrowserContext, pages: Pages
) -> None:
    page = opened(context, "/")
    cdp = context.new_cdp_session(page)
    told = cdp.send("Page.getAppManifest")
    assert told["errors"] == [], told["errors"]
    assert json.loads(told["data"])["start_url"] == "/"
    errors = cdp.send("Page.getInstallabilityErrors")["installabilityErrors"]
    ours = [one["errorId"] for one in errors if one["errorId"] != "in-incognito"]
    assert ours == []
