"""A rider goes online and offline."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, exists, select, text

from foodapp.accounts.actors import Rider
from foodapp.dispatch import offers, positions
from foodapp.dispatch.locking import has_delivery, hold_shift
from foodapp.dispatch.models import ACTIVE, Delivery, RiderPosition, Shift
from foodapp.kit import clock
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

FORGOTTEN_AFTER = timedelta(minutes=30)


def go_online(session: Session, rider: Rider) -> Shift:
    """Begin a shift; whoever is online already stays so (two tabs), also after wanting to go."""
    begin = insert(Shift).values(**Shift(rider_id=rider.rider_id).model_dump())
    session.execute(
        begin.on_conflict_do_nothing(
            index_elements=["rider_id"], index_where=text("ended_at IS NULL")
        )
    )
    _say(session, rider.rider_id)
    shift = session.exec(
        select(Shift)
        .where(Shift.rider_id == rider.rider_id, col(Shift.ended_at).is_(None))
        .execution_options(populate_existing=True)
    ).one()
    shift.leaving_at = None
    return shift


def go_offline(session: Session, rider: Rider) -> Shift | None:
    """End the shift, at once or with the delivery that they have; an offer on the screen is
    thereby declined. None when offline already."""
    offers.decline_open(session, rider)
    shift = hold_shift(session, rider.rider_id)
    if shift is not None and has_delivery(session, rider.rider_id):
        shift.leaving_at = shift.leaving_at or clock.now()
        _say(session, rider.rider_id)
        return shift
    # An offer made between the two lines above runs out by itself: accepting it needs a shift.
    if shift is not None:
        shift.ended_at = clock.now()
    positions.forget(session, rider.rider_id)
    _say(session, rider.rider_id)
    return shift


def end_forgotten(session: Session, limit: int = 100) -> int:
    """End the shifts of riders not heard of for half an hour (a phone that died, a tab that was
    closed) and who carry nothing; returns how many."""
    since = clock.now() - FORGOTTEN_AFTER
    rider = col(Shift.rider_id)
    seen = exists().where(col(RiderPosition.rider_id) == rider, col(RiderPosition.at) > since)
    carries = exists().where(col(Delivery.rider_id) == rider, col(Delivery.status).in_(ACTIVE))
    silent = session.exec(
        select(Shift)
        .where(col(Shift.ended_at).is_(None), col(Shift.started_at) < since, ~seen, ~carries)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for shift in silent:
        shift.ended_at = clock.now()
        positions.forget(session, shift.rider_id)
        _say(session, shift.rider_id)
    return len(silent)


def is_online(session: Session, rider: Rider) -> bool:
    return _open(session, rider) is not None


def _open(session: Session, rider: Rider) -> Shift | None:
    return session.exec(
        select(Shift).where(Shift.rider_id == rider.rider_id, col(Shift.ended_at).is_(None))
    ).one_or_none()


def _say(session: Session, rider_id: UUID) -> None:
    announce(session, topics.rider(rider_id), shift=True)
    announce(session, topics.admin(), rider=str(rider_id))
