"""It cannot be handed over, says the rider: they wait by a clock that the customer sees, too, and
may contradict."""

from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM, Customer, Rider
from foodapp.dispatch import deliveries, evidence
from foodapp.dispatch.carrying import (
    ANYWHERE,
    NOBODY,
    NOW,
    REASONS,
    UnknownReason,
    mine,
    must_have_it,
)
from foodapp.dispatch.evidence import Step
from foodapp.dispatch.locking import hold
from foodapp.dispatch.models import Delivery
from foodapp.dispatch.settings import settings
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import locking
from foodapp.orders.events import CustomerAbsent, CustomerCame, CustomerObjected
from foodapp.orders.timeline import ids, record

# Every reason has its clock: the setting that says how long.
CLOCKS = MappingProxyType(
    {
        NOBODY: "door_wait_seconds",
        "wrong_address": "door_wait_seconds",
        "refused": "refused_wait_seconds",
        "unsafe": "refused_wait_seconds",
        "damaged": "damaged_wait_seconds",
    }
)


def begin(
    session: Session, rider: Rider, delivery_id: UUID, *, reason: str, ago: timedelta = NOW
) -> Delivery:
    """Starts the clock of this reason; pressed again it goes on as it was. ago: how long before
    now it was pressed; the customer has heard nothing before now."""
    if reason not in REASONS:
        raise UnknownReason
    held = mine(session, rider, delivery_id)
    must_have_it(held)
    delivery = held.delivery
    if delivery.wait_until is not None:
        return delivery
    evidence.take(session, delivery, Step.IN_VAIN, ago=ago, is_on_the_way=reason in ANYWHERE)
    until = clock.now() + timedelta(seconds=getattr(settings(), CLOCKS[reason]))
    delivery.claim, delivery.wait_until, delivery.objected_at = reason, until, None
    event = CustomerAbsent(**ids(held.order), until=until, reason=reason)
    record(session, rider, held.order, event)
    deliveries.tell_rider(session, rider.rider_id, delivery)
    return delivery


def nobody_there(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    return begin(session, rider, delivery_id, reason=NOBODY)


def they_came(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """It can be handed over after all: the clock stops."""
    held = mine(session, rider, delivery_id)
    must_have_it(held)
    if held.delivery.wait_until is None:
        raise DomainError(t("Nobody has to come to the door for this order."))
    held.delivery.wait_until, held.delivery.claim = None, ""
    record(session, rider, held.order, CustomerCame(**ids(held.order)))
    deliveries.tell_rider(session, rider.rider_id, held.delivery)
    return held.delivery


def object_to(session: Session, customer: Customer, order_id: UUID) -> Delivery:
    """The customer is there and wants the food: the clock goes on, and then a person decides,
    whatever the rider can prove."""
    order = locking.lock(session, customer, order_id)  # only their own
    held = hold(session, PLATFORM, order.id)
    must_have_it(held)
    if held.delivery.wait_until is None:
        raise DomainError(t("Your rider is still on the way to you."))
    if held.delivery.objected_at is None:
        held.delivery.objected_at = clock.now()
        record(session, customer, order, CustomerObjected(**ids(order)))
        if held.delivery.rider_id is not None:
            deliveries.tell_rider(session, held.delivery.rider_id, held.delivery)
    return held.delivery
