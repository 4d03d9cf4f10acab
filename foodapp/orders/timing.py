"""Whether food can still be had when it is wanted: judged at the checkout, and again whenever the
payment page of an order that is not paid yet is opened."""

from datetime import datetime, timedelta

from sqlmodel import Session

from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import Words, t
from foodapp.orders import arrival
from foodapp.orders.models import Order
from foodapp.restaurants import opening, serving
from foodapp.restaurants.serving import ServiceTerms

AT_THE_CHECKOUT = timedelta(minutes=5)
FURTHEST = timedelta(days=8)


class NoLongerThen(DomainError):
    """An order that is not paid yet cannot be had any more at its time."""


def check_unpaid(session: Session, order: Order) -> None:
    service = serving.service_terms(session, order.restaurant_id)
    prep = service.row.prep_minutes + service.row.busy_extra_minutes
    least, _ = arrival.minutes_range(prep, order.distance_m)
    found = problems(service, order.requested_for, least)
    if found:
        raise NoLongerThen(found[0])


def problems(
    service: ServiceTerms, requested_for: datetime | None, least_minutes: int
) -> list[Words]:
    """requested_for: None for now. least_minutes: to the door or the counter. A slot that was far
    enough ahead when it was chosen is not for ever; a few minutes at the checkout are nobody's
    fault."""
    restaurant, now = service.row, clock.now()
    soonest = now + timedelta(minutes=least_minutes) - AT_THE_CHECKOUT
    at: datetime = requested_for or now
    if requested_for and requested_for < now:
        return [t("That time has passed. Please choose another.")]
    if requested_for and requested_for < soonest:
        return [
            t(
                "That time is too soon now: it takes about {minutes} minutes."
                " Please choose another.",
                minutes=least_minutes,
            )
        ]
    if requested_for and requested_for > now + FURTHEST:
        return [t("That is too far ahead. Please choose a day within a week.")]
    verdict = opening.orderable(restaurant, service.hours, at)
    if not verdict.now and requested_for is None and verdict.opens_at:
        return [
            t(
                "{restaurant} is closed now. Please choose a time for later.",
                restaurant=restaurant.name,
            )
        ]
    return [verdict.why_not] if verdict.why_not else []
