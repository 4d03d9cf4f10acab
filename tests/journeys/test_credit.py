"""A gift card from the console becomes credit, pays an order with a card beside it, and the rest of
it thanks the rider. The admin's page, the gateway's books and the ledger agree to the cent."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser
from tests.journeys.story import Cast, accepts, collects, hands_over, takes_the_offer
from tests.journeys.test_refund import amount, books_of, until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
ROSA = at(40, 60)
HOME = at(-150, 420)


def test_a_gift_card_pays_an_order_and_thanks_the_rider(platform, browser, pictures):
    cast = Cast(
        customer=CustomerBrowser(browser, platform.url, pictures, HOME),
        kitchen=KitchenBrowser(browser, platform.url, pictures),
        rider=RiderBrowser(browser, platform.url, pictures, at(300, -200)),
        admin=AdminBrowser(browser, platform.url, pictures),
    )
    with cast:
        cast.customer.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        cast.kitchen.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        cast.rider.sign_in("/rider/sign-in", "ravi@example.org", DEMO_PASSWORD)
        cast.admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)

        redeems(cast.customer, gives_a_card(cast.admin, "10"), "10.00")
        cast.customer.shares_position()
        cast.customer.opens("Pizzeria Rosa")
        cast.customer.chooses("Margherita", "Large", "Classic", "Olives")
        by_card = pays_with_credit(cast.customer)
        number = cast.customer.page.locator("#order-number").inner_text()
        order_id = re.search(r"/orders/([0-9a-f-]{36})", cast.customer.page.url)[1]
        is_brought(cast, number)

        books = until(lambda: books_of(platform, order_id), lambda one: one["captured"] > 0)
        assert books["captured"] == by_card
        redeems(cast.customer, gives_a_card(cast.admin, "20"), "20.00")
        tip = tips(cast, order_id)
        explains(cast.admin, order_id, by_card, tip)
        for person in cast.everybody():
            assert person.real_troubles() == [], f"{person.name}: {person.real_troubles()}"


def test_a_gift_card_is_bought_by_card_and_redeemed(platform, browser, pictures):
    with closing(CustomerBrowser(browser, platform.url, pictures, HOME)) as customer:
        customer.sign_in("/sign-in", "cy@example.org", DEMO_PASSWORD)
        page = customer.page
        page.goto("/gift-cards")
        page.get_by_label("Amount").fill("12.50")
        customer.picture("buying")
        page.locator("#buy-card").click()
        customer.pay()
        page.wait_for_url(re.compile(r"/gift-cards/?\?paid="))
        code = page.get_by_test_id("gift-code").first
        expect(code).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}-\w{4}$"))
        customer.picture("bought")
        redeems(customer, code.inner_text(), "12.50")
        assert customer.real_troubles() == []


def gives_a_card(admin: AdminBrowser, units: str) -> str:
    page = admin.page
    page.goto("/admin/gift-cards")
    page.locator("#give").click()
    page.get_by_label("Amount").fill(units)
    page.get_by_label("Reason").fill("Cold soup last week")
    admin.picture("giving")
    page.locator("#make-card").click()
    code = page.locator("#code")
    expect(code).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}-\w{4}$"))
    found = code.inner_text()
    admin.picture("given")
    page.locator("#done").click()
    expect(page.get_by_test_id("gift-table")).to_contain_text(f"•••• {found[-4:]}")
    admin.picture("gift-cards")
    return found


def redeems(customer: CustomerBrowser, code: str, worth: str) -> None:
    """Who has no credit left."""
    page = customer.page
    page.goto("/credit")
    customer.picture("credit-before")
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    page.locator("#redeem-card").click()
    expect(page.locator("#balance")).to_contain_text(worth)
    expect(page.get_by_test_id("credit-line").first).to_contain_text(worth)
    customer.picture("credit-after")


def pays_with_credit(customer: CustomerBrowser) -> int:
    """Returns what the card pays, minor units."""
    page = customer.page
    page.locator("#basket-bar").click()
    page.wait_for_url("**/basket*")
    page.locator("#to-checkout").click()
    page.wait_for_url("**/checkout*")
    page.locator("#use-credit").click()
    paid = page.get_by_test_id("paid")
    expect(paid).to_have_count(2)
    total, credit, card = (
        amount(page, selector)
        for selector in (
            "[data-testid=total]",
            "[data-testid=paid]:has-text('Paid with credit') dd",
            "[data-testid=paid]:has-text('To pay by card') dd",
        )
    )
    assert total + credit == card
    customer.picture("checkout-with-credit")
    page.locator("#use-credit").scroll_into_view_if_needed()
    customer.picture("checkout-credit-switch")
    page.locator("#pay").click()
    customer.pay()
    customer.sees("We have asked")
    expect(page.locator("#money")).to_contain_text("of your credit is set aside")
    return card


def is_brought(cast: Cast, number: str) -> None:
    cast.kitchen.page.goto("/restaurant")
    cast.admin.page.goto("/admin")
    cast.rider.go_online()
    accepts(cast, number)
    takes_the_offer(cast, number)
    collects(cast, ROSA, number)
    hands_over(cast, ROSA, HOME, number)


def tips(cast: Cast, order_id: str) -> int:
    """Returns the tip, minor units."""
    page = cast.customer.page
    page.goto(f"/orders/{order_id}")
    expect(page.locator("#tip-afterwards")).to_be_visible()
    page.locator("#tip-afterwards").scroll_into_view_if_needed()
    cast.customer.picture("tip")
    tip = amount(page, "[data-testid=tip-choice]")
    page.get_by_test_id("tip-choice").first.click()
    paid = page.get_by_test_id("paid").filter(has_text="Tip afterwards")
    expect(paid).to_be_visible()
    paid.scroll_into_view_if_needed()
    cast.customer.picture("tipped")
    assert amount(page, "[data-testid=paid]:has-text('Tip afterwards') dd") == tip

    cast.rider.page.goto("/rider/earnings")
    earned = cast.rider.page.locator("#deliveries li").first
    expect(earned).to_contain_text(f"{tip / 100:.2f}")
    cast.rider.picture("earnings")
    return tip


def explains(admin: AdminBrowser, order_id: str, by_card: int, tip: int) -> None:
    page = admin.page
    page.goto(f"/admin/orders/{order_id}")
    page.locator("#to-money").click()
    expect(page.get_by_test_id("price")).to_contain_text("Paid with credit")
    journals = page.get_by_test_id("journals")
    expect(journals).to_contain_text("Store credit used: placed")
    expect(journals).to_contain_text("Tip: afterwards")
    for minor in (tip, by_card, 1000):
        expect(journals).to_contain_text(f"{minor / 100:.2f}")
    admin.picture("money")
