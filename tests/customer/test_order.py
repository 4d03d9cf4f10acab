"""Following an order, from the payment page to the rating."""

from uuid import uuid4

import pytest
from sqlmodel import select

from customer.order.state import OrderScreen
from customer.orders.state import Orders
from foodapp.accounts.actors import PLATFORM
from foodapp.orders import basket, kitchen, placing
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.payments import polling
from foodapp.reviews.models import Review
from foodapp.ui.live import hub
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab


@pytest.fixture
def eaten(session, world, placed_order):
    placed_order.fulfilment = Fulfilment.PICKUP
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)
    kitchen.hand_over(session, world.staff, placed_order.id, pin=placed_order.pin)
    session.commit()
    return placed_order


async def opened(world, order_id, name="cy", query=""):
    tab = Tab(world.cookies[name]).at(f"/orders/{order_id}{query}")
    event = await tab.call(OrderScreen, "load")
    return tab, tab.screen(OrderScreen), event


async def test_the_return_address_proves_nothing(session, world, monkeypatch):
    order = worlds.start_order(session, world)
    session.commit()
    asked = []
    monkeypatch.setattr(polling, "look_up_now", lambda customer, id_: asked.append(id_))

    tab, screen, event = await opened(world, order.id, query="?paid=1")

    assert screen.confirming is True
    assert screen.order.status == OrderStatus.AWAITING_PAYMENT
    assert event is not None
    await tab.call(OrderScreen, "look_up")
    assert asked == [order.id]
    assert screen.confirming is True
    placing.confirm_authorised(session, PLATFORM, order.id)
    session.commit()
    await tab.call(OrderScreen, "refresh")
    assert (screen.confirming, screen.order.headline) == (False, "We have asked Nonna.")


async def test_an_order_abandoned_on_the_payment_page_can_be_paid(session, world):
    order = worlds.start_order(session, world)
    session.commit()

    _, screen, event = await opened(world, order.id)

    assert (screen.confirming, event) == (False, None)
    assert screen.order.is_unpaid
    assert screen.order.headline == "Waiting for your payment."


@pytest.mark.parametrize("wrong", [uuid4(), "x", "%00", "", "' OR 1=1"])
async def test_an_unknown_order_is_said_to_be_missing(world, wrong):
    _, screen, _ = await opened(world, wrong)

    assert (screen.missing, screen.order.id) == (True, "")


async def test_somebody_elses_order_is_missing_and_not_listened_to(world, placed_order):
    tab, screen, _ = await opened(world, placed_order.id, name="sid")

    assert (screen.missing, screen.order.headline) == (True, "")
    await tab.call(OrderScreen, "cancel")
    assert screen.error == "We could not find that order."


async def test_the_page_listens_to_its_own_order(world, placed_order, monkeypatch):
    watched = []
    monkeypatch.setattr(hub, "watch", lambda token, names: watched.append(set(names)))

    await opened(world, placed_order.id)

    assert watched == [{f"order:{placed_order.id}"}]


async def test_cancelling_costs_what_was_stated_or_asks_again(session, world, placed_order):
    tab, screen, _ = await opened(world, placed_order.id)
    await tab.call(OrderScreen, "ask_to_cancel")
    assert screen.cancelling is True
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()

    await tab.call(OrderScreen, "cancel")

    assert screen.error == "The kitchen has just started on your order. Please look again."
    assert screen.order.status == OrderStatus.ACCEPTED
    assert screen.order.cancel_fee_minor == 1750
    await tab.call(OrderScreen, "cancel")
    assert screen.order.status == OrderStatus.CANCELLED


async def test_rating_once(session, world, eaten):
    tab, screen, _ = await opened(world, eaten.id)
    assert screen.may_rate is True
    await tab.call(OrderScreen, "rate_food", number=5)
    await tab.call(OrderScreen, "thumb", line_id=screen.order.lines[0].id, liked=True)
    await tab.call(OrderScreen, "thumb", line_id=str(uuid4()), liked=True)

    await tab.call(OrderScreen, "send_rating", form={"text": "Crisp."})
    assert (screen.may_rate, screen.review.text) == (False, "Crisp.")
    await tab.call(OrderScreen, "send_rating", form={"text": "Again"})

    assert screen.error == "You have already rated this order. Thank you!"
    assert len(session.exec(select(Review)).all()) == 1


async def test_the_same_again_leads_to_the_basket(session, world, eaten):
    tab, _, _ = await opened(world, eaten.id)

    event = await tab.call(OrderScreen, "order_again")

    assert "/basket" in str(event)
    assert basket.priced(session, world.customer) is not None


async def test_the_list_asks_before_it_replaces_another_basket(session, world, eaten):
    basket.add(session, world.customer, restaurant_id=world.rival, item_id=world.ribs)
    session.commit()
    tab = Tab(world.cookies["cy"]).at("/orders")
    await tab.call(Orders, "load")
    screen = tab.screen(Orders)
    assert [order.id for order in screen.past] == [str(eaten.id)]
    assert screen.rateable == [str(eaten.id)]

    assert await tab.call(Orders, "order_again", order_id=str(eaten.id)) is None
    assert screen.other_basket == "Your basket has dishes from Rival. Start a new one?"
    assert "/basket" in str(await tab.call(Orders, "start_afresh"))

    assert basket.priced(session, world.customer).restaurant.id == world.nonna


async def test_a_guest_is_sent_to_sign_in_and_back(world, placed_order):
    tab = Tab().at(f"/orders/{placed_order.id}")

    event = await tab.call(OrderScreen, "load")

    assert f"/sign-in?next=/orders/{placed_order.id}" in str(event)


async def test_ordering_again_from_a_strangers_order_is_refused(session, world, eaten):
    tab = Tab(world.cookies["sid"]).at("/orders")

    await tab.call(Orders, "order_again", order_id=str(eaten.id))

    assert tab.screen(Orders).error == "We could not find that order."
    assert session.exec(select(Order.customer_id)).all() == [world.customer.user_id]
