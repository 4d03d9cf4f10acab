"""At the door, and nobody opens: the rider waits by a clock that the customer sees, too."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Rider
from foodapp.dispatch import deliveries
from foodapp.dispatch.carrying import mine
from foodapp.dispatch.locking import Held
from foodapp.dispatch.models import Delivery, DeliveryStatus, IllegalDeliveryMove
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.orders.events import CustomerAbsent, CustomerCame
from foodapp.orders.timeline import ids, tell


def nobody_there(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """Starts the clock; pressed again it goes on as it was."""
    held = mine(session, rider, delivery_id)
    _must_have_it(held)
    if held.delivery.wait_until is not None:
        return held.delivery
    until = clock.now() + timedelta(seconds=settings().door_wait_seconds)
    held.delivery.wait_until = until
    tell(session, rider, held.order, CustomerAbsent(**ids(held.order), until=until))
    deliveries.tell_rider(session, rider.rider_id, held.delivery)
    return held.delivery


def they_came(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """Somebody opens after all: the clock stops."""
    held = mine(session, rider, delivery_id)
    _must_have_it(held)
    if held.delivery.wait_until is None:
        raise DomainError("Nobody has to come to the door for this order.")
    held.delivery.wait_until = None
    tell(session, rider, held.order, CustomerCame(**ids(held.order)))
    deliveries.tell_rider(session, rider.rider_id, held.delivery)
    return held.delivery


def _must_have_it(held: Held) -> None:
    if held.delivery.status is not DeliveryStatus.COLLECTED:
        raise IllegalDeliveryMove(held.delivery.status, DeliveryStatus.COLLECTED)
