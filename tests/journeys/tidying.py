"""`python -m tests.journeys.tidying`, in the environment of a running platform: for each line that
it is told no rider is on shift and no order open, which it says by a line. Else the next journey's
rider is offered the food of the one before."""

import sys

from sqlmodel import col, select

from foodapp import worker
from foodapp.accounts.actors import PLATFORM
from foodapp.accounts.events import RiderStopped
from foodapp.accounts.models import RiderProfile
from foodapp.dispatch import stopping
from foodapp.dispatch.models import Shift
from foodapp.kit.db import transaction
from foodapp.orders import endings
from foodapp.orders.models import Order, OrderStatus

assert worker.celery, "what follows from an end is told to the platform's own worker"
OPEN = (OrderStatus.PLACED, OrderStatus.ACCEPTED, OrderStatus.READY)


def main() -> None:
    """One program for all journeys: to learn the platform's code takes it longer than to tidy."""
    for line in sys.stdin:
        tidy()
        sys.stdout.write(line)
        sys.stdout.flush()


def tidy() -> None:
    with transaction() as session:
        on_shift = session.exec(
            select(RiderProfile).join(Shift).where(col(Shift.ended_at).is_(None)).distinct()
        ).all()
        orders = session.exec(select(Order.id).where(col(Order.status).in_(OPEN))).all()
    for rider in on_shift:
        with transaction() as session:
            stopping.end_shift(session, RiderStopped(rider_id=rider.id, user_id=rider.user_id))
    for order_id in orders:
        with transaction() as session:
            endings.cancel_without_rider(session, PLATFORM, order_id)


if __name__ == "__main__":
    main()
