"""The served front end, in a real browser: what loads, what is refused, what comes back alive."""

import re
import statistics
import time

import httpx
import pytest
from playwright.sync_api import Page, expect

from foodapp.realtime.announce import publish_now
from foodapp.ui.status import TOPIC
from tests.fixtures.site import Site

JS_BUDGET = 170 * 1024  # bytes on the wire on the first load of "/"
SHOWN = re.compile(r"\d\d:\d\d:\d\d\.\d{3}")


def test_the_first_page_is_light_and_quiet(page: Page) -> None:
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda r: sizes.update({r.url: r.sizes()["responseBodySize"]}))
    page.goto("/")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    scripts = {url: size for url, size in sizes.items() if url.endswith(".js")}
    assert scripts
    assert sum(scripts.values()) <= JS_BUDGET, scripts
    assert not any("radix" in url for url in sizes)
    assert page.troubles == []  # type: ignore[attr-defined]


def test_news_is_on_the_screen_at_once(page: Page) -> None:
    page.goto("/status")
    checked = page.locator("#checked")
    expect(checked).to_have_text(SHOWN)
    waits = []
    for _ in range(5):
        before = checked.inner_text()
        began = time.monotonic()
        publish_now(TOPIC)
        expect(checked).not_to_have_text(before, timeout=15_000)
        waits.append(time.monotonic() - began)
    assert statistics.median(waits) < 2.0, waits  # on a busy machine


def test_after_a_restart_of_the_server_the_page_shows_the_truth_again(
    page: Page, site: Site
) -> None:
    page.goto("/status")
    checked = page.locator("#checked")
    expect(checked).to_have_text(SHOWN)
    page.evaluate("window.stillTheSamePage = true")
    before = checked.inner_text()
    site.stop()
    expect(page.locator("[data-connection=lost]")).to_be_visible(timeout=30_000)
    site.start()
    expect(page.locator("[data-connection=live]")).to_be_visible(timeout=60_000)
    expect(checked).not_to_have_text(before)
    again = checked.inner_text()
    publish_now(TOPIC)  # and it watches again
    expect(checked).not_to_have_text(again)
    assert page.evaluate("window.stillTheSamePage") is True


def test_a_visitor_has_a_cookie_that_scripts_cannot_read(page: Page) -> None:
    page.goto("/")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["visitor"]["httpOnly"]
    assert cookies["visitor"]["sameSite"] == "Lax"
    assert "visitor" not in page.evaluate("document.cookie")
    token = page.evaluate("sessionStorage.token")
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}", token)


def test_without_a_network_the_offline_page_stands_in(page: Page) -> None:
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.goto("/status")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    page.context.set_offline(False)  # and gives way by itself
    expect(page.locator("#checked")).to_have_text(SHOWN)


def test_a_page_says_at_once_that_the_network_is_gone_and_when_it_is_back(page: Page) -> None:
    page.goto("/status")
    said = page.locator("[data-connection]")
    expect(said).to_have_text("Live")
    page.context.set_offline(True)
    expect(said).to_have_text("No network", timeout=5_000)
    page.context.set_offline(False)
    expect(said).to_have_text("Live", timeout=60_000)


def test_hashed_files_are_kept_for_ever_and_pages_carry_their_policy(site: Site) -> None:
    answer = httpx.get(f"{site.url}/")
    script = re.search(r'href="(/assets/[^"]+\.js)"', answer.text)
    assert script is not None
    file = httpx.get(f"{site.url}{script[1]}", headers={"accept-encoding": "gzip"})
    assert "immutable" in file.headers["cache-control"]
    assert file.headers["content-encoding"] == "gzip"
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]


def test_programs_come_in_the_smallest_form_a_browser_takes(site: Site) -> None:
    script = re.search(r'href="(/assets/[^"]+\.js)"', httpx.get(f"{site.url}/").text)
    assert script is not None
    sizes = {}
    for form in ("br", "gzip", "identity"):
        address, taken = f"{site.url}{script[1]}", {"accept-encoding": form}
        with httpx.stream("GET", address, headers=taken) as one:
            assert one.headers.get("content-encoding", "identity") == form
            sizes[form] = sum(len(part) for part in one.iter_raw())
    assert sizes["br"] < sizes["gzip"] < sizes["identity"]


@pytest.mark.parametrize("path", ["/api/nothing", "/api/nothing/here"])
def test_an_unknown_address_of_the_api_is_json(site: Site, path: str) -> None:
    answer = httpx.post(f"{site.url}{path}")
    assert answer.status_code == 404
    assert answer.json() == {"error": "We could not find that address."}


def test_an_endless_body_is_refused(site: Site) -> None:
    answer = httpx.post(f"{site.url}/api/nothing", content=b"x" * 300_000)
    assert answer.status_code == 413
