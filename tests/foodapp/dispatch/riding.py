"""What several tests of dispatch look at."""

from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Rider
from foodapp.dispatch import carrying, positions, searching, waiting
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import Delivery, Offer, OfferStatus
from foodapp.kit import clock, db
from foodapp.kit.geo import Position
from foodapp.orders.models import Order, TimelineEntry


def delivery_of(session: Session, order_id: UUID) -> Delivery:
    return session.exec(
        select(Delivery)
        .where(Delivery.order_id == order_id)
        .execution_options(populate_existing=True)
    ).one()


def open_offer(session: Session) -> Offer | None:
    return session.exec(
        select(Offer)
        .where(Offer.status == OfferStatus.OPEN)
        .execution_options(populate_existing=True)
    ).one_or_none()


def search(session: Session) -> Offer | None:
    """One round of the periodic job; returns the offer that is open then."""
    session.commit()
    searching.search_all()
    session.expire_all()
    return open_offer(session)


def steps(session: Session, order_id: UUID) -> list[str]:
    """Kinds on the timeline, oldest first."""
    return list(
        session.exec(
            select(TimelineEntry.kind)
            .where(TimelineEntry.order_id == order_id)
            .order_by(col(TimelineEntry.id))
        )
    )


def in_own(run, *args, **kwargs):
    with db.transaction() as session:
        return run(session, *args, **kwargs)


def stands_at(session: Session, rider: Rider, place: Position, accuracy_m: float = 10.0) -> None:
    """Their phone says so now."""
    positions.record(session, rider, [Fix(place, clock.now(), accuracy_m)])
    session.commit()


def in_vain(session: Session, rider: Rider, delivery: Delivery, reason: str, later) -> Delivery:
    """At the customer's door, through the whole clock of this reason, and away again."""
    order = session.get_one(Order, delivery.order_id)
    door = Position(order.lat or 0.0, order.lng or 0.0)
    later(seconds=60)
    stands_at(session, rider, door)
    waiting.begin(session, rider, delivery.id, reason=reason)
    later(seconds=301)
    stands_at(session, rider, door)
    return carrying.could_not_deliver(session, rider, delivery.id, reason=reason)
