"""What a rider does with a delivery: arrive, collect, hand over, or stand there in vain."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import PLATFORM, Platform, Rider
from foodapp.dispatch import deliveries
from foodapp.dispatch.locking import Held, hold
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import endings, handover
from foodapp.orders.events import RiderArrived
from foodapp.orders.timeline import ids, tell

WRONG_PINS_AT_ONCE = 5
PIN_PAUSE = timedelta(minutes=1)
NOBODY = "nobody_there"
REASONS = {
    NOBODY: "Nobody came to the door.",
    "wrong_address": "The address could not be found.",
    "refused": "The customer did not want it.",
    "unsafe": "It was not safe to hand it over.",
    "damaged": "The food was damaged on the way.",
}
CUSTOMERS_FAULT = frozenset({NOBODY, "wrong_address", "refused"})


class UnknownReason(DomainError):
    def __init__(self) -> None:
        super().__init__("Please choose one of the reasons.")


class PinPaused(DomainError):
    def __init__(self) -> None:
        super().__init__("Too many wrong PINs. Please wait a minute and ask the customer again.")


class StillWaiting(DomainError):
    def __init__(self) -> None:
        super().__init__("Please say that nobody is there, and wait until the clock has run out.")


@dataclass(frozen=True)
class PinAnswer:
    """Whether the PIN was right. A wrong one is an answer, not a refusal: it has to be counted,
    and a refusal would undo the count."""

    is_right: bool
    sentence: str


def arrive(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """The rider is at the restaurant."""
    held = mine(session, rider, delivery_id)
    held.delivery.move_to(DeliveryStatus.AT_RESTAURANT)
    held.delivery.arrived_at = clock.now()
    tell(session, rider, held.order, RiderArrived(**ids(held.order)))
    return _told(session, rider, held)


def collect(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """The rider has the food."""
    held = mine(session, rider, delivery_id)
    held.delivery.move_to(DeliveryStatus.COLLECTED)
    handover.collected(session, rider, held.order.id)
    held.delivery.collected_at = clock.now()
    held.delivery.arrived_at = held.delivery.arrived_at or held.delivery.collected_at
    return _told(session, rider, held)


def hand_over(session: Session, rider: Rider, delivery_id: UUID, *, pin: str) -> PinAnswer:
    """The customer says the PIN and has the food."""
    held = mine(session, rider, delivery_id)
    delivery, now = held.delivery, clock.now()
    if delivery.pin_wait_until is not None and now < delivery.pin_wait_until:
        raise PinPaused
    if delivery.status is DeliveryStatus.COLLECTED and pin != held.order.pin:
        return _wrong_pin(delivery)
    delivery.move_to(DeliveryStatus.DELIVERED)
    handover.delivered(session, rider, held.order.id, pin=pin)
    delivery.delivered_at = delivery.ended_at = now
    _told(session, rider, held)
    return PinAnswer(True, "Handed over. Thank you!")


def _wrong_pin(delivery: Delivery) -> PinAnswer:
    delivery.pin_attempts += 1
    if delivery.pin_attempts < WRONG_PINS_AT_ONCE:
        return PinAnswer(False, "That PIN does not match. Please ask the customer again.")
    delivery.pin_attempts = 0
    delivery.pin_wait_until = clock.now() + PIN_PAUSE
    return PinAnswer(False, str(PinPaused()))


def could_not_deliver(
    session: Session, rider: Rider, delivery_id: UUID, *, reason: str
) -> Delivery:
    """The rider has the food, but cannot hand it over. The ride is paid all the same."""
    if reason not in REASONS:
        raise UnknownReason
    held = mine(session, rider, delivery_id)
    until = held.delivery.wait_until
    if reason == NOBODY and (until is None or clock.now() < until):
        raise StillWaiting
    return fail(session, rider, held, reason)


def fail(session: Session, actor: Rider | Platform, held: Held, reason: str) -> Delivery:
    """The delivery and the order end here; what the customer pays says orders.ends."""
    held.delivery.move_to(DeliveryStatus.FAILED)
    held.delivery.failed_reason = REASONS[reason]
    held.delivery.ended_at = clock.now()
    endings.could_not_deliver(
        session,
        actor,
        held.order.id,
        reason=REASONS[reason],
        is_customers_fault=reason in CUSTOMERS_FAULT,
    )
    if held.delivery.rider_id is not None:
        deliveries.tell_rider(session, held.delivery.rider_id, held.delivery)
    return held.delivery


def give_back(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """Something came up before the food was collected: somebody else is asked."""
    return deliveries.release(session, rider, mine(session, rider, delivery_id))


def mine(session: Session, rider: Rider, delivery_id: UUID) -> Held:
    """The rider's own delivery, locked."""
    order_id = session.exec(
        select(Delivery.order_id).where(
            Delivery.id == delivery_id, Delivery.rider_id == rider.rider_id
        )
    ).one_or_none()
    if order_id is None:
        raise NotFound("delivery")
    held = hold(session, PLATFORM, order_id)
    if held.delivery.rider_id != rider.rider_id:  # taken away while we waited
        raise NotFound("delivery")
    return held


def _told(session: Session, rider: Rider, held: Held) -> Delivery:
    deliveries.tell_rider(session, rider.rider_id, held.delivery)
    return held.delivery
