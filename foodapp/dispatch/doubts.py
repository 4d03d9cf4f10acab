"""A delivery in doubt: the rider says that it could not be handed over and cannot prove that they
were there, or the customer says otherwise. Nobody pays or is paid until a person has decided."""

from types import MappingProxyType
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin
from foodapp.accounts.permissions import recently_proven
from foodapp.dispatch import carrying, deliveries
from foodapp.dispatch.locking import LockedDelivery, hold
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import endings, handover
from foodapp.orders.ends import End
from foodapp.orders.events import DoubtEnded
from foodapp.orders.timeline import ids, record

CUSTOMER, NOBODY, RIDER, DELIVERED = "customer", "nobody", "rider", "delivered"
# Whose doing it was, in words, and how the order ends.
BLAMES = MappingProxyType(
    {
        CUSTOMER: ("The customer's: they pay, the rider is paid", End.NOT_HANDED_OVER),
        NOBODY: ("Nobody's: the platform pays restaurant and rider", End.DAMAGED),
        RIDER: ("The rider's: they are not paid, the customer pays nothing", End.NOT_BROUGHT),
        DELIVERED: ("None: the customer has the food", End.DELIVERED),
    }
)


class NotInDoubt(DomainError):
    def __init__(self) -> None:
        super().__init__(t("There is nothing to decide about this delivery."))


def decide(session: Session, admin: Admin, order_id: UUID, *, blame: str, reason: str) -> Delivery:
    """blame: a key of BLAMES. reason: for colleagues."""
    if blame not in BLAMES:
        raise DomainError(t("Please choose whose doing it was."))
    held = hold(session, admin, order_id)
    recently_proven(admin)
    if held.delivery.status is not DeliveryStatus.IN_DOUBT:
        raise NotInDoubt
    reason = audit.reason_given(reason)
    number = held.order.number
    audit.note(session, admin, "doubt_decided", "order", order_id, number, reason, blame=blame)
    record(session, admin, held.order, DoubtEnded(**ids(held.order), blame=blame, why=reason))
    _end(session, admin, held, BLAMES[blame][1])
    return held.delivery


def _end(session: Session, admin: Admin, held: LockedDelivery, end: End) -> None:
    delivery, now = held.delivery, clock.now()
    if end is End.DELIVERED:
        delivery.move_to(DeliveryStatus.DELIVERED)
        delivery.delivered_at = delivery.ended_at = now
        handover.delivered_after_all(session, admin, held.order.id)
    elif end is End.NOT_BROUGHT:
        delivery.move_to(DeliveryStatus.CANCELLED)
        delivery.ended_at = now
        endings.not_brought(session, admin, held.order.id)
    else:
        is_customers_fault = end is End.NOT_HANDED_OVER
        carrying.fail(session, admin, held, is_customers_fault=is_customers_fault)
    if delivery.rider_id is not None:
        deliveries.tell_rider(session, delivery.rider_id, delivery)
