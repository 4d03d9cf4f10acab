"""An evening with a bad network, and a customer whose browser keeps nothing: all arrives once."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.fixtures.closed_storage import CLOSED
from tests.fixtures.coming_true import comes_true
from tests.journeys.people import CustomerBrowser, KitchenBrowser, RiderBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
HOME = at(-150, 420)


def test_a_ride_with_the_network_cut(platform, browser, pictures):
    with (
        closing(CustomerBrowser(browser, platform.url, pictures, HOME)) as nora,
        closing(KitchenBrowser(browser, platform.url, pictures)) as ana,
        closing(RiderBrowser(browser, platform.url, pictures, at(300, -200))) as ravi,
    ):
        nora.context.add_init_script(CLOSED)
        nora.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        ana.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        ravi.sign_in("/rider/sign-in", "ravi@example.org", DEMO_PASSWORD)
        orders_although_nothing_is_kept(nora)
        number = nora.page.locator("#order-number").inner_text()
        ana.accepts(number)
        ravi.go_online()
        ravi.page.locator("#accept-offer").click()
        ravi.is_at("assigned")
        reads_the_code_without_a_network(nora)
        collects_without_a_network(ravi, ana, number)
        nora.sees(re.compile("on the way|riding|coming", re.I))
        hands_over_without_a_network(ravi, nora.pin())
        nora.sees(re.compile("delivered|enjoy", re.I), 60_000)
        nora.picture("delivered")
        leaves_nothing_behind(nora)
        ravi.page.goto("/rider")
        ravi.go_offline()


def orders_although_nothing_is_kept(nora: CustomerBrowser) -> None:
    nora.page.goto("/")
    note = nora.page.locator("#page-note")
    expect(note).to_contain_text("Your browser keeps nothing for this page")
    nora.picture("nothing-is-kept")
    note.get_by_role("button").click()
    nora.shares_position()
    nora.opens("Pizzeria Rosa")
    nora.page.locator("#page-note").get_by_role("button").click()
    nora.chooses("Margherita", "Large", "Classic", "Olives")
    nora.checks_out()
    nora.pay()
    nora.sees("We have asked")


def reads_the_code_without_a_network(nora: CustomerBrowser) -> None:
    page, code = nora.page, nora.pin()
    comes_true(page, "navigator.serviceWorker.controller !== null")
    page.wait_for_timeout(500)  # what is on the screen is kept beside it
    nora.context.set_offline(True)
    page.reload()
    expect(page.locator("#kept-code")).to_have_text(code)
    expect(page.locator("#mine")).to_contain_text("Margherita")
    nora.picture("without-a-network")
    nora.context.set_offline(False)
    expect(page.locator("#headline")).to_be_visible()  # and comes back by itself


def collects_without_a_network(ravi: RiderBrowser, ana: KitchenBrowser, number: str) -> None:
    page = ravi.page
    ravi.move(at(0, 0))
    page.wait_for_timeout(1_000)
    ravi.context.set_offline(True)
    page.locator("#arrive").click()
    expect(page.locator("#no-network")).to_contain_text("1 press will be sent")
    ravi.picture("no-network")
    page.reload()  # the browser threw the page away
    expect(page.locator("#mine")).to_contain_text("1 press will be sent")
    ravi.picture("without-a-network")
    page.locator("#collect").click()
    expect(page.locator("#mine")).to_contain_text("2 presses will be sent")
    ana.ticket(number).get_by_role("button", name="is ready").click()
    ravi.context.set_offline(False)
    ravi.is_at("collected")


def hands_over_without_a_network(ravi: RiderBrowser, pin: str) -> None:
    page = ravi.page
    ravi.move(HOME)
    page.wait_for_timeout(1_000)
    ravi.context.set_offline(True)
    page.locator("#at-door").click()
    ravi.type_pin(pin)
    expect(page.locator("#no-network")).to_contain_text("2 presses will be sent")
    page.close()  # the phone goes into the pocket
    ravi.context.set_offline(False)
    ravi.page = ravi.context.new_page()
    ravi.page.goto("/rider/earnings")  # not the page that keeps presses: the worker sends them


def leaves_nothing_behind(nora: CustomerBrowser) -> None:
    page, order = nora.page, nora.page.url
    page.goto("/account")
    page.locator('form[action="/api/auth/sign-out"] button').click()
    page.wait_for_url(lambda url: "/account" not in url)
    nora.context.set_offline(True)
    page.goto(order)
    expect(page.locator("h1")).to_have_text("You are offline")
    expect(page.locator("#mine")).to_be_empty()
    assert "Margherita" not in page.content()
