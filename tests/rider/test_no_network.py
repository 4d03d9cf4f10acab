"""A rider in a cellar: what was pressed there is kept on the phone, and carried out once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.orders.models import Order, OrderStatus, TimelineEntry
from tests.fixtures import queue, rides
from tests.fixtures import world as worlds
from tests.fixtures.coming_true import comes_true
from tests.fixtures.site import Site


@pytest.fixture
def town(site_world) -> tuple[Session, worlds.World]:
    return site_world


@pytest.fixture
def ride(town) -> Iterator[Delivery]:
    """Ravi is on the way to Nonna."""
    with rides.begun(*town) as delivery:
        yield delivery


@pytest.fixture
def phone(browser: Browser, site: Site, town) -> Iterator[BrowserContext]:
    _, world = town
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 390, "height": 844},
        geolocation={"latitude": worlds.VADUZ.lat, "longitude": worlds.VADUZ.lng},
        permissions=["geolocation"],
    )
    context.add_cookies([{"name": "sid", "value": world.cookies["ravi"].sid, "url": site.url}])
    yield context
    context.close()


def opened(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto("/rider")
    expect(page.locator("[data-connection=live]")).to_be_visible()
    return page


def test_presses_in_a_cellar_are_kept_and_carried_out_once_and_in_order(
    phone: BrowserContext, town, ride
) -> None:
    session, _ = town
    page = opened(phone)
    expect(page.locator("#arrive")).to_be_visible()
    phone.set_offline(True)
    expect(page.locator("#no-network")).to_contain_text("No network")

    page.locator("#arrive").click()
    page.locator("#collect").click()

    expect(page.locator("#no-network")).to_contain_text("2 presses will be sent")
    assert page.get_by_text("Will be sent when the network is back").first.is_visible()
    page.close()  # the phone's screen goes dark, the browser throws the page away
    session.refresh(ride)
    assert ride.status is DeliveryStatus.ASSIGNED
    phone.set_offline(False)
    page = opened(phone)

    expect(page.locator("#job")).to_have_attribute("data-status", "collected")
    expect(page.locator("#no-network")).not_to_be_visible()
    queue.runs_empty(page)
    session.refresh(ride)
    assert ride.status is DeliveryStatus.COLLECTED
    kinds = session.exec(
        select(TimelineEntry.kind)
        .where(TimelineEntry.order_id == ride.order_id)
        .order_by(TimelineEntry.id)
    ).all()
    assert kinds[-2:] == ["rider_arrived", "order_collected"]
    assert session.get_one(Order, ride.order_id).collected_at is not None


def test_a_door_that_nobody_opens_is_told_without_a_network_and_sent_when_it_is_back(
    phone: BrowserContext, town, ride
) -> None:
    session, _ = town
    ride.status, ride.collected_at = DeliveryStatus.COLLECTED, clock.now()
    order = session.get_one(Order, ride.order_id)
    order.status, order.collected_at = OrderStatus.COLLECTED, clock.now()
    session.commit()
    page = opened(phone)
    expect(page.locator("#could-not-deliver")).to_be_visible()
    phone.set_offline(True)
    expect(page.locator("#no-network")).to_contain_text("No network")

    page.locator("#could-not-deliver").click()
    page.locator("#reason-nobody_there").click()

    expect(page.get_by_role("dialog", name="What happened?")).to_be_hidden()
    expect(page.locator("#no-network")).to_contain_text("1 press will be sent")
    expect(page.get_by_text("You said so. It will be sent")).to_be_visible()
    page.close()
    phone.set_offline(False)
    page = opened(phone)

    expect(page.locator("#waiting-at-door")).to_be_visible()
    session.refresh(ride)
    assert ride.wait_until is not None
    kinds = session.exec(
        select(TimelineEntry.kind).where(TimelineEntry.order_id == ride.order_id)
    ).all()
    assert kinds.count("customer_absent") == 1


def test_a_phone_that_lost_its_page_shows_the_ride_and_its_worker_sends_what_was_pressed(
    phone: BrowserContext, town, ride
) -> None:
    session, _ = town
    page = opened(phone)
    expect(page.locator("#arrive")).to_be_visible()
    comes_true(page, "navigator.serviceWorker.controller !== null")
    while not page.evaluate("caches.match('/rider', { cacheName: 'account' }).then(Boolean)"):
        page.wait_for_timeout(50)
    phone.set_offline(True)
    page.reload()
    expect(page.locator("#mine")).to_contain_text("Städtle")
    page.locator("#arrive").click()
    page.locator("#collect").click()
    expect(page.locator("#mine")).to_contain_text("2 presses will be sent")
    page.close()
    session.refresh(ride)
    assert ride.status is DeliveryStatus.ASSIGNED
    phone.set_offline(False)
    page = phone.new_page()
    page.goto("/status")  # whatever page of ours: the worker sends them
    queue.runs_empty(page)
    session.refresh(ride)
    assert ride.status is DeliveryStatus.COLLECTED


def test_what_came_too_late_is_explained_in_one_sentence(phone: BrowserContext, town, ride) -> None:
    session, _ = town
    page = opened(phone)
    expect(page.locator("#arrive")).to_be_visible()
    comes_true(page, "navigator.serviceWorker.controller !== null")
    phone.set_offline(True)
    expect(page.locator("#no-network")).to_contain_text("No network")
    page.locator("#arrive").click()
    page.close()
    ride.status, ride.rider_id = DeliveryStatus.SEARCHING, None  # somebody else is asked meanwhile
    session.commit()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto("/status")
    queue.runs_empty(page)
    page.goto("/rider")
    told = page.locator("#refused-presses")
    expect(told).to_have_text(re.compile("too late: that delivery is no longer yours"))
    told.get_by_role("button").click()
    expect(told).to_have_count(0)
    page.reload()
    expect(page.locator("[data-connection=live]")).to_be_visible()
    expect(told).to_have_count(0)
