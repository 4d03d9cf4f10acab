"""The timeline of an order, as the customer sees it: done, now, and still to come."""

from dataclasses import dataclass
from datetime import datetime

from foodapp.kit.words import Words, say, t
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
        return [Step(say(text), _at(story, at), "done") for text, at, _ in ways]
    if order.status in ENDED:
        past = [Step(say(text), _at(story, at), "done") for text, at, _ in ways if at]
        return [*past, Step(say(_ENDS[order.status]), _at(story, order.ended_at), "now")]
    reached = REACHED[order.status]
    return [
        Step(say(text), _at(story, at), "done")
        if number < reached or at
        else Step(say(text), _expected(story, expected), "now" if number == reached else "later")
        for number, (text, at, expected) in enumerate(ways)
    ]


def _ways(story: Story) -> list[tuple[Words, datetime | None, datetime | None]]:
    """(what, when it happened, when it is expected), in order."""
    order, restaurant = story.order, story.restaurant
    way: list[tuple[Words, datetime | None, datetime | None]] = [
        (t("Paid and sent to the kitchen"), order.placed_at, None),
        (t("{restaurant} says yes", restaurant=restaurant), order.accepted_at, None),
        (t("Food is packed"), order.ready_at, order.ready_by),
    ]
    if story.is_delivery:
        picks_up = t("{rider} picks it up", rider=story.rider.who)
        way.append((picks_up, order.collected_at, None))
        way.append((t("At your door"), order.delivered_at, order.arrive_by))
    else:
        way.append((t("In your hands"), order.delivered_at, None))
    return way


def _at(story: Story, at: datetime | None) -> str:
    return story.on_that_day(at) if at else ""


def _expected(story: Story, at: datetime | None) -> str:
    return say(t("about {at}", at=story.about(at))) if at and at > story.now else ""


_ENDS = {
    S.UNPAID: t("Not paid"),
    S.REJECTED: t("Declined by the restaurant"),
    S.EXPIRED: t("No answer"),
    S.CANCELLED: t("Cancelled"),
    S.FAILED: t("Could not be handed over"),
}
