import pytest
from sqlmodel import select

from foodapp.autopilot import pickup, taking_over
from foodapp.autopilot.models import Incident
from foodapp.dispatch import offers
from foodapp.dispatch.models import DeliveryStatus
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import kitchen
from foodapp.orders.ends import End, PayBy
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.payments.models import PaymentStatus
from foodapp.views import autopilot
from tests.foodapp.dispatch.riding import delivery_of, open_offer, search
from tests.foodapp.payments.conftest import FOOD, TOTAL, moved

FAR = Position(47.2750, 9.5209)  # some 15 km from Nonna


def hours_of_nobody(later, advance, minutes):
    for _ in range(minutes):
        later(minutes=1)
        advance(1)


def test_further_then_dearer_within_the_limit_then_the_customer_is_asked(
    session, world, accepted, later, advance, steps, told
):
    agreed = delivery_of(session, accepted.id).pay_minor
    later(minutes=4, seconds=1)
    advance()
    assert (steps(accepted), delivery_of(session, accepted.id).search_m) == (["wider"], 20_000)

    later(minutes=2)
    advance()
    later(minutes=2)
    advance()
    delivery = delivery_of(session, accepted.id)
    assert steps(accepted) == ["wider", "raised", "raised_again"]
    assert delivery.raised_minor == 2 * round(agreed * 0.15)
    assert delivery.pay_minor == agreed + delivery.raised_minor
    assert told(accepted, "autopilot_stepped")[-1]["amount_minor"] == delivery.pay_minor

    later(minutes=2)
    advance()
    assert steps(accepted)[-1] == "pickup"
    assert delivery_of(session, accepted.id).status is DeliveryStatus.UNASSIGNED
    assert autopilot.asked(session, world.customer, accepted.id).can_pick_up


def test_a_rider_from_further_away_is_asked_for_the_higher_pay(
    session, world, accepted, online, later, advance
):
    agreed = delivery_of(session, accepted.id).pay_minor
    online(world.rider, FAR)
    assert search(session) is None
    later(minutes=2, seconds=30)
    online(world.rider, FAR)
    later(minutes=2)
    advance()
    offer = open_offer(session)
    assert offer.pay_minor == agreed
    offers.decline(session, world.rider, offer.id)
    online(world.rider, FAR)
    later(minutes=2)
    advance()

    dearer = open_offer(session)
    assert dearer.pay_minor > agreed, "asked again at once: it is not the same offer"
    offers.accept(session, world.rider, dearer.id)
    advance()
    assert session.exec(select(Incident)).one().closed_at is not None


def test_the_customer_comes_for_it_and_pays_neither_delivery_nor_tip(
    session, world, paid, later, advance, in_own, settled, drain_outbox
):
    later(minutes=4, seconds=1)
    advance()
    hours_of_nobody(later, advance, 7)
    with pytest.raises(NotFound):
        in_own(pickup.accept, world.stranger, paid.id)
    in_own(pickup.accept, world.customer, paid.id)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - FOOD)
    assert (paid.fulfilment, paid.to_pay_minor) == (Fulfilment.PICKUP, FOOD)
    assert delivery_of(session, paid.id).status is DeliveryStatus.CANCELLED
    with pytest.raises(pickup.NotOffered):
        in_own(pickup.accept, world.customer, paid.id)
    in_own(kitchen.ready, world.staff, paid.id)
    in_own(kitchen.hand_over, world.staff, paid.id, pin=paid.pin)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, TOTAL, TOTAL - FOOD)
    assert paid.end is End.PICKED_UP_INSTEAD
    amounts = moved(paid)
    assert (Kind.FEES in amounts, Kind.TIPS in amounts, Kind.RIDES in amounts) == (False,) * 3


def test_nobody_at_all_is_cancelled_and_paid_back(session, paid, later, advance, settled):
    later(minutes=41)
    search(session)
    advance()
    later(minutes=20)
    search(session)

    assert settled(paid) == (PaymentStatus.REFUNDED, TOTAL, TOTAL)
    assert paid.end is End.NO_RIDER


def test_a_steered_order_is_neither_raised_nor_cancelled(
    session, world, accepted, later, advance, steps, in_own
):
    in_own(taking_over.take_over, world.admin, accepted.id, reason="I ride myself")
    for minutes in (15, 60, 60):
        later(minutes=minutes)
        search(session)
        advance()

    assert steps(accepted) == []
    assert session.get_one(Order, accepted.id).status is OrderStatus.ACCEPTED
    in_own(taking_over.hand_back, world.admin, accepted.id)
    search(session)
    assert session.get_one(Order, accepted.id).status is OrderStatus.ACCEPTED
    later(minutes=10, seconds=1)
    search(session)
    session.expire_all()
    assert session.get_one(Order, accepted.id).end is End.NO_RIDER


def test_an_order_not_offered_for_pickup_stays_a_delivery(session, world, accepted, in_own):
    with pytest.raises(DomainError, match="being brought"):
        in_own(pickup.accept, world.customer, accepted.id)


def test_cash_is_paid_to_riders_only_so_no_pickup_is_offered(
    session, world, accepted, later, advance, steps, in_own
):
    accepted.pay_by = PayBy.CASH
    later(minutes=4, seconds=1)
    advance()
    hours_of_nobody(later, advance, 7)

    assert steps(accepted) == ["wider", "raised", "raised_again"]
    assert delivery_of(session, accepted.id).status is DeliveryStatus.UNASSIGNED
    assert not autopilot.asked(session, world.customer, accepted.id).can_pick_up
    with pytest.raises(pickup.NotOffered):
        in_own(pickup.accept, world.customer, accepted.id)
