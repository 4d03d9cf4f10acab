"""Support gives one dish back: the customer sees it on their order without reloading, and the
gateway's own books say the same."""

import re
import time
from contextlib import closing

import httpx
import pytest
from playwright.sync_api import Page, expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
HOME = at(-150, 420)


def test_a_dish_is_given_back(platform, browser, pictures):
    with (
        closing(CustomerBrowser(browser, platform.url, pictures, HOME)) as customer,
        closing(KitchenBrowser(browser, platform.url, pictures)) as kitchen,
        closing(AdminBrowser(browser, platform.url, pictures)) as admin,
    ):
        customer.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        kitchen.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)
        customer.shares_position()
        customer.opens("Pizzeria Rosa")
        customer.chooses("Margherita", "Large", "Classic", "Olives")
        customer.checks_out()
        customer.pay()
        customer.sees("We have asked")
        number = customer.page.locator("#order-number").inner_text()
        kitchen.accepts(number)
        customer.sees(re.compile("cooking", re.I))

        order_id = re.search(r"/orders/([0-9a-f-]{36})", customer.page.url)[1]
        taken = until(lambda: books_of(platform, order_id), lambda one: one["captured"] > 0)
        give_a_dish_back(admin, order_id)
        expect(customer.page.locator("#given-back")).to_contain_text("Given back", timeout=60_000)
        expect(customer.page.locator("#money")).to_contain_text("went back to your card")
        customer.picture("given-back")

        books = until(lambda: books_of(platform, order_id), lambda one: one["refunded"] > 0)
        assert books["captured"] == taken["captured"]
        assert books["refunds"] == 1
        assert 0 < books["refunded"] < books["captured"], "the delivery was not given back"
        shown = amount(customer.page, "#given-back dd")
        assert shown == -books["refunded"]
        expect(admin.page.get_by_test_id("journals")).to_contain_text(
            re.compile("Money at the gateway.*Money at the gateway"), timeout=60_000
        )
        admin.picture("money-after")


def give_a_dish_back(admin: AdminBrowser, order_id: str) -> None:
    page = admin.page
    page.goto(f"/admin/orders/{order_id}")
    page.locator("#to-money").click()
    form = page.get_by_test_id("refund-form")
    form.get_by_label(re.compile("How many")).first.select_option("1")
    form.get_by_label("Borne by").select_option("restaurant")
    form.get_by_label("Reason").fill("It came cold")
    admin.picture("refund")
    form.get_by_role("button", name="Give back").click()
    expect(page.get_by_test_id("refunds")).to_contain_text("It came cold")


def books_of(platform, order_id: str) -> dict:
    told = httpx.get(f"{platform.record()['urls']['gateway']}/_control/books").json()
    [one] = [row for row in told["payments"] if row["metadata"].get("order_id") == order_id]
    return one


def until(look, is_right, patience_s: float = 60) -> dict:
    give_up = time.monotonic() + patience_s
    while not is_right(found := look()):
        assert time.monotonic() < give_up, found
        time.sleep(0.2)
    return found


def amount(page: Page, selector: str) -> int:
    """Minor units of an amount as shown: -12.50 €."""
    text = page.locator(selector).first.inner_text()
    figures = int(re.sub(r"\D", "", text))
    return -figures if text.strip().startswith(("-", "−")) else figures
