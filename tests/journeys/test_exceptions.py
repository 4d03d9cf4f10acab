"""What goes wrong, in browsers: the restaurant is silent, nobody rides, a dish is missing. The
waits are shortened by settings; everything else is as people have it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.fixtures.platform import RunningPlatform, running
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser
from tests.journeys.story import Cast, accepts, pays

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
HOME = at(-150, 420)
PATIENCE_MS = 60_000
SHORT = {
    "FOODAPP_ACCEPT_MINUTES": "0.9",
    "FOODAPP_PROMPT_MINUTES": "0.2",
    "FOODAPP_CALL_RESTAURANT_AFTER_SECONDS": "8",
    "FOODAPP_SEARCH_SECONDS": "12",
    "FOODAPP_SEARCH_NEARBY_SECONDS": "3",
    "FOODAPP_SEARCH_WIDER_SECONDS": "3",
    "FOODAPP_SEARCH_RAISED_SECONDS": "3",
}


@pytest.fixture(scope="module")
def hasty(built: None) -> Iterator[RunningPlatform]:
    with running("--no-simulate", **SHORT) as platform:
        yield platform


@pytest.fixture
def cast(hasty, browser, pictures):
    """Everybody signed in; the rider stays at home. A Margherita is in the basket."""
    people = Cast(
        customer=CustomerBrowser(browser, hasty.url, pictures, HOME),
        kitchen=KitchenBrowser(browser, hasty.url, pictures),
        rider=RiderBrowser(browser, hasty.url, pictures, at(300, -200)),
        admin=AdminBrowser(browser, hasty.url, pictures),
    )
    with people:
        people.customer.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        people.kitchen.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        people.admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)
        people.customer.shares_position()
        people.customer.opens("Pizzeria Rosa")
        people.customer.chooses("Margherita", "Large", "Classic", "Olives")
        people.kitchen.page.goto("/restaurant")
        people.admin.page.goto("/admin")
        yield people
        for person in (people.customer, people.kitchen, people.admin):
            assert person.real_troubles() == [], f"{person.name}: {person.real_troubles()}"


def opens_case(cast: Cast, number: str) -> None:
    """The admin looks at this order."""
    page = cast.admin.page
    page.goto("/admin/orders")
    page.get_by_role("link", name=number).first.click()
    expect(page.get_by_test_id("timeline")).to_be_visible(timeout=PATIENCE_MS)


def no_cent_is_lost(platform: RunningPlatform) -> None:
    """Our ledger against the gateway's books."""
    said = platform.cli("reconcile")
    assert re.search(r"differ", said) is None or re.search(r"\b(no|0)\b.*differ", said, re.I), said


def test_a_restaurant_that_never_answers(cast, hasty):
    number = pays(cast)
    opens_case(cast, number)
    cast.customer.sees("has not answered yet", PATIENCE_MS)
    timeline = cast.admin.page.get_by_test_id("timeline")
    expect(timeline).to_contain_text("alerted to call", timeout=PATIENCE_MS)
    panel = cast.admin.page.get_by_test_id("autopilot")
    expect(panel).to_contain_text("The restaurant does not answer")
    cast.admin.picture("plan")
    cast.customer.sees("did not answer in time", PATIENCE_MS)
    expect(cast.customer.page.locator("#money")).to_contain_text("You pay nothing")
    cast.customer.picture("expired")
    no_cent_is_lost(hasty)


def test_nobody_rides_so_the_customer_comes_for_it(cast, hasty):
    number = pays(cast)
    accepts(cast, number)
    opens_case(cast, number)
    offer = cast.customer.page.locator("#pickup-offer")
    expect(offer).to_be_visible(timeout=PATIENCE_MS)
    cast.customer.picture("pickup-offer")
    timeline = cast.admin.page.get_by_test_id("timeline")
    expect(timeline).to_contain_text("the ride now pays", timeout=PATIENCE_MS)
    cast.admin.picture("raised")
    cast.customer.page.locator("#pick-it-up").click()
    expect(offer).to_be_hidden()
    expect(cast.customer.page.locator("#money")).to_contain_text("for delivery and tip goes back")
    cast.customer.picture("became-pickup")

    ticket = cast.kitchen.ticket(number)
    ticket.get_by_role("button", name="is ready").click()
    ticket.get_by_label(f"PIN of {number}").fill(cast.customer.pin())
    ticket.get_by_role("button", name="Hand over").click()
    cast.customer.sees(re.compile("picked up", re.I), PATIENCE_MS)
    expect(timeline).to_contain_text("The customer comes for it")
    no_cent_is_lost(hasty)


def test_a_dish_is_missing_and_another_comes_instead(cast, hasty):
    number = pays(cast)
    accepts(cast, number)
    kitchen = cast.kitchen
    kitchen.ticket(number).get_by_role("button", name="Cannot make Margherita").click()
    best = kitchen.page.get_by_test_id("proposal").filter(has_text="Best match")
    expect(best).to_be_visible()
    kitchen.picture("proposals")
    best.click()
    expect(kitchen.ticket(number)).to_contain_text("the customer is asked")

    asked = cast.customer.page.get_by_test_id("missing-dish")
    expect(asked).to_contain_text("Would you like", timeout=PATIENCE_MS)
    cast.customer.picture("asked")
    kitchen.ticket(number).get_by_role("button", name="is ready").click()
    expect(kitchen.page.get_by_text("still choosing")).to_be_visible()
    asked.get_by_role("button", name="Yes, please").click()
    expect(asked).to_be_hidden()
    expect(cast.customer.page.get_by_text(re.compile("1 × .* instead"))).to_be_visible()
    cast.customer.picture("answered")
    expect(kitchen.ticket(number)).to_contain_text("instead", timeout=PATIENCE_MS)
    kitchen.picture("instead")
    kitchen.ticket(number).get_by_role("button", name="is ready").click()
    opens_case(cast, number)
    timeline = cast.admin.page.get_by_test_id("timeline")
    expect(timeline).to_contain_text("The customer takes")
    cast.admin.page.locator("#take-over").click()
    cast.admin.page.get_by_label("Reason").fill("The guest called us")
    cast.admin.page.get_by_role("dialog").get_by_role("button", name="Take over").click()
    expect(cast.admin.page.get_by_test_id("autopilot")).to_contain_text("steers by hand")
    cast.admin.picture("taken-over")
    no_cent_is_lost(hasty)
