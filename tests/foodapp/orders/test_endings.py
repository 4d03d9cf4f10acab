from datetime import timedelta

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import endings, handover, kitchen
from foodapp.orders.kitchen import WrongPin
from foodapp.orders.models import EndedBy, IllegalMove, OrderStatus


def test_cancelling_before_the_answer_is_free(session, world, placed_order):
    order = endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)

    assert (order.status, order.cancel_fee_minor) == (OrderStatus.CANCELLED, 0)
    assert order.ended_by is EndedBy.CUSTOMER


def test_cancelling_what_is_being_cooked_costs_the_food(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)

    with pytest.raises(DomainError, match="just started"):
        endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)
    order = endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=1750)

    assert order.cancel_fee_minor == 1750


def test_a_stranger_cannot_cancel(session, world, placed_order):
    with pytest.raises(NotFound):
        endings.cancel(session, world.stranger, placed_order.id, agreed_fee_minor=0)


def test_an_unanswered_order_expires(session, world, placed_order):
    assert endings.expire_unanswered(session) == 0
    placed_order.answer_by -= timedelta(minutes=11)
    session.flush()

    assert endings.expire_unanswered(session) == 1

    assert placed_order.status is OrderStatus.EXPIRED
    with pytest.raises(IllegalMove):
        kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)


def test_a_silent_restaurant_is_prompted_once(session, world, placed_order):
    assert endings.prompt_silent(session) == 0
    placed_order.answer_by -= timedelta(minutes=4)
    session.flush()

    assert endings.prompt_silent(session) == 1
    assert endings.prompt_silent(session) == 0


def test_a_late_authorisation_does_not_revive_an_ended_order(session, world, placed_order):
    assert endings.payment_failed(session, PLATFORM, placed_order.id, reason="late") is False
    assert placed_order.status is OrderStatus.PLACED


def test_food_changes_hands_against_the_pin(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    handover.collected(session, world.rider, placed_order.id)
    wrong = "0000" if placed_order.pin != "0000" else "1111"

    with pytest.raises(WrongPin):
        handover.delivered(session, world.rider, placed_order.id, pin=wrong)
    order = handover.delivered(session, world.rider, placed_order.id, pin=placed_order.pin)

    assert order.status is OrderStatus.DELIVERED
