"""Nobody comes: the search goes further, and the ride pays more. The platform bears what is
added."""

from sqlmodel import Session

from foodapp.dispatch.events import DeliveryWidened
from foodapp.dispatch.locking import LockedDelivery
from foodapp.dispatch.settings import settings
from foodapp.kit import money, outbox
from foodapp.realtime import topics
from foodapp.realtime.announce import announce


def widen(session: Session, held: LockedDelivery) -> int:
    """Riders further away are asked from now on; returns how far, in metres."""
    held.delivery.search_m = max(held.delivery.search_m, settings().search_wider_m)
    _look_again(session, held)
    return held.delivery.search_m


def raise_pay(session: Session, held: LockedDelivery) -> int:
    """One step more for the ride, within the limit of all steps; returns what it pays now.
    An offer that is open keeps what it says."""
    delivery, known = held.delivery, settings()
    agreed = delivery.pay_minor - delivery.raised_minor
    most = money.rounded(agreed * known.ride_raise_limit_bps, money.BPS)
    step = money.rounded(agreed * known.ride_raise_bps, money.BPS)
    more = max(0, min(step, most - delivery.raised_minor))
    delivery.pay_minor += more
    delivery.raised_minor += more
    _look_again(session, held)
    return delivery.pay_minor


def _look_again(session: Session, held: LockedDelivery) -> None:
    delivery = held.delivery
    outbox.record(session, DeliveryWidened(delivery_id=delivery.id, order_id=held.order.id))
    announce(session, topics.admin(), delivery=str(delivery.id))
