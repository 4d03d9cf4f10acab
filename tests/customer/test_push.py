"""A phone whose page is closed gets the push, and opens the order: from the kitchen's yes through
outbox, notifier, push service and service worker to the page."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session, col, create_engine, select

from foodapp import reactions, worker
from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db
from foodapp.kit.outbox import OutboxEntry
from foodapp.notifications import sending
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.webpush import devices, signing
from foodapp.notifications.webpush.encrypting import BrowserKeys
from foodapp.orders import kitchen, placing
from tests.fixtures.push_service import PushService
from tests.fixtures.site import Site
from tests.fixtures.world import World, start_order

TOUCH = """async () => {
  let opened = "";
  self.clients.openWindow = async (url) => void (opened = url);
  const [notification] = await self.registration.getNotifications();
  if (!notification) return "";
  const event = new NotificationEvent("notificationclick", { notification });
  const waits = [];
  event.waitUntil = (promise) => waits.push(promise);
  self.dispatchEvent(event);
  await Promise.all(waits);
  return opened;
}"""


@pytest.fixture
def at_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own transactions are in the database that the site shows."""
    engine = create_engine(site.environment["DATABASE_URL"])
    monkeypatch.setattr(db, "engine", lambda: engine)
    reactions.assemble(tell=lambda entry_id, names: None)


def carry_out() -> None:
    """What was recorded, as worker and notifier would."""
    with db.reading() as own:
        open_ones = select(OutboxEntry).where(col(OutboxEntry.done_at).is_(None))
        waiting = [one.id for one in own.exec(open_ones) if "tell_customer" in one.reactions]
    for entry_id in waiting:
        assert entry_id is not None
        worker.carry_out(entry_id, "tell_customer")
    sending.send_due(ChannelName.PUSH)


def until(page: Page, look: Callable[[], Any]) -> Any:
    give_up = time.monotonic() + 60
    while not (found := look()):
        assert time.monotonic() < give_up, "nothing came of it"
        page.wait_for_timeout(50)
    return found


def test_a_closed_phone_hears_of_the_order_and_opens_it(
    site: Site,
    site_world: tuple[Session, World],
    browser: Browser,
    push_service: PushService,
    at_the_site: None,
) -> None:
    session, world = site_world
    phone = push_service.browser()
    order = start_order(session, world)
    placing.confirm_authorised(session, PLATFORM, order.id)
    session.commit()
    with db.transaction() as own:
        devices.subscribe(
            own,
            world.cookies["cy"],
            endpoint=phone.endpoint,
            browser=BrowserKeys(phone.p256dh, phone.auth),
            made_with=signing.public_key(),
            device="",
        )
        kitchen.accept(own, world.staff, order.id, prep_minutes=20)
    carry_out()
    [came] = [one for one in phone.came if str(order.id) in json.dumps(one.note)]

    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844})
    context.grant_permissions(["notifications"], origin=site.url)
    context.add_cookies([{"name": "sid", "value": world.cookies["cy"].sid, "url": site.url}])
    page = context.new_page()
    known: list[str] = []
    cdp = context.new_cdp_session(page)
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    page.goto("/orders")
    until(page, lambda: context.service_workers)
    [worker_] = context.service_workers
    until(page, lambda: worker_.evaluate("self.registration.active?.state === 'activated'"))
    page.goto("about:blank")  # nothing of ours is open
    push = {"origin": site.url, "registrationId": known[-1], "data": json.dumps(came.note)}
    cdp.send("ServiceWorker.deliverPushMessage", push)
    opened = until(page, lambda: worker_.evaluate(TOUCH))

    assert opened == f"{site.url}/orders/{order.id}"
    page.goto(opened)
    expect(page.get_by_text(order.number).first).to_be_visible()
    context.close()
