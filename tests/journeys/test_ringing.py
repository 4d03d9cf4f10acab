"""Somebody edits the menu while an order comes in: they hear of it, and see it."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.fixtures.coming_true import comes_true
from tests.journeys.people import CustomerBrowser, KitchenBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
HOME = at(-150, 420)
# What sounds: the loops that were begun and are not ended. Wake locks that are held.
# And a browser that keeps quiet until this very page is touched, as most do; whether a touch of the
# page before counts differs from one Chromium to the next.
COUNTING = """() => {
  window.sounding = 0; window.awake = 0
  let isTouched = false
  for (const kind of ["pointerdown", "keydown"])
    addEventListener(kind, () => { isTouched = true }, { capture: true })
  const touched = () => isTouched
  const { resume } = AudioContext.prototype
  const { get } = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, "state")
  AudioContext.prototype.resume = function () {
    return touched() ? resume.call(this) : new Promise(() => {})
  }
  Object.defineProperty(BaseAudioContext.prototype, "state", {
    get() { return touched() ? get.call(this) : "suspended" },
  })
  const start = AudioBufferSourceNode.prototype.start, stop = AudioBufferSourceNode.prototype.stop
  AudioBufferSourceNode.prototype.start = function () {
    if (this.loop) window.sounding += 1
    else window.tested = (window.tested || 0) + 1
    return start.call(this)
  }
  AudioBufferSourceNode.prototype.stop = function () {
    if (this.loop) window.sounding -= 1
    return stop.call(this)
  }
  Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
    window.awake += 1
    const lock = new EventTarget()
    lock.release = () => { window.awake -= 1; lock.dispatchEvent(new Event("release")) }
    return lock
  } } })
}"""


def test_a_new_order_rings_while_the_menu_is_edited(platform, browser, pictures):
    with (
        closing(CustomerBrowser(browser, platform.url, pictures, HOME)) as nora,
        closing(KitchenBrowser(browser, platform.url, pictures)) as ana,
    ):
        page = ana.page
        page.add_init_script(f"({COUNTING})()")
        nora.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        ana.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        page.goto("/restaurant/menu")
        expect(page.locator("main li").first).to_be_visible()
        own_title = page.title()
        comes_true(page, "window.awake === 1")

        is_quiet = page.locator("[data-sound-off]")  # nobody has touched this page yet
        expect(is_quiet).to_have_text("Sound is off: tap to switch it on")
        ana.picture("sound-is-off")
        is_quiet.click()
        expect(is_quiet).to_have_count(0)
        page.locator("summary[data-sound=on]").click()
        page.locator("[data-test-sound]").click()
        comes_true(page, "window.tested === 1")
        ana.picture("sound-menu")
        page.locator("main h1").click()

        nora.shares_position()
        nora.opens("Pizzeria Rosa")
        nora.chooses("Margherita", "Large", "Classic")
        nora.checks_out()
        nora.pay()
        nora.sees("We have asked")
        number = nora.page.locator("#order-number").inner_text()

        expect(page.locator("#new-orders")).to_contain_text("A new order waits for an answer")
        comes_true(page, "window.sounding === 1")
        comes_true(page, "/^\\(1\\) New order/.test(document.title)")
        assert "svg+xml" in page.locator("link[rel=icon]").get_attribute("href")
        ana.picture("a-new-order-on-the-menu")

        page.get_by_role("link", name="Hours").first.click()  # and on, whatever page is shown
        expect(page.get_by_text("The usual week")).to_be_visible()
        comes_true(page, "window.sounding === 1 && window.awake === 1")
        page.locator("#new-orders").click()
        ticket = ana.ticket(number)
        expect(page.locator("#new-orders")).to_have_count(0)
        ticket.get_by_role("button", name=re.compile("Accept ·")).click()
        comes_true(page, "window.sounding === 0")
        comes_true(page, "document.title === 'Orders'")
        assert page.locator("link[rel=icon]").get_attribute("href") == "/icon.svg"

        page.goto("/restaurant/menu")
        expect(page.locator("main li").first).to_be_visible()
        comes_true(page, f"document.title === {own_title!r}")
        assert [one for one in ana.real_troubles() if "uncaught" in one] == []
