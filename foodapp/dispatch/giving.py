"""The restaurant says that its food has gone with the rider: the way out for honest riders whose
phone says something else."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM, RestaurantStaff
from foodapp.dispatch import deliveries, evidence
from foodapp.dispatch.evidence import Step
from foodapp.dispatch.locking import hold
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import handover, locking


class NobodyToGiveTo(DomainError):
    def __init__(self) -> None:
        super().__init__(
            t("No rider has taken this delivery yet, so it cannot have been given away.")
        )


def give(session: Session, staff: RestaurantStaff, order_id: UUID) -> Delivery:
    """The rider has the food, on the restaurant's word."""
    order = locking.lock(session, staff, order_id)  # only their own
    delivery = hold(session, PLATFORM, order.id).delivery
    if delivery.rider_id is None:
        raise NobodyToGiveTo
    delivery.move_to(DeliveryStatus.COLLECTED)
    evidence.take(session, delivery, Step.COLLECTED)
    handover.collected(session, staff, order.id)
    delivery.collected_at = clock.now()
    delivery.arrived_at = delivery.arrived_at or delivery.collected_at
    deliveries.tell_rider(session, delivery.rider_id, delivery)
    return delivery
