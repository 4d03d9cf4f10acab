"""What a rider presses without a network is sent once, in order, and a refusal is told."""

import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.fixtures.scripts import Pages
from tests.fixtures.worker_pages import KEEP, opened, wait

REFUSALS = """new Promise((done) => {
  const asking = indexedDB.open("foodapp");
  asking.onsuccess = () => {
    const rows = asking.result.transaction("refusals").objectStore("refusals").getAll();
    rows.onsuccess = () => { asking.result.close(); done(rows.result.map((one) => one.words)); };
  };
})"""
RIDER = "7d5f5a3e-0000-4000-8000-000000000001"
RIDE = {
    "id": "7d5f5a3e-0000-4000-8000-000000000002", "number": "SF-8", "status": "assigned",
    "restaurant": "Nonna", "restaurant_address": "Städtle 1", "restaurant_phone": "",
    "customer": "Cy", "street": "Städtle 5", "city": "9490 Vaduz", "address_note": "2nd floor",
    "cash": "", "contents": [{"quantity": 2, "name": "Margherita", "details": ""}],
}  # fmt: skip


def carried_out(path: str, body: object) -> object:
    """As /api/rider/presses answers."""
    if path != "/api/rider/presses" or not isinstance(body, dict):
        return {"taken": 1}
    time.sleep(0.2)  # so that two senders would overlap
    return {"answers": [{"id": one["id"], "refused": ""} for one in body["presses"]]}


@pytest.fixture
def phone(context: BrowserContext, pages: Pages) -> Page:
    """Of a rider who is on the way."""
    pages.answers = carried_out
    page = opened(context)
    kept = {"kind": "ride", "box": f"rider.{RIDER}", "what": RIDE}
    page.evaluate(KEEP, ["/rider", kept])
    return page


def back(phone: Page) -> None:
    """The page that stood in gives way by itself."""
    expect(phone.locator("[data-connection]")).to_be_visible()


def sent(pages: Pages) -> list[tuple[str, str]]:
    queues = [body["presses"] for path, body in pages.posted if path == "/api/rider/presses"]
    return [(one["verb"], one["said"]) for queue in queues for one in queue]


def test_a_whole_ride_is_pressed_without_a_network_and_sent_once_in_order(
    phone: Page, pages: Pages
) -> None:
    phone.context.set_offline(True)
    phone.goto("/rider")
    mine = phone.locator("#mine")
    expect(mine).to_contain_text("Collect at Nonna, Städtle 1")
    for name in ("arrive", "collect", "at-door"):
        phone.locator(f"#{name}").click()
    phone.locator("#pin").fill("4711")
    phone.get_by_role("button", name="Hand over").click()
    expect(mine).to_contain_text("4 presses will be sent")
    phone.reload()  # they outlive it
    expect(mine).to_contain_text("4 presses will be sent")

    phone.context.set_offline(False)
    back(phone)
    # Both triggers, several times: the page's own, and what background sync does.
    send = "navigator.serviceWorker.controller.postMessage({ kind: 'send' })"
    phone.evaluate(f"for (let n = 0; n < 5; n++) {send}")
    wait(phone, lambda: len(sent(pages)) >= 4)
    phone.wait_for_timeout(1_500)
    assert sent(pages) == [("arrive", ""), ("collect", ""), ("at_door", ""), ("hand_over", "4711")]


def test_a_press_corrects_the_one_before_it(phone: Page, pages: Pages) -> None:
    phone.context.set_offline(True)
    kept = {"kind": "ride", "box": f"rider.{RIDER}", "what": RIDE | {"status": "collected"}}
    phone.evaluate(KEEP, ["/rider", kept])
    phone.goto("/rider")
    phone.locator("#at-door").click()
    phone.get_by_text("I can't hand it over").click()
    phone.locator("#reason-nobody_there").click()
    expect(phone.locator("#mine")).to_contain_text("2 presses will be sent")
    phone.context.set_offline(False)
    wait(phone, lambda: len(sent(pages)) >= 2)
    assert sent(pages) == [("at_door", ""), ("could_not_deliver", "nobody_there")]


def test_what_the_server_refused_waits_for_the_next_page(phone: Page, pages: Pages) -> None:
    words = "Pressed without a network, and too late: that delivery is no longer yours."
    pages.answers = lambda path, body: {
        "answers": [{"id": one["id"], "refused": words} for one in body["presses"]]
    }
    phone.context.set_offline(True)
    phone.goto("/rider")
    phone.locator("#arrive").click()
    expect(phone.locator("#mine")).to_contain_text("1 press will be sent")
    phone.context.set_offline(False)
    back(phone)
    wait(phone, lambda: phone.evaluate(REFUSALS) == [words])


def test_a_server_that_fails_keeps_the_queue(phone: Page, pages: Pages) -> None:
    def fails(path: str, body: object) -> object:
        raise ConnectionError

    pages.answers = fails
    phone.context.set_offline(True)
    phone.goto("/rider")
    phone.locator("#arrive").click()
    expect(phone.locator("#mine")).to_contain_text("1 press will be sent")
    phone.context.set_offline(False)
    back(phone)
    wait(phone, lambda: sent(pages))
    pages.answers = carried_out
    phone.goto("/elsewhere")  # comes back to it
    wait(phone, lambda: len(sent(pages)) >= 2)
    first, *others = [
        body["presses"][0]["id"] for path, body in pages.posted if path == "/api/rider/presses"
    ]
    assert set(others) == {first}  # under the same name
