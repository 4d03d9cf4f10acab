"""Going offline while carrying something: the shift ends with the job."""

from uuid import UUID

from sqlmodel import Session

from foodapp.dispatch import positions
from foodapp.dispatch.locking import has_delivery, hold_shift
from foodapp.kit import clock
from foodapp.realtime import topics
from foodapp.realtime.announce import announce


def after_job(session: Session, rider_id: UUID) -> None:
    """A job of this rider has just ended: whoever wanted to go home does."""
    session.flush()  # the delivery is no longer theirs
    shift = hold_shift(session, rider_id)
    if shift is None or shift.leaving_at is None or has_delivery(session, rider_id):
        return
    shift.ended_at = clock.now()
    positions.forget(session, rider_id)
    announce(session, topics.rider(rider_id), shift=True)
    announce(session, topics.admin(), rider=str(rider_id))
