"""kill -9 of every program once, in the middle of an order: what was acknowledged is not lost, and
nobody pays twice."""

import re
import time
from collections.abc import Callable
from contextlib import suppress

import httpx
import psycopg
import pytest
from playwright.sync_api import Error, expect

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.journeys import story
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser

pytestmark = [pytest.mark.journey, pytest.mark.fault, pytest.mark.timeout(900)]
ROSA = at(40, 60)
HOME = at(-150, 420)
PATIENCE_MS = 90_000  # a lease of the outbox, a restart, a reconnect


def test_no_acknowledged_order_is_lost_whatever_dies(platform, browser, pictures):
    cast = story.Cast(
        customer=CustomerBrowser(browser, platform.url, pictures, HOME),
        kitchen=KitchenBrowser(browser, platform.url, pictures),
        rider=RiderBrowser(browser, platform.url, pictures, at(300, -200)),
        admin=AdminBrowser(browser, platform.url, pictures),
    )
    with cast:
        customer, kitchen, rider = cast.customer, cast.kitchen, cast.rider
        customer.sign_in("/sign-in", "cy@example.org", DEMO_PASSWORD)
        kitchen.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        rider.sign_in("/rider/sign-in", "rita@example.org", DEMO_PASSWORD)
        kitchen.page.goto("/restaurant")
        rider.go_online()
        customer.shares_position()
        customer.opens("Pizzeria Rosa")
        customer.chooses("Margherita", "Large", "Classic")
        customer.checks_out()
        customer.pay()
        customer.sees("We have asked")
        number = customer.page.locator("#order-number").inner_text()
        order_id = re.search(r"/orders/([0-9a-f-]{36})", customer.page.url)[1]

        platform.kill("web")
        expect(kitchen.ticket(number)).to_be_visible(timeout=PATIENCE_MS)
        insist(
            lambda: kitchen.ticket(number).get_by_role("button", name=re.compile("Accept ·")),
            lambda: kitchen.ticket(number).get_by_role("button", name="is ready"),
        )

        platform.kill("worker")
        platform.kill("gateway")  # which is to capture just now
        expect(rider.page.locator("#accept-offer")).to_be_visible(timeout=PATIENCE_MS)
        insist(lambda: rider.page.locator("#accept-offer"), lambda: rider.page.locator("#arrive"))

        platform.kill("valkey")
        platform.kill("beat")
        rider.move(ROSA)
        insist(lambda: rider.page.locator("#arrive"), lambda: rider.page.locator("#collect"))

        platform.kill("postgres")
        platform.wait_until_healthy(60)
        insist(lambda: rider.page.locator("#collect"), lambda: rider.page.locator("#at-door"))
        rider.move(HOME)
        rider.page.locator("#at-door").click()
        rider.type_pin(customer.pin())
        expect(rider.page.locator("#job-done")).to_be_visible(timeout=PATIENCE_MS)
        customer.sees("Delivered", PATIENCE_MS)
        customer.picture("delivered-all-the-same")
        rider.go_offline()

    assert_paid_once(platform, order_id)


def insist(button: Callable, until: Callable) -> None:
    """Press as a person does whose screen has just said that the connection is back: again, until
    the next step shows."""
    for _ in range(12):
        with suppress(Error):  # gone (it worked) or not back yet: the next lines tell which
            button().click(timeout=4_000)
        try:
            expect(until()).to_be_visible(timeout=6_000)
        except AssertionError:
            continue
        return
    raise AssertionError("pressed and pressed, and nothing came of it")


def assert_paid_once(platform, order_id: str) -> None:
    """The gateway died when it was to capture: the money may still be on its way when the food is
    there, as the outbox tries again at longer and longer distances."""
    urls = platform.record()["urls"]
    end = time.monotonic() + PATIENCE_MS / 1000
    with psycopg.connect(urls["database"].replace("+psycopg", ""), autocommit=True) as connection:
        [(status, total, paid, captured, intent)] = paid_for(connection, order_id)
        while paid == "authorised" and time.monotonic() < end:
            time.sleep(0.5)
            [(status, total, paid, captured, intent)] = paid_for(connection, order_id)
    assert (status, paid, captured) == ("delivered", "captured", total)
    books = httpx.get(f"{urls['gateway']}/_control/books").json()
    of_this = [one for one in books["payments"] if one["payment_intent"] == intent]
    assert [one["captured"] for one in of_this] == [total]


def paid_for(connection: psycopg.Connection, order_id: str) -> list[tuple]:
    """One row a payment of the order."""
    return connection.execute(
        "SELECT o.status, o.total_minor, p.status, p.captured_minor, p.intent_ref"
        " FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.id = %s",
        [order_id],
    ).fetchall()
