"""What a phone shows of a push, and where a touch of it leads: our service worker in Chromium,
which is handed pushes as its push service would (CDP)."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Worker

from foodapp.ui import pwa
from tests.fixtures.coming_true import comes_true
from tests.fixtures.scripts import Pages

ORDER = {"id": "event-1", "title": "Nonna", "body": "Confirmed.", "tag": "order-1", "at_ms": 1}
ORDER |= {"url": "/orders/1", "stays": False}
# Chromium subscribes at its maker's service, which is not to be reached here: what it answers is
# played, with the key that a subscription was made with.
SUBSCRIBES = """
localStorage.setItem("push", {who});
const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer;
const made = (key) => ({{
  options: {{ applicationServerKey: bytes(key) }},
  toJSON: () => ({{ endpoint: "https://push.example/aaaa", keys: {{ p256dh: "p", auth: "a" }} }}),
  unsubscribe: async () => true,
}});
PushManager.prototype.getSubscription = async () => ({had} ? made({had}) : null);
PushManager.prototype.subscribe = async ({{ applicationServerKey }}) => made(applicationServerKey);
"""


class Phone:
    """A browser whose owner allowed notifications."""

    def __init__(self, browser: Browser, pages: Pages) -> None:
        self.pages = pages
        self.context: BrowserContext = browser.new_context(base_url=pages.url)
        self.context.grant_permissions(["notifications"], origin=pages.url)
        self.page: Page = self.context.new_page()
        self._cdp = self.context.new_cdp_session(self.page)
        known: list[str] = []
        self._cdp.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
        )
        self._cdp.send("ServiceWorker.enable")
        self.page.goto("/elsewhere")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        comes_true(self.page, "navigator.serviceWorker.controller !== null")
        self._registration = known[-1]

    @property
    def worker(self) -> Worker:
        return self.context.service_workers[0]

    def push(self, data: str | dict[str, Any]) -> None:
        """Returns when the worker has done with it: what can be read is answered by a receipt."""
        text = data if isinstance(data, str) else json.dumps(data)
        before = len(self.pages.posted)
        order = {"origin": self.pages.url, "registrationId": self._registration, "data": text}
        self._cdp.send("ServiceWorker.deliverPushMessage", order)
        if isinstance(data, dict):
            self.wait(lambda: len(self.pages.posted) > before)
        else:
            self.wait(self.shown)

    def wait(self, until: Callable[[], object]) -> None:
        give_up = time.monotonic() + 30
        while not until():
            assert time.monotonic() < give_up, "nothing came of it"
            self.page.wait_for_timeout(20)

    def shown(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(
            """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
                 ({ title, body, tag, silent, renotify, requireInteraction, data }) =>
                   ({ title, body, tag, silent, renotify, requireInteraction, data }))"""
        )
        return found

    def put_away(self) -> None:
        self.page.evaluate(
            "navigator.serviceWorker.ready.then((r) => r.getNotifications())"
            ".then((all) => all.forEach((one) => one.close()))"
        )

    def touch(self) -> str:
        """The notification. Chromium lets only a real finger open a window, so it is asked which
        one would be opened."""
        opened: str = self.worker.evaluate(
            """async () => {
                 let opened = "";
                 self.clients.openWindow = async (url) => void (opened = url);
                 const [notification] = await self.registration.getNotifications();
                 const event = new NotificationEvent("notificationclick", { notification });
                 const waits = [];
                 event.waitUntil = (promise) => waits.push(promise);
                 self.dispatchEvent(event);
                 await Promise.all(waits);
                 return opened;
               }"""
        )
        return opened


@pytest.fixture
def phone(browser: Browser, pages: Pages) -> Iterator[Phone]:
    pages.forget()
    phone = Phone(browser, pages)
    yield phone
    phone.context.close()


def test_a_push_is_shown_and_says_so(phone: Phone) -> None:
    phone.push(ORDER | {"stays": True})
    [one] = phone.shown()
    assert (one["title"], one["body"], one["tag"]) == ("Nonna", "Confirmed.", "order-1")
    assert one["requireInteraction"]
    assert one["renotify"]
    assert ("/api/push/receipts", {"sending": "event-1", "what": "shown"}) in phone.pages.posted


@pytest.mark.parametrize("data", ["", "not JSON", "{}", "[]", "null", '{"title": 5}', '{"title"'])
def test_whatever_comes_something_is_shown(phone: Phone, data: str) -> None:
    phone.push(data)
    [one] = phone.shown()
    assert one["title"] == pwa.app_name()
    assert one["body"]


def test_the_next_of_an_order_takes_its_place_and_rings_again(phone: Phone) -> None:
    phone.push(ORDER)
    phone.push(ORDER | {"id": "event-2", "body": "Ready."})
    [one] = phone.shown()
    assert (one["body"], one["renotify"], one["silent"]) == ("Ready.", True, False)


def test_the_same_event_twice_rings_once_also_when_it_was_put_away(phone: Phone) -> None:
    phone.push(ORDER)
    phone.put_away()
    phone.push(ORDER)
    [one] = phone.shown()
    assert (one["silent"], one["renotify"]) == (True, False)


def test_who_looks_at_a_living_page_sees_it_without_a_sound(phone: Phone) -> None:
    phone.pages.connection = "live"
    phone.page.goto("/elsewhere")
    phone.page.bring_to_front()
    phone.push(ORDER)
    [one] = phone.shown()
    assert one["silent"]


def test_a_page_that_has_lost_its_connection_does_not_silence_it(phone: Phone) -> None:
    phone.page.bring_to_front()
    phone.push(ORDER)
    [one] = phone.shown()
    assert not one["silent"]


@pytest.mark.parametrize(
    ("url", "goal"),
    [
        ("/orders/1", "/orders/1"),
        ("/rider?x=1#y", "/rider?x=1#y"),
        ("https://evil.example/x", "/"),
        ("//evil.example/x", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[", "/"),
        (None, "/"),
    ],
)
def test_a_touch_opens_a_page_of_ours(phone: Phone, url: str | None, goal: str) -> None:
    phone.push(ORDER | {"url": url})
    assert phone.touch() == phone.pages.url + goal
    assert phone.shown() == []
    assert phone.pages.posted[-1] == (
        "/api/push/receipts",
        {"sending": "event-1", "what": "opened"},
    )


def test_an_app_that_was_closed_finds_its_way_once(phone: Phone) -> None:
    """iOS opens the first page, whatever was asked for."""
    phone.push(ORDER)
    phone.touch()
    phone.page.goto("/")
    phone.page.wait_for_url("**/orders/1")
    phone.page.goto("/")
    phone.page.wait_for_timeout(300)
    assert phone.page.url == phone.pages.url + "/"


def test_one_that_came_right_is_not_led_astray_later(phone: Phone) -> None:
    phone.push(ORDER)
    assert phone.touch() == phone.pages.url + "/orders/1"
    phone.page.goto("/orders/1")
    is_there = "caches.open('news').then((news) => news.match('/tapped')).then((it) => !!it)"
    phone.wait(lambda: not phone.page.evaluate(is_there))
    phone.page.goto("/")
    phone.page.wait_for_timeout(300)
    assert phone.page.url == phone.pages.url + "/"


@pytest.mark.parametrize(
    ("had", "standing", "who", "renews"),
    [
        ("aaaa", "on", "cy", False),  # all is well
        ("", "on", "cy", True),  # the browser has given it up
        ("bbbb", "stale", "cy", True),  # the platform has another key
        ("aaaa", "lost", "cy", True),  # its service no longer knows it
        ("aaaa", "off", "cy", True),  # somebody signed in anew
        ("", "off", "ana", False),  # who is here now did not switch it on
    ],
)
def test_a_visit_renews_what_was_lost_for_who_switched_it_on(
    phone: Phone, had: str, standing: str, who: str, renews: bool
) -> None:
    phone.pages.told = {"key": "aaaa", "who": who, "standing": standing}
    script = SUBSCRIBES.format(who=json.dumps("cy"), had=json.dumps(had))
    phone.page.add_init_script(script)
    phone.page.goto("/elsewhere?again")
    fresh = {"endpoint": "https://push.example/aaaa", "p256dh": "p", "auth": "a"}
    renewed = ("/api/push/subscription", {**fresh, "made_with": "aaaa"})
    if renews:
        phone.wait(lambda: renewed in phone.pages.posted)
    phone.page.wait_for_timeout(200)
    assert phone.pages.posted.count(renewed) == int(renews)


def test_a_press_switches_it_on_and_off(phone: Phone) -> None:
    phone.pages.told = {"key": "aaaa", "who": "cy", "standing": "off"}
    phone.page.add_init_script(SUBSCRIBES.format(who=json.dumps("nobody"), had=json.dumps("")))
    phone.page.goto("/elsewhere?again")
    assert phone.page.evaluate("foodappPush.standing()") == "off"
    assert phone.page.evaluate("foodappPush.switchOn()") == "on"
    assert phone.page.evaluate("foodappPush.standing()") == "on"
    assert phone.pages.posted[-1][1]["made_with"] == "aaaa"
