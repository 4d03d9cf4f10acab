"""What the kitchen does with an order: accept it, reject it, delay it, pack it, hand it over."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import arrival, endings, missing, offers, pins
from foodapp.orders.ends import End
from foodapp.orders.events import (
    OrderAccepted,
    OrderDelayed,
    OrderDelivered,
    OrderReady,
    OrderRejected,
)
from foodapp.orders.locking import lock
from foodapp.orders.models import EndedBy, Fulfilment, IllegalMove, Order, OrderStatus
from foodapp.orders.pins import PinAnswer
from foodapp.orders.timeline import ids, record

PREP_MINUTES = range(5, 121)
DELAY_MINUTES = range(5, 61)
# Codes; their words: views.end_words.
REJECT_REASONS = ("too_busy", "sold_out", "closing", "no_such_address", "other")
CANCEL_REASONS = ("sold_out", "broken", "too_busy", "closing", "other")


class UnlikelyPrepTime(DomainError):
    def __init__(self) -> None:
        least, most = PREP_MINUTES[0], PREP_MINUTES[-1]
        super().__init__(t("Prep time must be {least} to {most} minutes.", least=least, most=most))


class UnlikelyDelay(DomainError):
    def __init__(self) -> None:
        least, most = DELAY_MINUTES[0], DELAY_MINUTES[-1]
        super().__init__(t("A delay must be {least} to {most} minutes.", least=least, most=most))


class UnknownReason(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Please choose one of the reasons."))


class WrongPin(DomainError):
    def __init__(self) -> None:
        super().__init__(t("That PIN does not match. Please ask the customer again."))


class NotYours(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This order is brought by a rider, not handed over at the counter."))


def accept(session: Session, staff: RestaurantStaff, order_id: UUID, *, prep_minutes: int) -> Order:
    """Take the order on and promise when it will be ready: prep_minutes from now, or, for an
    order wanted later, in time for it."""
    if prep_minutes not in PREP_MINUTES:
        raise UnlikelyPrepTime
    order = lock(session, staff, order_id)
    order.move_to(OrderStatus.ACCEPTED)
    order.accepted_at = clock.now()
    order.prep_minutes = prep_minutes
    order.ready_by = arrival.ready_by(order, order.accepted_at + timedelta(minutes=prep_minutes))
    order.arrive_by = arrival.arrive_by(order)
    event = OrderAccepted(
        **ids(order),
        prep_minutes=prep_minutes,
        ready_by=order.ready_by,
        is_delivery=order.fulfilment is Fulfilment.DELIVERY,
    )
    record(session, staff, order, event)
    return order


def reject(session: Session, staff: RestaurantStaff, order_id: UUID, *, reason: str) -> Order:
    """Refuse the order; the customer pays nothing."""
    if reason not in REJECT_REASONS:
        raise UnknownReason
    order = lock(session, staff, order_id)
    endings.end_order(session, order, End.REJECTED, EndedBy.RESTAURANT, reason)
    record(session, staff, order, OrderRejected(**ids(order), reason=reason))
    return order


def cancel(session: Session, staff: RestaurantStaff, order_id: UUID, *, reason: str) -> Order:
    """Said yes, and cannot make it after all; the customer pays nothing."""
    if reason not in CANCEL_REASONS:
        raise UnknownReason
    return endings.cancel_for_restaurant(session, staff, order_id, code=reason)


def delay(session: Session, staff: RestaurantStaff, order_id: UUID, *, minutes: int) -> Order:
    """Move the promise back by so many minutes; the customer is told."""
    if minutes not in DELAY_MINUTES:
        raise UnlikelyDelay
    order = lock(session, staff, order_id)
    if order.status is not OrderStatus.ACCEPTED or order.ready_by is None:
        raise DomainError(t("Only an order that is being cooked can be delayed."))
    order.ready_by = max(order.ready_by, clock.now()) + timedelta(minutes=minutes)
    order.arrive_by, order.told_until = arrival.arrive_by(order), None  # which they hear now
    record(session, staff, order, OrderDelayed(**ids(order), ready_by=order.ready_by))
    return order


def ready(session: Session, staff: RestaurantStaff, order_id: UUID) -> Order:
    """Packed: the rider, or the customer, can come for it."""
    order = lock(session, staff, order_id)
    if asked := missing.asked(session, order.id):
        raise DomainError(
            t(
                "The customer is still choosing about {dish}."
                " Wait for the answer, or take it off the order.",
                dish=asked[0].dish,
            )
        )
    order.move_to(OrderStatus.READY)
    order.ready_at = clock.now()
    is_delivery = order.fulfilment is Fulfilment.DELIVERY
    record(session, staff, order, OrderReady(**ids(order), is_delivery=is_delivery))
    return order


def hand_over(session: Session, staff: RestaurantStaff, order_id: UUID, *, pin: str) -> PinAnswer:
    """Give a pick-up order to the customer who says its PIN."""
    order = lock(session, staff, order_id)
    if order.fulfilment is not Fulfilment.PICKUP:
        raise NotYours
    if order.status is not OrderStatus.READY:
        raise IllegalMove(order.status, OrderStatus.DELIVERED)  # nothing to guess for
    answer = pins.check(session, staff, order, pin)
    if not answer.is_right:
        return answer
    order.end_as(order.good_end, EndedBy.RESTAURANT)
    offers.give_back(session, order)
    order.delivered_at = order.ended_at
    record(session, staff, order, OrderDelivered(**ids(order)))
    return answer
