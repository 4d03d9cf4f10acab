"""When the kitchen cannot keep up: pause for a while, or promise more time."""

from datetime import datetime, timedelta

from sqlmodel import Session

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.restaurants import opening, scoped
from foodapp.restaurants.models import Restaurant

PAUSE_MINUTES = (15, 30, 60)
BUSY_MINUTES = (0, 10, 20, 30)
NOW = timedelta(0)


class PauseIsOver(DomainError):
    def __init__(self) -> None:
        super().__init__(t("The pause that you pressed is over already. You are taking orders."))


def pause(
    session: Session, staff: RestaurantStaff, *, minutes: int, ago: timedelta = NOW
) -> Restaurant:
    """Take no new orders for so many minutes. Orders already placed stand. ago: how long ago that
    was pressed, by somebody without a network."""
    if minutes not in PAUSE_MINUTES:
        raise DomainError(t("Pause for 15, 30 or 60 minutes, or until tomorrow."))
    until = clock.now() - ago + timedelta(minutes=minutes)
    if until <= clock.now():
        raise PauseIsOver
    return _until(session, staff, until)


def pause_until_tomorrow(
    session: Session, staff: RestaurantStaff, *, ago: timedelta = NOW
) -> Restaurant:
    """Take no new orders until the first opening of the day after it was pressed."""
    managers_only(staff)
    hours = opening.hours_of(session, scoped.lock(session, staff))
    return _until(session, staff, opening.tomorrow(hours, clock.now() - ago))


def resume(session: Session, staff: RestaurantStaff) -> Restaurant:
    return _until(session, staff, None)


def set_busy(session: Session, staff: RestaurantStaff, *, extra_minutes: int) -> Restaurant:
    """Add so many minutes to every promise, until set back to 0. The cooks may do this too."""
    if extra_minutes not in BUSY_MINUTES:
        raise DomainError(t("Add 10, 20 or 30 minutes, or none."))
    restaurant = scoped.lock(session, staff)
    restaurant.busy_extra_minutes = extra_minutes
    scoped.changed(session, restaurant.id)
    return restaurant


def _until(session: Session, staff: RestaurantStaff, until: datetime | None) -> Restaurant:
    managers_only(staff)
    restaurant = scoped.lock(session, staff)
    restaurant.paused_until = until
    scoped.changed(session, restaurant.id)
    return restaurant
