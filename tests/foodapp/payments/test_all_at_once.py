"""Messages three times over, shuffled, with the poller in between, from several threads: once."""

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from foodapp.gateways import registry
from foodapp.kit import db, outbox
from foodapp.orders.events import OrderPlaced
from foodapp.orders.models import OrderStatus
from foodapp.payments import paying, polling, webhooks
from foodapp.payments.models import PaymentStatus, WebhookEvent
from tests.fixtures import world as worlds
from tests.fixtures.paying import submit_card
from tests.foodapp.payments.conftest import order_of, payment_of


def test_an_order_is_placed_once_whoever_tells_of_it(real_transactions, valkey, gateway, inbox):
    with db.transaction() as session:
        world = worlds.build(session)
        order = worlds.start_order(session, world)
    # Two tabs ask for the page at once.
    with ThreadPoolExecutor(2) as tabs:
        urls = set(tabs.map(lambda _: paying.open_page(world.customer, order.id), range(2)))
    assert len(urls) == 1
    with gateway.browser() as browser:
        submit_card(browser, payment_of(order.id).page_ref or "")
    while len(inbox.arrived) < 4:
        time.sleep(0.05)

    def tell(message) -> None:
        if message is None:
            with db.transaction() as session:
                refs = polling._refs(session, payment_of(order.id))
            polling._look_up(refs)
        else:
            with db.transaction() as session:
                webhooks.receive(session, "stripe", message)

    verify = registry.gateway("stripe").verify_webhook
    told = [verify(body, {"stripe-signature": sign}) for body, sign in inbox.arrived]
    everything = told * 3 + [None] * 3
    random.Random(7).shuffle(everything)
    with ThreadPoolExecutor(6) as people:
        list(people.map(tell, everything))

    assert payment_of(order.id).status is PaymentStatus.AUTHORISED
    assert order_of(order.id).status is OrderStatus.PLACED
    with db.transaction() as session:
        assert len(outbox.recorded(session, OrderPlaced)) == 1
        stored = {event.event_id for event in session.exec(select(WebhookEvent))}
    assert stored == {json.loads(body)["id"] for body, _ in inbox.arrived}
