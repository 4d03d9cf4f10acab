"""Opening, advancing and closing exceptions. Locks: the order first, as everywhere."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, exists, select

from foodapp.accounts.actors import PLATFORM, Platform
from foodapp.autopilot import taking_off
from foodapp.autopilot.models import Incident, Kind
from foodapp.autopilot.plans import PLANS, Step, after, step
from foodapp.autopilot.settings import settings, wait
from foodapp.dispatch import deliveries, watching
from foodapp.dispatch.models import WANTED, Delivery
from foodapp.kit import clock
from foodapp.kit.db import ReadSession, transaction
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
    for incident_id in waiting:
        with transaction() as session:
            advance(session, PLATFORM, incident_id)


def due(session: Session, limit: int = AT_ONCE) -> list[UUID]:
    found = session.exec(
        select(Incident.id)
        .join(Order, col(Order.id) == Incident.order_id)
        .where(
            col(Incident.closed_at).is_(None),
            col(Incident.next_at) <= clock.now(),
            col(Order.taken_over_at).is_(None),
        )
        .order_by(col(Incident.next_at))
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


def begin(session: Session, order: Order, kind: Kind, subject_id: UUID) -> Incident | None:
    """The order is locked by the caller. None: it runs already, or does not hold."""
    if _open(session, order.id, kind, subject_id):
        return None
    first = PLANS[kind].steps[0]
    incident = Incident(order_id=order.id, kind=kind, subject_id=subject_id, step=first.name)
    if not PLANS[kind].holds(session, order, incident):
        return None
    session.add(incident)
    _take(session, order, incident, first)
    return incident


def advance(session: Session, platform: Platform, incident_id: UUID) -> None:
    """The time of the last step is over: the next one, if it still holds."""
    order_id = session.exec(
        select(Incident.order_id).where(Incident.id == incident_id)
    ).one_or_none()
    order = _held(session, order_id) if order_id else None
    if order is None or order.taken_over_at is not None:
        return
    incident = session.get_one(Incident, incident_id, populate_existing=True)
    if incident.closed_at is not None or incident.next_at is None or clock.now() < incident.next_at:
        return
    following = after(incident.kind, incident.step)
    if following is None or not PLANS[incident.kind].holds(session, order, incident):
        _close(session, order, incident)
    else:
        _take(session, order, incident, following)
    changed(session, order)


def review(session: Session, event: OrderEvent) -> None:
    """Reaction to whatever may have put things right: what no longer holds is closed."""
    order = locking.lock(session, PLATFORM, event.order_id)
    for incident in open_of(session, order.id):
        if order.status in OVER or not PLANS[incident.kind].holds(session, order, incident):
            _close(session, order, incident)


def restaurant_prompted(session: Session, event: RestaurantPrompted) -> None:
    """Reaction."""
    order = locking.lock(session, PLATFORM, event.order_id)
    begin(session, order, Kind.RESTAURANT_SILENT, order.id)


def customer_absent(session: Session, event: CustomerAbsent) -> None:
    """Reaction. The clock is the one that the rider and the customer see."""
    order = locking.lock(session, PLATFORM, event.order_id)
    delivery = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one()
    incident = begin(session, order, Kind.NOBODY_THERE, delivery.id)
    if incident is not None:
        incident.next_at = delivery.wait_until


def open_of(session: ReadSession, order_id: UUID) -> list[Incident]:
    return list(
        session.exec(
            select(Incident)
            .where(Incident.order_id == order_id, col(Incident.closed_at).is_(None))
            .order_by(col(Incident.opened_at))
        )
    )


def wait_anew(incident: Incident) -> None:
    """The time of the step that was taken last begins again."""
    incident.next_at = _until(step(incident.kind, incident.step))


def _take(session: Session, order: Order, incident: Incident, taken: Step) -> None:
    incident.step, incident.stepped_at = taken.name, clock.now()
    incident.next_at = _until(taken)
    taken.does(session, order, incident)


def _close(session: Session, order: Order, incident: Incident) -> None:
    incident.close()
    if incident.kind is Kind.RIDER_SILENT:
        watching.stop_asking(session, order)
    elif incident.kind is Kind.DISH_MISSING:
        _take_off_unanswered(session, order, incident)


def _take_off_unanswered(session: Session, order: Order, incident: Incident) -> None:
    """The order has ended meanwhile: nobody can answer any more, and a dish that the kitchen could
    not make is paid by nobody."""
    row = session.get_one(MissingDish, incident.subject_id, populate_existing=True)
    if row.state is State.ASKED:
        taking_off.take_off(session, PLATFORM, order, row, because=State.LAPSED)


def _until(taken: Step) -> datetime | None:
    if not taken.seconds:
        return None
    return clock.now() + wait(taken.seconds)


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
        select(Incident.id).where(
            Incident.order_id == order_id,
            Incident.kind == kind,
            Incident.subject_id == subject_id,
            col(Incident.closed_at).is_(None),
        )
    ).first()
    return found is not None


def _without_rider(session: Session) -> list[tuple[Kind, UUID, UUID]]:
    """Deliveries whose search has lasted long enough to do more."""
    early = deliveries.search_for() - timedelta(seconds=settings().search_nearby_seconds)
    known = exists().where(
        col(Incident.subject_id) == Delivery.id,
        col(Incident.kind) == Kind.NO_RIDER,
        col(Incident.closed_at).is_(None),
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
