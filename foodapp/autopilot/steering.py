"""Opening, advancing and closing exceptions. Locks: the order first, as everywhere."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, exists, select

from foodapp.accounts.actors import PLATFORM, Platform
from foodapp.autopilot import taking_off
from foodapp.autopilot.models import Kind, Trouble
from foodapp.autopilot.table import PLANS, Step, after, step
from foodapp.dispatch import deliveries, watching
from foodapp.dispatch.models import WANTED, Delivery
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.settings import settings
from foodapp.orders import locking
from foodapp.orders.events import CustomerAbsent, OrderEvent, RestaurantPrompted
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import ENDED, Order, OrderStatus
from foodapp.orders.timeline import changed

AT_ONCE = 100
# After delivery a missing dish may still be waiting for its money.
OVER = ENDED - {OrderStatus.DELIVERED}


def advance_all() -> None:
    """The periodic job. A transaction an order: whoever is busy with one is not waited for."""
    with transaction() as session:
        unnoticed = _without_rider(session) + _silent_riders(session)
        waiting = due(session)
    for kind, order_id, subject_id in unnoticed:
        with transaction() as session:
            notice(session, PLATFORM, kind, order_id, subject_id)
    for trouble_id in waiting:
        with transaction() as session:
            advance(session, PLATFORM, trouble_id)


def due(session: Session, limit: int = AT_ONCE) -> list[UUID]:
    found = session.exec(
        select(Trouble.id)
        .join(Order, col(Order.id) == Trouble.order_id)
        .where(
            col(Trouble.closed_at).is_(None),
            col(Trouble.next_at) <= clock.now(),
            col(Order.taken_over_at).is_(None),
        )
        .order_by(col(Trouble.next_at))
        .limit(limit)
    )
    return list(found)


def notice(
    session: Session, platform: Platform, kind: Kind, order_id: UUID, subject_id: UUID
) -> None:
    """Begin the plan, if the exception holds and nobody was quicker."""
    order = _held(session, order_id)
    if order is not None and order.taken_over_at is None:
        begin(session, order, kind, subject_id)


def begin(session: Session, order: Order, kind: Kind, subject_id: UUID) -> Trouble | None:
    """The order is locked by the caller. None: it runs already, or does not hold."""
    if _open(session, order.id, kind, subject_id):
        return None
    first = PLANS[kind].steps[0]
    trouble = Trouble(order_id=order.id, kind=kind, subject_id=subject_id, step=first.name)
    if not PLANS[kind].holds(session, order, trouble):
        return None
    session.add(trouble)
    _take(session, order, trouble, first)
    return trouble


def advance(session: Session, platform: Platform, trouble_id: UUID) -> None:
    """The time of the last step is over: the next one, if it still holds."""
    order_id = session.exec(select(Trouble.order_id).where(Trouble.id == trouble_id)).one_or_none()
    order = _held(session, order_id) if order_id else None
    if order is None or order.taken_over_at is not None:
        return
    trouble = session.get_one(Trouble, trouble_id, populate_existing=True)
    if trouble.closed_at is not None or trouble.next_at is None or clock.now() < trouble.next_at:
        return
    following = after(trouble.kind, trouble.step)
    if following is None or not PLANS[trouble.kind].holds(session, order, trouble):
        _close(session, order, trouble)
    else:
        _take(session, order, trouble, following)
    changed(session, order)


def review(session: Session, event: OrderEvent) -> None:
    """Reaction to whatever may have put things right: what no longer holds is closed."""
    order = locking.lock(session, PLATFORM, event.order_id)
    for trouble in open_of(session, order.id):
        if order.status in OVER or not PLANS[trouble.kind].holds(session, order, trouble):
            _close(session, order, trouble)


def restaurant_prompted(session: Session, event: RestaurantPrompted) -> None:
    """Reaction."""
    order = locking.lock(session, PLATFORM, event.order_id)
    begin(session, order, Kind.RESTAURANT_SILENT, order.id)


def customer_absent(session: Session, event: CustomerAbsent) -> None:
    """Reaction. The clock is the one that the rider and the customer see."""
    order = locking.lock(session, PLATFORM, event.order_id)
    delivery = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one()
    trouble = begin(session, order, Kind.NOBODY_THERE, delivery.id)
    if trouble is not None:
        trouble.next_at = delivery.wait_until


def open_of(session: Session, order_id: UUID) -> list[Trouble]:
    return list(
        session.exec(
            select(Trouble)
            .where(Trouble.order_id == order_id, col(Trouble.closed_at).is_(None))
            .order_by(col(Trouble.opened_at))
        )
    )


def wait_anew(trouble: Trouble) -> None:
    """The time of the step that was taken last begins again."""
    trouble.next_at = _until(step(trouble.kind, trouble.step))


def _take(session: Session, order: Order, trouble: Trouble, taken: Step) -> None:
    trouble.step, trouble.stepped_at = taken.name, clock.now()
    trouble.next_at = _until(taken)
    taken.does(session, order, trouble)


def _close(session: Session, order: Order, trouble: Trouble) -> None:
    trouble.close()
    if trouble.kind is Kind.RIDER_SILENT:
        watching.stop_asking(session, order)
    elif trouble.kind is Kind.DISH_MISSING:
        _take_off_unanswered(session, order, trouble)


def _take_off_unanswered(session: Session, order: Order, trouble: Trouble) -> None:
    """The order has ended meanwhile: nobody can answer any more, and a dish that the kitchen could
    not make is paid by nobody."""
    row = session.get_one(MissingDish, trouble.subject_id, populate_existing=True)
    if row.state is State.ASKED:
        taking_off.take_off(session, PLATFORM, order, row, because=State.LAPSED)


def _until(taken: Step) -> datetime | None:
    if not taken.seconds:
        return None
    return clock.now() + timedelta(seconds=getattr(settings(), taken.seconds))


def _held(session: Session, order_id: UUID) -> Order | None:
    """Locked; None while somebody else has it: the next round is soon."""
    return session.exec(
        select(Order)
        .where(Order.id == order_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _open(session: Session, order_id: UUID, kind: Kind, subject_id: UUID) -> bool:
    found = session.exec(
        select(Trouble.id).where(
            Trouble.order_id == order_id,
            Trouble.kind == kind,
            Trouble.subject_id == subject_id,
            col(Trouble.closed_at).is_(None),
        )
    ).first()
    return found is not None


def _without_rider(session: Session) -> list[tuple[Kind, UUID, UUID]]:
    """Deliveries whose search has lasted long enough to do more."""
    early = deliveries.search_for() - timedelta(seconds=settings().search_nearby_seconds)
    known = exists().where(
        col(Trouble.subject_id) == Delivery.id,
        col(Trouble.kind) == Kind.NO_RIDER,
        col(Trouble.closed_at).is_(None),
    )
    rows = session.exec(
        select(Delivery.order_id, Delivery.id)
        .where(
            col(Delivery.status).in_(WANTED),
            col(Delivery.search_until) <= clock.now() + early,
            ~known,
        )
        .order_by(col(Delivery.search_until))
        .limit(AT_ONCE)
    )
    return [(Kind.NO_RIDER, order_id, ident) for order_id, ident in rows]


def _silent_riders(session: Session) -> list[tuple[Kind, UUID, UUID]]:
    return [
        (Kind.RIDER_SILENT, row.order_id, row.id) for row in watching.silent(session, limit=AT_ONCE)
    ]
