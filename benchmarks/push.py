"""An event to a phone: from the restaurant's yes, through outbox, worker and notifier, to the
payload that a push service of our own has verified and decrypted (tests/fixtures/push_service)."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from benchmarks import cast as casting
from benchmarks.cast import Cast
from benchmarks.figures import Figure, goal, quantile, spread_ms
from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies, Customer
from foodapp.kit.db import transaction
from foodapp.launcher import programs
from foodapp.launcher.supervisor import Supervisor
from foodapp.notifications.webpush import devices, signing
from foodapp.notifications.webpush.encrypting import BrowserKeys
from foodapp.orders import kitchen
from tests.fixtures.push_service import FakeBrowser, PushService
from tests.fixtures.world import person

IN_PROGRESS = 500
EVENTS, WARM_UP = 100, 10
EVERY_S = 1.0  # five hundred orders of forty minutes have about one event a second
GOAL_MS = 300
PATIENCE_S = 60


def measure(cast: Cast, service: PushService) -> list[Figure]:
    """With IN_PROGRESS orders that wait for an answer, each of somebody with a phone."""
    waiting = [_order(cast, service, at) for at in range(IN_PROGRESS)]
    waits = []
    for order_id, phone in waiting[: EVENTS + WARM_UP]:
        began = time.monotonic()
        with transaction() as session:
            kitchen.accept(session, cast.cook, order_id, prep_minutes=20)
        waits.append((phone, began))
        time.sleep(max(0.0, EVERY_S - (time.monotonic() - began)))
    took = [_came(phone) - began for phone, began in waits][WARM_UP:]
    assert not service.refused, service.refused[:3]
    assert all(len(phone.came) == 1 for phone, _ in waits), "one push an event"
    return [
        Figure(
            "an order's news -> decrypted at the push service",
            f"{spread_ms(took)} (p50 / p99)",
            f"{EVENTS} times the kitchen's yes, one every {EVERY_S:.0f} s, with {IN_PROGRESS}"
            " orders in progress; from the start of its transaction, through outbox, worker and"
            " notifier, to the payload that the service has verified and decrypted",
            goal(quantile(took, 0.5) * 1000, GOAL_MS, "ms"),
        )
    ]


def _order(cast: Cast, service: PushService, at: int) -> tuple[UUID, FakeBrowser]:
    phone = service.browser(f"phone-{at}")
    with transaction() as session:
        user = person(session, f"pushed-{at}")
        cookies = Cookies(sid=sessions.open_for(session, user))
        session.flush()  # the subscription names the sign-in
        devices.subscribe(
            session,
            cookies,
            endpoint=phone.endpoint,
            browser=BrowserKeys(phone.p256dh, phone.auth),
            made_with=signing.public_key(),
            device="",
        )
    order_id = casting.start_order(cast, Customer(user.id))
    casting.confirm(order_id)
    return order_id, phone


def _came(phone: FakeBrowser) -> float:
    give_up = time.monotonic() + PATIENCE_S
    while not phone.came:
        assert time.monotonic() < give_up, f"nothing came to {phone.name}"
        time.sleep(0.01)
    return phone.came[0].at


@contextmanager
def senders(home: Path) -> Iterator[None]:
    """The worker, the notifier and the clock of a platform, in these settings."""
    env = dict(os.environ)
    supervisor = Supervisor(home / "senders")
    try:
        supervisor.start(programs.worker(env), programs.notifier(env), programs.beat(home, env))
        time.sleep(8)  # until they have imported what they need
        yield
    finally:
        supervisor.stop()
