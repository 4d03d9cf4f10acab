"""A restaurant applies on the web, is approved, sets its menu, opens, and gets its first order; and
its owner invites a cook."""

import re

import pytest
from playwright.sync_api import expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.fixtures.applying import PDF
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
HOME = at(-150, 420)
NAME = "Trattoria Blu"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def test_a_restaurant_applies_and_gets_its_first_order(platform, browser, pictures):
    owner = KitchenBrowser(browser, platform.url, pictures)
    admin = AdminBrowser(browser, platform.url, pictures)
    guest = CustomerBrowser(browser, platform.url, pictures, HOME)
    cook = KitchenBrowser(browser, platform.url, pictures)
    cook.name = "cook"
    people = (owner, admin, guest, cook)
    try:
        owner.sign_in("/sign-in", "cy@example.org", DEMO_PASSWORD)
        applies(owner)
        approves(admin)
        sets_up(owner)
        number = orders(guest)
        expect(owner.ticket(number)).to_be_visible()
        owner.picture("first-order")
        owner.accepts(number)
        invites(owner, cook)
        expect(cook.ticket(number)).to_be_visible()
        for person in people:
            assert person.real_troubles() == [], f"{person.name}: {person.real_troubles()}"
    finally:
        for person in people:
            person.picture("at-the-end")
            person.close()
        closes_again(platform)


def applies(owner):
    page = owner.page
    page.goto("/")
    page.get_by_role("link", name="Become a partner").click()
    page.locator("#apply").click()
    page.get_by_label("Find your address").fill("Mill Lane 3, Talbruck")
    page.locator("#find-address").click()
    expect(page.get_by_text("Tap the map if the door is elsewhere.")).to_be_visible()
    page.get_by_label("Name of the restaurant").fill(NAME)
    page.locator("#save-step").click()
    page.get_by_label("Italian").check()
    for day in DAYS:
        page.get_by_label(f"{day}, from").fill("00:00")
        page.get_by_label(f"{day}, to").fill("00:00")
    page.locator("#field-phone").fill("030 1234567")
    page.locator("#save-step").click()
    page.get_by_label("Name of the business").fill("Blu GmbH")
    page.get_by_label("Tax number").fill("DE 123")
    page.locator("#save-step").click()
    page.reload()  # left, and gone on with
    page.get_by_role("button", name="Papers").click()
    page.locator("[data-paper=trade_licence]").set_input_files(
        {"name": "licence.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(page.get_by_test_id("paper")).to_have_count(1)
    page.locator("#go-on").click()
    page.locator("#send").click()
    expect(page.locator("#application-stands")).to_contain_text("Sent")
    owner.picture("applied")


def approves(admin):
    admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)
    page = admin.page
    page.goto("/admin/applications")
    page.locator("main a:visible", has_text=NAME).first.click()
    expect(page.get_by_test_id("paper")).to_be_visible()
    admin.picture("application")
    page.locator("#approve").click()
    page.get_by_role("dialog").get_by_role("button", name="Approve").click()
    expect(page.get_by_role("link", name="The restaurant")).to_be_visible()
    admin.picture("approved")


def sets_up(owner):
    """The short list on the board leads through it."""
    page = owner.page
    page.goto("/restaurant")
    expect(page.locator("#first-steps")).to_contain_text("to go")
    owner.picture("first-steps")
    page.locator("[data-step=menu] a").click()
    page.wait_for_url("**/restaurant/menu")
    page.get_by_role("button", name="Add a category").click()
    page.get_by_label("Name of the category").fill("Pasta")
    page.get_by_role("button", name="Save", exact=True).click()
    for nth in range(5):
        page.get_by_role("button", name=re.compile("^Add *a dish")).first.click()
        sheet = page.get_by_role("dialog")
        sheet.locator("#field-name").fill(f"Pasta {nth}")
        sheet.locator("#field-price").fill("12")
        sheet.get_by_role("button", name="Save", exact=True).click()
        expect(sheet).to_be_hidden()
    page.goto("/restaurant")
    page.locator("#open-doors").click()
    expect(page.locator("#open-doors")).to_be_hidden()
    owner.picture("open")


def orders(guest) -> str:
    guest.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
    guest.shares_position()
    guest.opens(NAME)
    guest.chooses_the_first_dish(portions=2)
    guest.checks_out()
    guest.pay()
    guest.sees("We have asked")
    return guest.page.locator("#order-number").inner_text()


def invites(owner, cook):
    page = owner.page
    page.goto("/restaurant/staff")
    page.locator("#begin-staff").click()
    page.locator("#staff-email").fill("carla@example.org")
    page.locator("#staff-role").select_option("kitchen")
    page.locator("#invite-staff").click()
    link = page.locator("#invitation-link").inner_text()
    owner.picture("cook-invited")
    cook.accepts_the_invitation(link, "Carla", "a kettle of fresh pasta")
    cook.page.goto("/restaurant")
    expect(cook.page.get_by_role("link", name="Staff")).to_have_count(0)
    cook.picture("board")


def closes_again(platform):
    """The town is as it was for the next journey."""
    platform.module("tests.journeys.closing", NAME)
