import pytest
from sqlmodel import select

from foodapp.alerts.models import Alert
from foodapp.dispatch import carrying, offers, shifts
from foodapp.dispatch.models import DeliveryStatus, IllegalDeliveryMove
from foodapp.kit.errors import NotFound
from foodapp.kit.words import say
from foodapp.orders import endings, pins
from foodapp.orders.models import IllegalMove, Order, OrderStatus
from foodapp.views.console import alert_words
from tests.foodapp.dispatch.conftest import NEAR
from tests.foodapp.dispatch.riding import in_vain, open_offer, search, steps


@pytest.fixture
def mine(session, world, wanted, online):
    """Ravi has accepted the delivery."""
    online(world.rider)
    delivery = offers.accept(session, world.rider, search(session).id)
    session.commit()
    return delivery


def wrong(order: Order) -> str:
    return "0000" if order.pin != "0000" else "1111"


def test_from_the_restaurant_to_the_door(session, world, mine):
    order = session.get_one(Order, mine.order_id)

    carrying.arrive(session, world.rider, mine.id)
    carrying.collect(session, world.rider, mine.id)
    answer = carrying.hand_over(session, world.rider, mine.id, pin=order.pin)

    assert answer.is_right
    assert mine.status is DeliveryStatus.DELIVERED
    assert order.status is OrderStatus.DELIVERED
    assert steps(session, order.id)[-3:] == ["rider_arrived", "order_collected", "order_delivered"]


def test_a_wrong_pin_changes_nothing_and_five_cost_a_minute(session, world, mine, later):
    order = session.get_one(Order, mine.order_id)
    carrying.collect(session, world.rider, mine.id)
    answers = [
        carrying.hand_over(session, world.rider, mine.id, pin=wrong(order)) for _ in range(5)
    ]

    assert not any(answer.is_right for answer in answers)
    assert "ask the customer" in say(answers[0].sentence)
    assert "wait a minute" in say(answers[4].sentence)
    with pytest.raises(pins.PinPaused):
        carrying.hand_over(session, world.rider, mine.id, pin=order.pin)
    later(seconds=61)
    assert carrying.hand_over(session, world.rider, mine.id, pin=order.pin).is_right


def test_food_is_handed_over_only_after_it_was_collected(session, world, mine):
    order = session.get_one(Order, mine.order_id)

    with pytest.raises(IllegalDeliveryMove):
        carrying.hand_over(session, world.rider, mine.id, pin=order.pin)


def test_standing_in_vain_ends_the_order_with_its_reason(session, world, mine, drain_outbox, later):
    carrying.collect(session, world.rider, mine.id)
    with pytest.raises(carrying.UnknownReason):
        carrying.could_not_deliver(session, world.rider, mine.id, reason="tired")

    in_vain(session, world.rider, mine, "refused", later)
    session.commit()
    drain_outbox()

    assert mine.status is DeliveryStatus.FAILED
    assert session.get_one(Order, mine.order_id).status is OrderStatus.FAILED
    assert "did not want it" in alert_words.said(session.exec(select(Alert)).one())


def test_another_riders_delivery_is_not_there(session, world, mine):
    with pytest.raises(NotFound):
        carrying.arrive(session, world.second_rider, mine.id)


def test_whoever_goes_offline_with_food_on_the_way_is_offline_after_it(session, world, mine):
    carrying.collect(session, world.rider, mine.id)
    order = session.get_one(Order, mine.order_id)

    shifts.go_offline(session, world.rider)
    assert shifts.is_online(session, world.rider)
    carrying.hand_over(session, world.rider, mine.id, pin=order.pin)

    assert not shifts.is_online(session, world.rider)


def test_whoever_stays_after_all_is_online_after_the_job(session, world, mine):
    shifts.go_offline(session, world.rider)
    shifts.go_online(session, world.rider)

    carrying.give_back(session, world.rider, mine.id)

    assert shifts.is_online(session, world.rider)


def test_a_delivery_given_back_goes_to_somebody_else(session, world, mine, online, drain_outbox):
    online(world.second_rider, NEAR)

    carrying.give_back(session, world.rider, mine.id)
    session.commit()
    drain_outbox()
    session.expire_all()

    assert mine.status is DeliveryStatus.SEARCHING
    assert open_offer(session).rider_id == world.second_rider.rider_id
    assert "rider_left" in steps(session, mine.order_id)
    shifts.go_offline(session, world.rider)


def test_what_was_collected_cannot_be_given_back(session, world, mine):
    carrying.collect(session, world.rider, mine.id)

    with pytest.raises(IllegalDeliveryMove):
        carrying.give_back(session, world.rider, mine.id)


def test_an_order_that_ended_meanwhile_cannot_be_collected(session, world, mine, drain_outbox):
    endings.cancel_for_support(session, world.admin, mine.order_id, reason="A test.")
    session.commit()

    with pytest.raises(IllegalMove, match="already cancelled"):
        carrying.collect(session, world.rider, mine.id)
    session.rollback()
    drain_outbox()
    session.expire_all()

    assert mine.status is DeliveryStatus.CANCELLED
    shifts.go_offline(session, world.rider)
