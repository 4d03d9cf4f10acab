"""The service worker in Chromium, at pages of nothing: what stands in without a network, what is
forgotten, when another version begins, and that each press is sent once."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.fixtures.closed_storage import CLOSED, FULL, GONE
from tests.fixtures.scripts import Pages
from tests.fixtures.worker_pages import KEEP, becomes, opened, wait

BEFORE = (Path(__file__).parents[2] / "fixtures" / "worker_before.js").read_text()
OTHER = "\n// another version\n"
SCRIPT = ("text/javascript", "window.loaded = true;")
SIGN_OUT = "<form method=post action=/api/auth/sign-out><button>Sign out</button></form>"
FILLED = '<div id="ssr-slot"><h1>Margherita 12.50</h1></div>'
ORDER = {
    "restaurant_name": "Nonna <b>", "number": "SF-7", "headline": "On its way", "pin": "4711",
    "eta": "18:50", "eta_label": "Arrives", "is_delivery": True, "address": "Städtle 5, 9490 Vaduz",
    "lines": [{"quantity": 2, "name": "Margherita", "details": "large"}], "total": "CHF 31.00",
    "restaurant_phone": "+4232301010",
}  # fmt: skip
# -- without a network ----------------------------------------------------------------------------


def test_a_page_that_the_server_filled_is_read_again_without_a_network_and_says_how_old_it_is(
    context: BrowserContext, pages: Pages
) -> None:
    page = opened(context)
    pages.more = FILLED
    page.goto("/r/nonna")
    becomes(page, "caches.open('pages').then((c) => c.keys()).then((k) => k.length === 1)")
    pages.more = ""
    context.set_offline(True)
    page.goto("/r/nonna?dish=1")
    expect(page.locator("h1")).to_have_text("Margherita 12.50")
    expect(page.locator("#page-note")).to_contain_text("Prices and hours may have changed")
    page.goto("/r/rival")
    expect(page.locator("h1")).to_have_text("You are offline")
    expect(page.locator("#others a")).to_have_attribute("href", "/r/nonna")


def test_an_order_under_way_keeps_its_door_code_through_a_reload(context: BrowserContext) -> None:
    page = opened(context)
    page.evaluate(KEEP, ["/orders/7", {"kind": "order", "what": ORDER}])
    context.set_offline(True)
    for _ in range(2):
        page.goto("/orders/7/")
        expect(page.locator("#kept-code")).to_have_text("4711")
        expect(page.locator("#mine")).to_contain_text("Städtle 5, 9490 Vaduz")
        expect(page.locator("#mine")).to_contain_text("2 × Margherita (large)")
        expect(page.locator("#mine h2")).to_have_text("Nonna <b> · SF-7")
    page.goto("/")
    expect(page.locator("#others a")).to_have_attribute("href", "/orders/7")


def test_what_was_under_way_yesterday_is_not_shown(context: BrowserContext) -> None:
    page = opened(context)
    page.evaluate(KEEP, ["/orders/7", {"kind": "order", "what": ORDER, "at": 1}])
    context.set_offline(True)
    page.goto("/orders/7")
    expect(page.locator("h1")).to_have_text("You are offline")
    expect(page.locator("#mine")).to_be_empty()


@pytest.mark.parametrize("way", ["the form", "a request of a script", "the page to sign in"])
def test_who_signs_out_leaves_nothing_to_be_read(
    context: BrowserContext, pages: Pages, way: str
) -> None:
    pages.more = FILLED + SIGN_OUT
    page = opened(context)
    page.reload()  # now through the worker, which keeps it
    becomes(page, "caches.has('pages')")
    page.evaluate(KEEP, ["/orders/7", {"kind": "order", "what": ORDER}])
    if way == "the form":
        page.get_by_role("button").click()
    elif way == "a request of a script":
        page.evaluate("fetch('/api/auth/sign-out', { method: 'POST' }).then(() => true)")
    else:
        pages.more = ""
        page.goto("/rider/sign-in")
    becomes(page, "caches.has('account').then((has) => !has)")
    pages.more = ""
    context.set_offline(True)
    page.goto("/orders/7")
    expect(page.locator("h1")).to_have_text("You are offline")
    expect(page.locator("#mine")).to_be_empty()
    expect(page.locator("#others")).to_be_empty()
    assert "4711" not in page.content()


# -- files ----------------------------------------------------------------------------------------


def test_a_hashed_file_is_asked_for_once_and_outlives_its_release(
    context: BrowserContext, pages: Pages
) -> None:
    pages.files["/assets/old-1234.js"] = SCRIPT
    page = opened(context)
    load = "import('/assets/old-1234.js').then(() => window.loaded)"
    assert page.evaluate(load)
    wait(page, lambda: page.evaluate("caches.match('/assets/old-1234.js').then(Boolean)"))
    del pages.files["/assets/old-1234.js"]
    page.reload()
    assert page.evaluate(load)
    assert pages.asked.count("/assets/old-1234.js") == 1


def test_a_page_in_place_of_a_script_is_never_kept(context: BrowserContext, pages: Pages) -> None:
    pages.files["/assets/x-1.js"] = ("text/html", "<h1>Start</h1>")
    page = opened(context)
    assert page.evaluate("fetch('/assets/x-1.js').then((a) => a.status)") == 200
    page.wait_for_timeout(200)
    assert not page.evaluate("caches.match('/assets/x-1.js').then(Boolean)")


def test_a_page_whose_scripts_are_gone_comes_again_once_and_then_says_so(
    context: BrowserContext, pages: Pages
) -> None:
    pages.more = "<script type=module src=/assets/gone-1.js></script>"
    page = context.new_page()
    page.goto("/elsewhere")
    note = page.locator("#page-note")
    expect(note).to_contain_text("could not be loaded completely")
    page.wait_for_timeout(500)
    assert pages.asked.count("/elsewhere") == 2
    pages.more = ""
    note.get_by_role("button", name="Try again").click()
    expect(note).to_have_count(0)


def test_a_module_that_imports_what_is_gone_is_noticed_too(
    context: BrowserContext, pages: Pages
) -> None:
    pages.more = '<script type="module">import "/assets/gone-2.js";</script>'
    page = context.new_page()
    page.goto("/elsewhere")
    expect(page.locator("#page-note")).to_contain_text("could not be loaded completely")
    assert pages.asked.count("/elsewhere") == 2


# -- versions -------------------------------------------------------------------------------------


WAITS = "navigator.serviceWorker.ready.then((r) => r.waiting !== null)"
LOOK = "navigator.serviceWorker.ready.then((r) => r.update()).then(() => true)"


def another_version(page: Page, pages: Pages) -> None:
    pages.worker = OTHER
    page.evaluate(LOOK)


def test_another_version_waits_for_a_tap(context: BrowserContext, pages: Pages) -> None:
    page = opened(context)
    page.evaluate("window.isBefore = true")
    another_version(page, pages)
    note = page.locator("#page-note")
    expect(note).to_contain_text("A new version")
    assert page.evaluate(WAITS)
    note.get_by_role("button", name="Update").click()
    expect(note).to_have_count(0)  # the page has come again
    assert not page.evaluate("window.isBefore")
    becomes(page, "navigator.serviceWorker.ready.then((r) => r.waiting === null)")


@pytest.mark.parametrize("place", ["/checkout", "/restaurant", "/restaurant/", "/pay/1"])
def test_no_version_begins_while_somebody_pays_or_cooks(
    context: BrowserContext, pages: Pages, place: str
) -> None:
    busy = opened(context, place)
    another_version(busy, pages)
    becomes(busy, WAITS)
    busy.evaluate("window.isBefore = true")
    other = context.new_page()  # whose beginning would be a quiet moment
    other.goto("/elsewhere")
    other.evaluate("navigator.serviceWorker.ready.then(() => true)")
    other.wait_for_timeout(800)
    assert other.evaluate(WAITS)
    assert busy.evaluate("window.isBefore")
    expect(busy.locator("#page-note")).to_have_count(0)
    busy.close()
    other.reload()
    becomes(other, "navigator.serviceWorker.ready.then((r) => r.waiting === null)")


def test_a_page_that_went_on_to_pay_without_loading_is_left_alone_too(
    context: BrowserContext, pages: Pages
) -> None:
    busy = opened(context, "/basket")
    busy.evaluate("history.pushState(null, '', '/checkout')")
    another_version(busy, pages)
    becomes(busy, WAITS)
    other = context.new_page()
    other.goto("/elsewhere")
    other.wait_for_timeout(800)
    assert other.evaluate(WAITS)


def test_a_new_page_begins_with_the_version_that_waits(
    context: BrowserContext, pages: Pages
) -> None:
    page = opened(context)
    another_version(page, pages)
    becomes(page, WAITS)
    page.goto("/elsewhere/else")
    becomes(page, "navigator.serviceWorker.ready.then((r) => r.waiting === null)")


def test_the_worker_of_the_first_release_gives_way_and_its_files_stay_for_a_while(
    context: BrowserContext, pages: Pages
) -> None:
    pages.files["/sw.js"] = ("text/javascript", BEFORE)
    pages.files["/assets/old-1.js"] = SCRIPT
    page = opened(context)
    page.evaluate("import('/assets/old-1.js').then(() => true)")
    becomes(page, "caches.open('v1').then((c) => c.match('/assets/old-1.js')).then(Boolean)")
    del pages.files["/sw.js"], pages.files["/assets/old-1.js"]
    page.evaluate(LOOK)
    becomes(page, WAITS)
    page.reload()
    becomes(page, "navigator.serviceWorker.ready.then((r) => r.waiting === null)")
    becomes(page, "caches.keys().then((all) => all.some((one) => one.startsWith('shell-')))")
    assert page.evaluate("import('/assets/old-1.js').then(() => window.loaded)")
    context.set_offline(True)
    page.goto("/orders/1")
    expect(page.locator("h1")).to_have_text("You are offline")


# -- storage --------------------------------------------------------------------------------------


@pytest.mark.parametrize("closed", [CLOSED, GONE, FULL], ids=["closed", "gone", "full"])
def test_where_nothing_can_be_kept_the_page_stands_and_says_so(
    context: BrowserContext, pages: Pages, closed: str
) -> None:
    context.add_init_script(closed)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto("/elsewhere")
    expect(page.locator("#page-note")).to_contain_text("keeps nothing for this page")
    page.evaluate("localStorage.setItem('x', 1); sessionStorage.setItem('y', 2)")
    assert page.evaluate("[localStorage.getItem('x'), sessionStorage.getItem('y')]") == ["1", "2"]
    assert page.evaluate("sessionStorage.getItem('token')")
    page.get_by_role("button", name="OK").click()
    expect(page.locator("#page-note")).to_have_count(0)
    assert troubles == []


def test_a_full_disk_in_the_worker_answers_all_the_same(
    context: BrowserContext, pages: Pages
) -> None:
    pages.files["/assets/a-1.js"] = SCRIPT
    page = opened(context)
    [worker] = context.service_workers
    worker.evaluate(
        "void (Cache.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') })"
    )
    pages.more = FILLED
    page.goto("/r/nonna")
    expect(page.locator("h1")).to_have_text("Margherita 12.50")
    assert page.evaluate("import('/assets/a-1.js').then(() => window.loaded)")
