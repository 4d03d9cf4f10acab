"""Everybody's browser translates the page: it lives, and says what an untranslated page says."""

import re
import time
from contextlib import ExitStack, closing

import pytest
from playwright.sync_api import Page, expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.fixtures.platform import Person
from tests.fixtures.translator import said, translate
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
HOME = at(-150, 420)
PATIENCE_S = 60
CLOCKS = re.compile(r"\d{1,3}:\d\d|\d+min")  # they run on between two looks


class Twin:
    """A person's translated tab, beside one of the same person that is not translated."""

    def __init__(self, person: Person, way: str) -> None:
        self.person, self.page = person, person.page
        translate(person.page, way)

    def agrees(self, selector: str = "main", *, press: str = "") -> None:
        """With what a fresh tab says, after the same press on it; at the latest in a while."""
        with closing(self.person.context.new_page()) as plain:
            plain.goto(self.page.url)
            expect(plain.locator(selector).first).to_be_visible()
            expect(plain.locator("#ssr-slot")).to_have_count(0)  # alive: the server's is gone
            if press:
                plain.locator(press).first.click()
            give_up = time.monotonic() + PATIENCE_S
            while (told := read(self.page, selector)) != (true := read(plain, selector)):
                if time.monotonic() > give_up:
                    self.person.picture("does-not-agree")
                    assert told == true
                self.page.wait_for_timeout(200)
        assert self.page.locator("font font").count() > 0
        assert self.page.locator("[data-broken]").count() == 0


def read(page: Page, selector: str) -> str:
    return CLOCKS.sub("#", said(page, selector))


@pytest.mark.parametrize("way", ["copied", "moved"])
def test_translated_pages_live_and_tell_the_truth(platform, browser, pictures, way):
    with ExitStack() as open_now:

        def person(kind, door, name, *where):
            one = open_now.enter_context(closing(kind(browser, platform.url, pictures, *where)))
            open_now.push(lambda failed, *_: failed and one.picture("when-it-failed"))
            one.sign_in(door, f"{name}@example.org", DEMO_PASSWORD)
            return one

        nora = person(CustomerBrowser, "/sign-in", "nora", HOME)
        ana = person(KitchenBrowser, "/restaurant/sign-in", "ana")
        ravi = person(RiderBrowser, "/rider/sign-in", "ravi", at(300, -200))
        ada = person(AdminBrowser, "/admin/sign-in", "ada")
        eats, cooks = Twin(nora, way), Twin(ana, way)
        rides, watches = Twin(ravi, way), Twin(ada, way)

        chooses_a_cuisine(eats)
        first, its_page = orders(eats, "Gluten-free")
        second, _ = orders(eats, "Wholemeal")
        eats.page.goto(its_page)
        the_kitchen_answers(cooks, eats, watches, first, second)
        the_menu_is_edited(cooks)
        the_rider_is_asked(rides, cooks, eats, second)
        for one in (nora, ana, ravi, ada):
            uncaught = [trouble for trouble in one.real_troubles() if "uncaught" in trouble]
            assert uncaught == [], f"{one.name}: {uncaught}"


def chooses_a_cuisine(eats: Twin) -> None:
    eats.person.shares_position()
    eats.agrees()
    chips = eats.page.get_by_test_id("cuisine-chip")
    for nth in (1, 2, 1):  # on, another, back
        chips.nth(nth).click()
        expect(chips.nth(nth)).to_have_attribute("aria-current", "true")
    eats.agrees(press="[data-testid=cuisine-chip] >> nth=1")
    chips.nth(1).click()  # off again
    eats.agrees()


def orders(eats: Twin, base: str) -> tuple[str, str]:
    """Two portions of one pizza; the basket and its button say the same at every step."""
    page = eats.page
    eats.person.opens("Pizzeria Rosa")
    eats.person.chooses("Margherita", "Regular", base)
    page.locator("#basket-bar").click()
    page.wait_for_url("**/basket*")
    line = page.get_by_test_id("basket-line")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(base)  # not the basket of the order before
    line.get_by_role("button", name=re.compile("^More")).click()
    expect(line.locator("output")).to_have_text("2")
    eats.agrees()
    page.locator("#to-checkout").click()
    page.wait_for_url("**/checkout*")
    expect(page.locator("#pay")).to_be_enabled()
    eats.agrees()
    page.locator("#pay").click()
    eats.person.pay()
    eats.person.sees("We have asked")
    eats.agrees()
    number, its_page = page.locator("#order-number").inner_text(), page.url
    page.goto("/")
    return number, its_page


def the_kitchen_answers(cooks: Twin, eats: Twin, watches: Twin, first: str, second: str) -> None:
    expect(eats.page.locator("#order-number")).to_have_text(first)
    eats.agrees()
    watches.page.goto("/admin/orders?which=live")
    expect(watches.page.get_by_text(first).first).to_be_visible()
    cooks.page.goto("/restaurant")
    ticket = cooks.person.ticket(first)
    expect(ticket).to_contain_text("Gluten-free")
    expect(ticket).to_have_attribute("translate", "no")
    cooks.agrees()
    ticket.get_by_role("button", name=re.compile("Accept ·")).click()
    expect(ticket.get_by_role("button", name="is ready")).to_be_visible()
    expect(ticket).to_contain_text("Gluten-free")
    expect(cooks.person.ticket(second)).not_to_contain_text("Gluten-free")
    cooks.agrees()
    eats.person.sees(re.compile("cooking", re.I))  # the tab that was open meanwhile
    eats.agrees()
    watches.agrees()
    cooks.person.ticket(second).get_by_role("button", name=re.compile("Accept ·")).click()
    expect(cooks.person.ticket(second).get_by_role("button", name="is ready")).to_be_visible()
    ticket.get_by_role("button", name="is ready").click()
    expect(ticket.get_by_role("button", name="is ready")).to_have_count(0)
    cooks.agrees()
    watches.agrees()


def the_menu_is_edited(cooks: Twin) -> None:
    page = cooks.page
    page.goto("/restaurant/menu")
    expect(page.locator("main li").first).to_be_visible()
    page.get_by_role("button", name="Choices", exact=True).click()
    expect(page.get_by_text("Up to 2").first).to_be_visible()
    page.get_by_role("button", name="Dishes", exact=True).click()
    expect(page.locator("main li").first).to_be_visible()
    cooks.agrees()
    page.goto("/restaurant")


def the_rider_is_asked(rides: Twin, cooks: Twin, eats: Twin, number: str) -> None:
    page = rides.page
    rides.person.go_online()
    expect(page.locator("#accept-offer")).to_be_visible(timeout=60_000)
    page.locator("#accept-offer").click()
    rides.person.is_at("assigned")
    rides.agrees("#job")
    eats.agrees()
    cooks.agrees()
