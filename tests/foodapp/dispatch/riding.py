"""What several tests of dispatch look at."""

from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.dispatch import searching
from foodapp.dispatch.models import Delivery, Offer, OfferStatus
from foodapp.kit import db
from foodapp.orders.models import TimelineEntry


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
