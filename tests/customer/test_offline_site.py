"""The served storefront without a network, and a deploy while an order is under way."""

import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session

from foodapp.accounts import sessions
from foodapp.accounts.models import User
from foodapp.dispatch.models import Delivery
from tests.fixtures import rides
from tests.fixtures import world as worlds
from tests.fixtures.coming_true import comes_true
from tests.fixtures.site import Site

SIGN_OUT = """fetch("/api/auth/sign-out", {
  method: "POST", headers: { "content-type": "application/json" }, body: "{}",
}).then(() => true)"""


@pytest.fixture
def ride(site_world: tuple[Session, worlds.World]) -> Iterator[Delivery]:
    """Ravi brings Cy something."""
    with rides.begun(*site_world) as delivery:
        yield delivery


@pytest.fixture
def phone(browser: Browser, site: Site, site_world) -> Iterator[BrowserContext]:
    session, world = site_world
    sid = sessions.open_for(session, session.get_one(User, world.customer.user_id))
    session.commit()
    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "sid", "value": sid, "url": site.url}])
    yield context
    context.close()


def wait(page: Page, until: Callable[[], object]) -> None:
    give_up = time.monotonic() + 60
    while not until():
        assert time.monotonic() < give_up, "nothing came of it"
        page.wait_for_timeout(50)


def opened(phone: BrowserContext, path: str) -> Page:
    page = phone.new_page()
    page.goto(path)
    expect(page.locator("[data-connection=live]")).to_be_attached()
    comes_true(page, "navigator.serviceWorker.controller !== null")
    return page


def test_an_installed_app_opens_without_a_network_and_shows_what_it_has(
    phone: BrowserContext, site_world, ride: Delivery
) -> None:
    page = opened(phone, f"/orders/{ride.order_id}")
    code = page.locator("#pin")
    expect(code).to_be_visible()
    digits = code.inner_text().replace(" ", "").replace("\n", "")[-4:]
    page.goto("/r/nonna")
    expect(page.get_by_test_id("item-row").first).to_be_visible()
    kept = "caches.match('/r/nonna', { cacheName: 'pages' }).then(Boolean)"
    wait(page, lambda: page.evaluate(kept))
    page.close()

    phone.set_offline(True)
    page = phone.new_page()
    page.goto("/")  # the start page of the app
    expect(page.locator("h1")).to_have_text("You are offline")
    page.locator("#others a", has_text="Nonna ·").click()
    expect(page.locator("#kept-code")).to_have_text(digits)
    page.reload()
    expect(page.locator("#kept-code")).to_have_text(digits)
    page.goto("/r/nonna")
    expect(page.get_by_text("Margherita", exact=True).first).to_be_visible()
    expect(page.locator("#page-note")).to_contain_text("Prices and hours may have changed")
    phone.set_offline(False)
    expect(page.get_by_test_id("item-row").first).to_be_visible()  # alive, and of today


def test_who_signs_out_at_this_phone_leaves_nothing_for_the_next(
    phone: BrowserContext, ride: Delivery
) -> None:
    page = opened(phone, f"/orders/{ride.order_id}")
    expect(page.locator("#pin")).to_be_visible()
    wait(page, lambda: page.evaluate("caches.has('account')"))
    kept = "caches.open('account').then((c) => c.keys()).then((k) => k.length)"
    wait(page, lambda: page.evaluate(kept))
    page.evaluate(SIGN_OUT)
    wait(page, lambda: not page.evaluate("caches.has('account')"))
    phone.set_offline(True)
    page.goto(f"/orders/{ride.order_id}")
    expect(page.locator("h1")).to_have_text("You are offline")
    expect(page.locator("#mine")).to_be_empty()


def test_a_deploy_while_an_order_is_under_way_waits_for_a_tap(
    phone: BrowserContext, site: Site, ride: Delivery
) -> None:
    page = opened(phone, f"/orders/{ride.order_id}")
    expect(page.locator("#pin")).to_be_visible()
    page.evaluate("window.isBefore = true")
    site.stop()
    before = site.environment.get("FOODAPP_BRAND_NAME")
    site.environment["FOODAPP_BRAND_NAME"] = "Saffron 2"  # stands in what the worker keeps
    site.start()
    try:
        expect(page.locator("[data-connection=live]")).to_be_attached(timeout=60_000)
        page.evaluate("navigator.serviceWorker.ready.then((r) => r.update()).then(() => 1)")
        note = page.locator("#page-note")
        expect(note).to_contain_text("is ready")
        assert page.evaluate("window.isBefore")  # nothing was taken away
        expect(page.locator("#pin")).to_be_visible()
        note.get_by_role("button", name="Update").click()
        expect(note).to_have_count(0)  # the page has come again
        expect(page.locator("#pin")).to_be_visible()
        assert not page.evaluate("window.isBefore")
    finally:
        site.stop()
        site.environment.pop("FOODAPP_BRAND_NAME")
        if before is not None:
            site.environment["FOODAPP_BRAND_NAME"] = before
        site.start()


def test_a_missing_script_is_not_answered_with_a_page(site: Site) -> None:
    for path in ("/assets/gone-12345678.js", "/assets/gone.css", "/pictures/dish/gone.webp"):
        answer = httpx.get(f"{site.url}{path}", headers={"accept": "text/html,*/*"})
        assert answer.status_code == 404
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["cache-control"] == "no-store"


def test_the_browser_finds_nothing_that_keeps_it_from_installing(phone: BrowserContext) -> None:
    page = opened(phone, "/")
    cdp = phone.new_cdp_session(page)
    assert cdp.send("Page.getAppManifest")["errors"] == []
    errors = cdp.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []
