"""The timeline of an order, as the customer sees it: done, now, and still to come."""

from dataclasses import dataclass
from datetime import datetime

from foodapp.orders.models import ENDED, OrderStatus
from foodapp.views.customer.order_words import Story

S = OrderStatus
# How far along each status is; an order that ended without food stops where it was.
REACHED = {S.AWAITING_PAYMENT: 0, S.PLACED: 1, S.ACCEPTED: 2, S.READY: 3, S.COLLECTED: 4}


@dataclass(frozen=True)
class Step:
    text: str
    at: str  # a time as shown, or empty
    state: str  # "done", "now" or "later"


def steps(story: Story) -> list[Step]:
    ways = _ways(story)
    order = story.order
    if order.status is S.DELIVERED:
        return [Step(text, _at(story, at), "done") for text, at, _ in ways]
    if order.status in ENDED:
        past = [Step(text, _at(story, at), "done") for text, at, _ in ways if at]
        return [*past, Step(_ENDS[order.status], _at(story, order.ended_at), "now")]
    reached = REACHED[order.status]
    return [
        Step(text, _at(story, at), "done")
        if number < reached or at
        else Step(text, _expected(story, expected), "now" if number == reached else "later")
        for number, (text, at, expected) in enumerate(ways)
    ]


def _ways(story: Story) -> list[tuple[str, datetime | None, datetime | None]]:
    """(what, when it happened, when it is expected), in order."""
    order, restaurant = story.order, story.restaurant
    way: list[tuple[str, datetime | None, datetime | None]] = [
        ("Paid and sent to the kitchen", order.placed_at, None),
        (f"{restaurant} says yes", order.accepted_at, None),
        ("Food is packed", order.ready_at, order.ready_by),
    ]
    if story.is_delivery:
        way.append((f"{story.rider.who} picks it up", order.collected_at, None))
        way.append(("At your door", order.delivered_at, order.arrive_by))
    else:
        way.append(("In your hands", order.delivered_at, None))
    return way


def _at(story: Story, at: datetime | None) -> str:
    return story.on_that_day(at) if at else ""


def _expected(story: Story, at: datetime | None) -> str:
    return f"about {story.about(at)}" if at and at > story.now else ""


_ENDS = {
    S.UNPAID: "Not paid",
    S.REJECTED: "Declined by the restaurant",
    S.EXPIRED: "No answer",
    S.CANCELLED: "Cancelled",
    S.FAILED: "Could not be handed over",
}
