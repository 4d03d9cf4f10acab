"""What a rider does with a delivery: arrive, collect, hand over, or stand there in vain.

Where they were is kept with each step (dispatch.evidence). Who is far away has neither arrived nor
collected. Who cannot prove that they were there is believed as far as it costs nobody anything:
an admin hears of food that was collected so, and what could not be handed over so is decided by a
person before anybody pays (dispatch.doubts).
"""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import PLATFORM, Admin, Platform, Rider
from foodapp.dispatch import deliveries, evidence, leaving
from foodapp.dispatch.evidence import Evidence, Step, Verdict
from foodapp.dispatch.locking import LockedDelivery, hold
from foodapp.dispatch.models import Delivery, DeliveryStatus, IllegalDeliveryMove
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Distance
from foodapp.kit.words import t
from foodapp.orders import endings, handover, pins
from foodapp.orders.events import DeliveryDoubted, RiderArrived, RiderAtDoor, RiderUnproven
from foodapp.orders.pins import PinAnswer
from foodapp.orders.timeline import ids, record
from foodapp.restaurants.models import Restaurant

NOBODY = "nobody_there"
REASONS = (NOBODY, "wrong_address", "refused", "unsafe", "damaged")  # words: views.end_words
CUSTOMERS_FAULT = frozenset({NOBODY, "wrong_address", "refused"})
ANYWHERE = frozenset({"damaged"})  # what need not happen at the door
NOW = timedelta(0)


class UnknownReason(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Please choose one of the reasons."))


class StillWaiting(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Please say what happened, and wait until the clock has run out."))


class TooFar(DomainError):
    def __init__(self, place: str, away: Distance) -> None:
        super().__init__(
            t(
                "Your phone says that you are {away} from {place}. Press again when you are there."
                " If you are, let the restaurant press “Given to the rider”.",
                away=away,
                place=place,
            )
        )


def arrive(session: Session, rider: Rider, delivery_id: UUID, *, ago: timedelta = NOW) -> Delivery:
    """The rider is at the restaurant. ago: how long before now they pressed."""
    held = mine(session, rider, delivery_id)
    _must_not_be_far(session, held, evidence.take(session, held.delivery, Step.ARRIVED, ago=ago))
    held.delivery.move_to(DeliveryStatus.AT_RESTAURANT)
    held.delivery.arrived_at = clock.now()
    record(session, rider, held.order, RiderArrived(**ids(held.order)))
    return _told(session, rider, held)


def collect(session: Session, rider: Rider, delivery_id: UUID, *, ago: timedelta = NOW) -> Delivery:
    """The rider has the food."""
    held = mine(session, rider, delivery_id)
    proof = evidence.take(session, held.delivery, Step.COLLECTED, ago=ago)
    _must_not_be_far(session, held, proof)
    held.delivery.move_to(DeliveryStatus.COLLECTED)
    handover.collected(session, rider, held.order.id)
    held.delivery.collected_at = clock.now()
    held.delivery.arrived_at = held.delivery.arrived_at or held.delivery.collected_at
    if not proof.is_proof:
        seen = evidence.seen(proof)
        event = RiderUnproven(**ids(held.order), rider_id=rider.rider_id, seen=seen)
        record(session, rider, held.order, event)
    return _told(session, rider, held)


def _must_not_be_far(session: Session, held: LockedDelivery, found: Evidence) -> None:
    if found.verdict is Verdict.FAR:
        shop = session.get_one(Restaurant, held.delivery.restaurant_id)
        raise TooFar(shop.name, Distance(found.distance_m or 0))


def at_door(session: Session, rider: Rider, delivery_id: UUID, *, ago: timedelta = NOW) -> Delivery:
    """The rider stands at the customer's door; the PIN says whether it is so."""
    held = mine(session, rider, delivery_id)
    must_have_it(held)
    found = evidence.take(session, held.delivery, Step.AT_DOOR, ago=ago)
    if held.delivery.at_door_at is None:
        held.delivery.at_door_at = clock.now()
        seen = evidence.seen(found)
        record(session, rider, held.order, RiderAtDoor(**ids(held.order), seen=seen))
    return held.delivery


def hand_over(session: Session, rider: Rider, delivery_id: UUID, *, pin: str) -> PinAnswer:
    """The customer says the PIN and has the food."""
    held = mine(session, rider, delivery_id)
    if held.delivery.status is not DeliveryStatus.COLLECTED:
        raise IllegalDeliveryMove(held.delivery.status, DeliveryStatus.DELIVERED)
    answer = pins.check(session, rider, held.order, pin)
    if not answer.is_right:
        return answer
    held.delivery.move_to(DeliveryStatus.DELIVERED)
    handover.delivered(session, rider, held.order.id, pin=pin)
    held.delivery.delivered_at = held.delivery.ended_at = clock.now()
    _end_job(session, held.delivery)
    return answer


def could_not_deliver(
    session: Session, rider: Rider, delivery_id: UUID, *, reason: str
) -> Delivery:
    """The clock of this reason has run out (dispatch.waiting), and nobody has the food."""
    if reason not in REASONS:
        raise UnknownReason
    held = mine(session, rider, delivery_id)
    until = held.delivery.wait_until
    if until is None or clock.now() < until or claim_of(held.delivery) != reason:
        raise StillWaiting
    return leave(session, rider, held)


def leave(session: Session, actor: Rider | Platform, held: LockedDelivery) -> Delivery:
    """The clock has run out: with proof that the rider was there all the time the order ends here,
    else a person decides."""
    delivery, reason = held.delivery, claim_of(held.delivery)
    left = evidence.take(session, delivery, Step.LEFT, is_on_the_way=reason in ANYWHERE)
    began = evidence.latest(session, delivery, Step.IN_VAIN)
    if delivery.objected_at is None and left.is_proof and began is not None and began.is_proof:
        return fail(session, actor, held, is_customers_fault=reason in CUSTOMERS_FAULT)
    return _doubt(session, actor, held, left)


def _doubt(
    session: Session, actor: Rider | Platform, held: LockedDelivery, left: Evidence
) -> Delivery:
    delivery = held.delivery
    reason = claim_of(delivery)
    delivery.move_to(DeliveryStatus.IN_DOUBT)
    delivery.failed_reason = reason
    seen = evidence.seen(left)
    record(session, actor, held.order, DeliveryDoubted(**ids(held.order), reason=reason, seen=seen))
    _end_job(session, delivery)
    return delivery


def fail(
    session: Session,
    actor: Rider | Platform | Admin,
    held: LockedDelivery,
    *,
    is_customers_fault: bool,
) -> Delivery:
    """The delivery and the order end here; what the customer pays says orders.ends."""
    reason = claim_of(held.delivery)
    held.delivery.move_to(DeliveryStatus.FAILED)
    held.delivery.failed_reason = reason
    held.delivery.ended_at = clock.now()
    endings.could_not_deliver(
        session, actor, held.order.id, reason=reason, is_customers_fault=is_customers_fault
    )
    _end_job(session, held.delivery)
    return held.delivery


def claim_of(delivery: Delivery) -> str:
    return delivery.claim or NOBODY


def must_have_it(held: LockedDelivery) -> None:
    if held.delivery.status is not DeliveryStatus.COLLECTED:
        raise IllegalDeliveryMove(held.delivery.status, DeliveryStatus.COLLECTED)


def _end_job(session: Session, delivery: Delivery) -> None:
    if delivery.rider_id is not None:
        deliveries.tell_rider(session, delivery.rider_id, delivery)
        leaving.after_job(session, delivery.rider_id)


def give_back(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """Something came up before the food was collected: somebody else is asked."""
    return deliveries.release(session, rider, mine(session, rider, delivery_id))


def mine(session: Session, rider: Rider, delivery_id: UUID) -> LockedDelivery:
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


def _told(session: Session, rider: Rider, held: LockedDelivery) -> Delivery:
    deliveries.tell_rider(session, rider.rider_id, held.delivery)
    return held.delivery
