"""A promise that is passed, or will be: the customer hears the new time before they ask. Each step
is told once, and nothing where the kitchen has moved the time itself."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Platform
from foodapp.kit import clock, when
from foodapp.orders import arrival
from foodapp.orders.events import Holdup, OrderRunsLate
from foodapp.orders.models import Fulfilment, Order, OrderStatus
from foodapp.orders.settings import settings
from foodapp.orders.timeline import ids, record

GRACE = timedelta(minutes=4)  # a kitchen presses "ready" a little after it is
COOKS_ON = timedelta(minutes=5)  # one that is past that is not done at once
FETCHED_IN = timedelta(minutes=3)  # packed food that nobody has fetched
AT_THE_DOOR_IN = timedelta(minutes=3)  # a rider who should be there
ROOM = timedelta(minutes=5)  # on top, so that a new time is not wrong again at once
LOOKED_AHEAD = timedelta(minutes=60)  # what is promised for later cannot be late yet
HELD_UP_BY = {
    OrderStatus.ACCEPTED: Holdup.KITCHEN,
    OrderStatus.READY: Holdup.UNFETCHED,
    OrderStatus.COLLECTED: Holdup.RIDER,
}


def tell(session: Session, platform: Platform, limit: int = 50) -> int:
    """Record of each order that will be later than its customer knows, once a step."""
    late = [(order, expected) for order in _watched(session) if (expected := _later(order))]
    for order, expected in late[:limit]:
        held = _held(session, order)
        if held is not None and _later(held):
            _record(session, platform, held, expected)
    return min(len(late), limit)


def expected_by(order: Order) -> datetime | None:
    """What the customer reads: the promise, or the later time that they were told since."""
    if order.arrive_by is None or order.told_until is None:
        return order.arrive_by
    if order.status is OrderStatus.COLLECTED and order.arrive_by > clock.now():
        return order.arrive_by  # it is on its way, and that is known better
    return max(order.arrive_by, order.told_until)


def _watched(session: Session) -> list[Order]:
    told = func.coalesce(Order.told_until, Order.arrive_by)
    rows = session.exec(
        select(Order)
        .where(col(Order.status).in_(HELD_UP_BY), told < clock.now() + LOOKED_AHEAD)
        .order_by(told)
        .limit(2_000)
    )
    return list(rows)


def _held(session: Session, order: Order) -> Order | None:
    """Somebody may have moved it meanwhile, or is just doing so: then the next round looks."""
    return session.exec(
        select(Order)
        .where(Order.id == order.id, col(Order.status).in_(HELD_UP_BY))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _later(order: Order) -> datetime | None:
    """When it comes, where that is later than they know by more than a few minutes."""
    told, expected = order.told_until or order.arrive_by, _expected(order)
    tolerated = timedelta(minutes=settings().late_after_minutes)
    if told is None or expected is None or expected <= told + tolerated:
        return None
    return when.about(expected + ROOM)


def _expected(order: Order) -> datetime | None:
    now, way = clock.now(), timedelta(minutes=arrival.on_the_way_minutes(order))
    match order.status:
        case OrderStatus.ACCEPTED if order.ready_by is not None:
            is_silent = now > order.ready_by + GRACE
            return (now + COOKS_ON if is_silent else order.ready_by) + way
        case OrderStatus.READY if order.fulfilment is Fulfilment.DELIVERY:
            return now + FETCHED_IN + way
        case OrderStatus.COLLECTED if order.arrive_by is not None:
            return max(order.arrive_by, now + AT_THE_DOOR_IN)
    return None


def _record(session: Session, platform: Platform, order: Order, expected: datetime) -> None:
    order.told_until = expected
    by = HELD_UP_BY[order.status]
    record(session, platform, order, OrderRunsLate(**ids(order), by=by, expected_by=expected))
