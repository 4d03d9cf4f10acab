"""The console makes a code, a customer uses it at the checkout and pays; the price reads the same
wherever it stands, and the console sees the use and what it cost."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
HOME = at(-150, 420)
CODE = "FEAST20"


def test_a_code_is_used_paid_and_counted(platform, browser, pictures):
    with (
        closing(CustomerBrowser(browser, platform.url, pictures, HOME)) as customer,
        closing(KitchenBrowser(browser, platform.url, pictures)) as kitchen,
        closing(AdminBrowser(browser, platform.url, pictures)) as admin,
    ):
        admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)
        customer.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        kitchen.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        make_the_code(admin)
        customer.shares_position()
        customer.opens("Pizzeria Rosa")
        customer.chooses("Margherita", "Large", "Classic", "Olives")
        go_to_checkout(customer)
        before = minor(customer.page.get_by_test_id("total").inner_text())
        type_codes(customer)
        at_checkout = prices(customer.page, "dl:has([data-testid=total])")
        off = -minor(at_checkout["Feast"])
        food = minor(at_checkout["Dishes"])
        assert off == round(food * 0.2)
        assert minor(at_checkout["Total"]) == before - off

        customer.page.locator("#pay").click()
        customer.pay()
        customer.sees("We have asked")
        assert prices(customer.page, "dl:has([data-testid=total])") == at_checkout
        number = customer.page.locator("#order-number").inner_text()
        order_id = re.search(r"/orders/([0-9a-f-]{36})", customer.page.url)[1]
        kitchen.accepts(number)
        customer.sees(re.compile("cooking", re.I))
        customer.picture("cooking")

        admin.page.goto(f"/admin/orders/{order_id}/money")
        expect(admin.page.get_by_test_id("price")).to_contain_text("Feast")
        assert prices(admin.page, "[data-testid=price] dl") == at_checkout
        expect(admin.page.get_by_test_id("journals")).to_contain_text(
            "Cost of offers", timeout=60_000
        )
        admin.picture("money")
        sees_use_and_cost(admin, at_checkout["Feast"].lstrip("-−"))


def make_the_code(admin: AdminBrowser) -> None:
    page = admin.page
    page.goto("/admin/promotions")
    page.locator("#new-promotion").click()
    form = page.locator("#promotion-form")
    form.get_by_label("Name").fill("Feast")
    form.get_by_label("Percent off the food").fill("20")
    form.get_by_label("Code").fill("feast-20")
    form.get_by_label("Uses in all").fill("50")
    admin.picture("new-promotion")
    page.locator("#save-promotion").click()
    row = page.locator(f"tr[data-code={CODE}]")
    expect(row).to_contain_text("0 of 50")
    admin.picture("promotions")


def go_to_checkout(customer: CustomerBrowser) -> None:
    page = customer.page
    page.locator("#basket-bar").click()
    page.wait_for_url("**/basket*")
    page.locator("#to-checkout").click()
    page.wait_for_url("**/checkout*")
    expect(page.locator("#pay")).to_be_enabled()


def type_codes(customer: CustomerBrowser) -> None:
    """A wrong one first: it is said beside the field; then the right one, off, and on again."""
    page = customer.page
    field = page.locator("#promo-code")
    field.fill("nonsense")
    page.locator("#use-code").click()
    expect(page.locator("#promo-code-note")).to_have_text(
        "That code does not work here. Please check it."
    )
    field.scroll_into_view_if_needed()
    customer.picture("wrong-code")
    for is_first in (True, False):
        field.fill(" feast 20 ")
        page.locator("#use-code").click()
        expect(page.locator("#kept-code")).to_contain_text("Your code applies.")
        expect(page.get_by_text("Feast", exact=True)).to_be_visible()
        if is_first:
            page.locator("#drop-code").click()
            expect(page.get_by_text("Feast", exact=True)).to_be_hidden()
    page.locator("#kept-code").scroll_into_view_if_needed()
    customer.picture("code-applied")


def sees_use_and_cost(admin: AdminBrowser, cost: str) -> None:
    page = admin.page
    page.goto("/admin/promotions?search=feast20")
    row = page.locator(f"tr[data-code={CODE}]")
    expect(row).to_contain_text("1 of 50")
    expect(row).to_contain_text(cost)
    admin.picture("used")


def prices(page: Page, selector: str) -> dict[str, str]:
    """Label -> amount, in the order in which they stand."""
    table = page.locator(selector).first
    labels = table.locator("dt").all_inner_texts()
    return dict(zip(labels, table.locator("dd").all_inner_texts(), strict=True))


def minor(shown: str) -> int:
    """Minor units of an amount as shown: -€12.50."""
    figures = int(re.sub(r"\D", "", shown))
    return -figures if shown.strip().startswith(("-", "−")) else figures
