"""A card is saved while paying; the second order is paid with it in one tap; then it is removed."""

import re
from contextlib import closing

import httpx
import pytest
from playwright.sync_api import expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.journeys.people import CustomerBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
HOME = at(-150, 420)


def test_a_saved_card_pays_the_second_order_in_one_tap(platform, browser, pictures):
    with closing(CustomerBrowser(browser, platform.url, pictures, HOME)) as customer:
        page = customer.page
        customer.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        customer.shares_position()
        to_checkout(customer)
        page.get_by_label("Save this card for next time").click()
        expect(page.get_by_label("Save this card for next time")).to_be_checked()
        customer.picture("save-it")
        page.locator("#pay").click()
        customer.pay()
        customer.sees("We have asked")

        page.goto("/account")
        kept = page.get_by_test_id("saved-card")
        expect(kept).to_contain_text("Visa ending in 4242", timeout=60_000)
        kept.scroll_into_view_if_needed()
        customer.picture("account")

        page.goto("/")
        to_checkout(customer)
        chosen = page.get_by_role("button", name="Visa ending in 4242")
        expect(chosen).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#pay")).to_contain_text("Pay with Visa •• 4242")
        customer.picture("one-tap")
        page.locator("#pay").click()
        page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}"))  # and never to the payment page
        customer.sees("We have asked")
        order_id = page.url.split("/orders/")[1][:36]
        [books] = [
            row
            for row in httpx.get(f"{platform.record()['urls']['gateway']}/_control/books").json()[
                "payments"
            ]
            if row["metadata"].get("order_id") == order_id
        ]
        assert (books["session"], books["held"] > 0) == (None, True)

        page.goto("/account")
        page.get_by_role("button", name="Remove Visa ending in 4242").click()
        expect(kept).to_have_count(0)
        expect(page.get_by_text("With a saved card you pay in one tap")).to_be_visible()
        customer.picture("removed")


def to_checkout(customer: CustomerBrowser) -> None:
    """As far as the button that pays."""
    page = customer.page
    customer.opens("Pizzeria Rosa")
    customer.chooses("Margherita", "Large", "Classic", "Olives")
    page.locator("#basket-bar").click()
    page.wait_for_url("**/basket*")
    page.locator("#to-checkout").click()
    page.wait_for_url("**/checkout*")
    expect(page.locator("#pay")).to_be_enabled()
