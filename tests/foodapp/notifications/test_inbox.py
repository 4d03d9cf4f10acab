"""The inbox of each persona, through the guard."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from foodapp.kit import clock
from foodapp.kit.errors import NotFound
from foodapp.notifications import preferences, reading, recipients, telling
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.preferences import MustHear
from foodapp.ui import live
from foodapp.views import inbox
from tests.fixtures.screens import Tab

from admin.inbox.state import Inbox as AdminInbox  # isort: skip
from customer.inbox.state import Inbox as CustomerInbox  # isort: skip
from restaurant.inbox.state import Inbox as RestaurantInbox  # isort: skip
from rider.inbox.state import Inbox as RiderInbox  # isort: skip

FACTS = {"restaurant": "Nonna", "order": "A-1", "at": "18:40", "alert": "no_rider"}
FACTS |= {"alert_id": "x", "order_id": "x", "amount": "5", "offer_id": "x"}
PERSONAS = {
    "cy": (CustomerInbox, "order_confirmed"),
    "ana": (RestaurantInbox, "order_arrived"),
    "ravi": (RiderInbox, "delivery_offered"),
    "ada": (AdminInbox, "alert_urgent"),
}


@pytest.fixture(autouse=True)
def watched(monkeypatch) -> list[str]:
    topics: list[str] = []
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: topics.extend(names))
    return topics


def actor_of(world, name):
    return {"cy": world.customer, "ana": world.staff, "ravi": world.rider, "ada": world.admin}[name]


@pytest.mark.parametrize("name", PERSONAS)
async def test_everybody_has_an_inbox_of_their_own(session, world, watched, name):
    state, kind = PERSONAS[name]
    actor = actor_of(world, name)
    for key in ("a", "b"):
        telling.tell(
            session, kind, recipients.of_actor(actor), key=key, link="/orders", facts=FACTS
        )
    session.commit()
    tab = Tab(world.cookies[name])
    await tab.call(state, "load")
    screen = tab.screen(state)
    assert (len(screen.entries), screen.unread) == (2, 2)
    assert f"inbox:{actor.user_id}" in watched
    assert screen.kinds
    for other in PERSONAS:
        if other != name:
            assert inbox.page(session, actor_of(world, other)).entries == []


def test_what_is_read_is_counted_no_more_and_is_nobody_else_s(session, world):
    to = recipients.customer(world.customer.user_id)
    told = telling.tell(session, "order_confirmed", to, key="a", facts=FACTS)
    session.commit()
    with pytest.raises(NotFound):
        reading.read(session, world.stranger, told.id)
    assert inbox.unread(session, world.customer) == 1
    reading.read(session, world.customer, told.id)
    session.commit()
    assert inbox.unread(session, world.customer) == 0
    reading.read_all(session, world.customer)


def test_what_is_to_be_told_later_stands_nowhere_yet(session, world):
    to = recipients.customer(world.customer.user_id)
    later = clock.now() + timedelta(hours=3)
    telling.tell(session, "rating_wanted", to, key="a", facts=FACTS, at=later)
    session.commit()
    assert inbox.page(session, world.customer).entries == []
    assert inbox.unread(session, world.customer) == 0
    with time_machine.travel(later + timedelta(minutes=1)):
        assert len(inbox.page(session, world.customer).entries) == 1


def test_what_is_secret_stands_in_no_inbox(session, world):
    to = recipients.customer(world.customer.user_id)
    facts = {"card_id": str(UUID(int=1)), "purchase_id": str(UUID(int=1)), "amount": "10"}
    telling.tell(session, "gift_card_bought", to, key="a", facts=facts)
    session.commit()
    [entry] = inbox.page(session, world.customer).entries
    assert (entry.title, entry.text) == ("Your gift card of 10", "")


def test_what_is_essential_cannot_be_turned_off(session, world):
    with pytest.raises(MustHear):
        preferences.choose(
            session, world.customer, "gift_card_bought", channel=ChannelName.MAIL, is_on=False
        )
    with pytest.raises(NotFound):
        preferences.choose(
            session, world.customer, "nothing", channel=ChannelName.MAIL, is_on=False
        )
