"""How often the digits of an order may be guessed, at the door and over the counter."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.alerts.models import Alert, AlertKind
from foodapp.dispatch import carrying, offers
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.orders import kitchen, pins
from foodapp.orders.models import Fulfilment, OrderStatus
from foodapp.orders.settings import settings
from foodapp.views.console import alert_words
from tests.foodapp.dispatch.conftest import later, online
from tests.foodapp.dispatch.riding import delivery_of, search

__all__ = ["later", "online"]
MAX = 15


@pytest.fixture
def ready(session, world, placed_order, drain_outbox):
    """To be picked up at the counter."""
    placed_order.fulfilment = Fulfilment.PICKUP
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)
    session.commit()
    drain_outbox()
    return placed_order


@pytest.fixture
def brought(session, world, placed_order, online, drain_outbox):
    """Ravi has it; its delivery's id."""
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    online(world.rider)
    delivery = delivery_of(session, placed_order.id)
    offers.accept(session, world.rider, search(session).id)
    carrying.collect(session, world.rider, delivery.id)
    session.commit()
    return delivery


def wrong(order):
    return "0000" if order.pin != "0000" else "1111"


def guess_until_locked(guess, later):
    """Five at a time, a minute between; returns how many were answered."""
    answered = 0
    for _ in range(200):
        try:
            assert not guess().is_right
        except pins.PinIsLocked:
            return answered
        except pins.PinPaused:
            later(seconds=61)
            continue
        answered += 1
    raise AssertionError("never locked")


def test_the_pick_up_code_cannot_be_guessed(session, world, ready, later):
    assert settings().pin_most_wrong == MAX
    answered = guess_until_locked(
        lambda: kitchen.hand_over(session, world.staff, ready.id, pin=wrong(ready)), later
    )

    assert answered == MAX
    with pytest.raises(pins.PinIsLocked):
        kitchen.hand_over(session, world.staff, ready.id, pin=ready.pin)
    assert ready.status is OrderStatus.READY


def test_the_pin_at_the_door_has_a_cap_for_life(session, world, brought, placed_order, later):
    answered = guess_until_locked(
        lambda: carrying.hand_over(session, world.rider, brought.id, pin=wrong(placed_order)), later
    )

    assert answered == MAX


def test_a_locked_pin_tells_a_person_who_gives_the_customer_a_new_one(
    session, world, ready, later, drain_outbox
):
    before = ready.pin
    guess_until_locked(
        lambda: kitchen.hand_over(session, world.staff, ready.id, pin=wrong(ready)), later
    )
    session.commit()
    drain_outbox()
    [alert] = session.exec(select(Alert).where(Alert.kind == AlertKind.PIN_LOCKED)).all()
    assert ready.number in alert_words.said(alert)

    with pytest.raises(NotAllowed):
        pins.renew(session, Admin(world.admin.user_id, AdminRole.VIEWER), ready.id, reason="No")
    pins.renew(session, world.admin, ready.id, reason="Spoke with Cy.")

    assert ready.pin != before
    assert kitchen.hand_over(session, world.staff, ready.id, pin=ready.pin).is_right
    assert ready.status is OrderStatus.DELIVERED


def test_what_has_ended_has_no_new_pin(session, world, ready):
    kitchen.hand_over(session, world.staff, ready.id, pin=ready.pin)

    with pytest.raises(DomainError, match="has ended"):
        pins.renew(session, world.admin, ready.id, reason="Too late.")


def test_guesses_for_an_order_that_is_not_ready_are_no_guesses(session, world, ready):
    kitchen.hand_over(session, world.staff, ready.id, pin=ready.pin)

    with pytest.raises(DomainError, match="already delivered"):
        kitchen.hand_over(session, world.staff, ready.id, pin="none")
    assert ready.pin_wrong == 0
