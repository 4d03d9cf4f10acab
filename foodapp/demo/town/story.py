"""How an order of the past went, from the card to the door. The moments keep to the state machines
of orders, payments and deliveries: a test replays every timeline against them."""

from datetime import datetime, timedelta
from random import Random
from typing import Literal

from foodapp.demo.town.past_order import PastOrder, spread
from foodapp.demo.town.rides import Roster, riding
from foodapp.kit.geo import Position
from foodapp.orders import endings
from foodapp.orders.ends import EFFECTS, End
from foodapp.orders.models import OrderStatus
from foodapp.orders.settings import settings

Fate = Literal["delivered", "unpaid", "rejected", "expired", "regretted", "cancelled", "failed"]
# Of a hundred thousand orders; what a restaurant rejects comes from its character.
_FATES: dict[Fate, int] = {
    "unpaid": 1200, "expired": 500, "regretted": 700, "cancelled": 300, "failed": 250,
}  # fmt: skip
_REASONS = ("too_busy", "too_busy", "sold_out", "closing", "other")
_NOBODY = "nobody_there"


def tell(dice: Random, order: PastOrder, roster: Roster) -> None:
    """Play the order to its end."""
    fate = _fate(dice, order)
    order.moments["promised"] = order.moments["arrive_by"] = order.customer_was_told()
    order.step(
        order.created_at,
        "order_started",
        "customer",
        order.guest.user_id,
        total_minor=order.total_minor,
        currency=order.shop.row.currency,
    )
    if fate == "unpaid":
        _unpaid(order)
        return
    placed_at = _placed(dice, order)
    match fate:
        case "expired":
            _expired(order)
        case "rejected":
            _rejected(dice, order, placed_at)
        case "regretted":
            at = placed_at + timedelta(seconds=dice.randint(15, 90))
            _cancelled(order, at, fee_minor=0)
        case _:
            accepted_at = _accepted(dice, order, placed_at)
            if fate == "cancelled":
                at = accepted_at + timedelta(seconds=dice.randint(60, 240))
                _cancelled(order, at, fee_minor=order.items_minor + order.service_fee_minor)
            elif order.terms is None:
                _picked_up(dice, order, accepted_at)
            else:
                _brought(dice, order, accepted_at, roster, failed=fate == "failed")


def _fate(dice: Random, order: PastOrder) -> Fate:
    if dice.random() < order.shop.character.reject:
        return "rejected"
    drawn = dice.randrange(100_000)
    for fate, share in _FATES.items():
        drawn -= share
        if drawn < 0:
            return "delivered" if fate == "failed" and order.terms is None else fate
    return "delivered"


def _unpaid(order: PastOrder) -> None:
    at = order.created_at + endings.UNPAID_AFTER + timedelta(seconds=20)
    order.step(at, "order_unpaid", reason="abandoned")
    _ended(order, End.UNPAID, at, "platform", "payment_failed")


def _placed(dice: Random, order: PastOrder) -> datetime:
    placed_at = order.created_at + spread(dice, 45)
    answer_by = placed_at + timedelta(minutes=settings().accept_minutes)
    order.status = OrderStatus.PLACED
    order.moments |= {"placed_at": placed_at, "answer_by": answer_by}
    return order.step(placed_at, "order_placed", answer_by=_json(answer_by))


def _expired(order: PastOrder) -> None:
    answer_by: datetime = order.moments["answer_by"]
    _prompted(order)
    at = order.step(answer_by + timedelta(seconds=2), "order_expired")
    _ended(order, End.EXPIRED, at, "platform", "unanswered")


def _prompted(order: PastOrder) -> None:
    placed_at: datetime = order.moments["placed_at"]
    at = placed_at + timedelta(minutes=settings().prompt_minutes, seconds=3)
    order.moments["prompted_at"] = order.step(at, "restaurant_prompted")


def _rejected(dice: Random, order: PastOrder, placed_at: datetime) -> None:
    reason = dice.choice(_REASONS)
    at = _answered(dice, order, placed_at)
    order.step(at, "order_rejected", "restaurant", order.shop.cook_id, reason=reason)
    _ended(order, End.REJECTED, at, "restaurant", reason)


def _cancelled(order: PastOrder, at: datetime, fee_minor: int) -> None:
    order.step(
        at,
        "order_cancelled",
        "customer",
        order.guest.user_id,
        reason="changed_mind",
        by="customer",
        fee_minor=fee_minor,
    )
    order.moments["cancel_fee_minor"] = fee_minor
    end = End.CANCELLED_LATE if fee_minor else End.CANCELLED_EARLY
    _ended(order, end, at, "customer", "changed_mind")


def _answered(dice: Random, order: PastOrder, placed_at: datetime) -> datetime:
    """When the kitchen says something: usually soon, at the latest a minute before it expires."""
    wait = min(spread(dice, order.shop.character.answer_s), timedelta(minutes=8))
    if wait > timedelta(minutes=settings().prompt_minutes, seconds=4):
        _prompted(order)
    return placed_at + wait


def _accepted(dice: Random, order: PastOrder, placed_at: datetime) -> datetime:
    at = _answered(dice, order, placed_at)
    prep = max(5, order.shop.row.prep_minutes + dice.choice((-5, 0, 0, 0, 5)))
    ready_by = at + timedelta(minutes=prep)
    order.status = OrderStatus.ACCEPTED
    order.moments |= {"accepted_at": at, "prep_minutes": prep, "ready_by": ready_by}
    order.moments["arrive_by"] = ready_by + order.on_the_way()
    return order.step(
        at,
        "order_accepted",
        "restaurant",
        order.shop.cook_id,
        prep_minutes=prep,
        ready_by=_json(ready_by),
        is_delivery=order.terms is not None,
    )


def _cooked(dice: Random, order: PastOrder, accepted_at: datetime) -> datetime:
    """When the food is packed. A kitchen that sees itself fall behind may say so."""
    character = order.shop.character
    late = dice.gauss(character.prep_bias_minutes, character.prep_spread_minutes)
    ready_by: datetime = order.moments["ready_by"]
    ready_at = max(accepted_at + timedelta(minutes=3), ready_by + timedelta(minutes=late))
    if late > 6 and dice.random() < 0.6:
        said_at = ready_by - timedelta(minutes=1)
        ready_by += timedelta(minutes=5 if late < 9 else 10)
        order.moments |= {"ready_by": ready_by, "arrive_by": ready_by + order.on_the_way()}
        cook = order.shop.cook_id
        order.step(said_at, "order_delayed", "restaurant", cook, ready_by=_json(ready_by))
    return ready_at


def _ready(order: PastOrder, at: datetime) -> None:
    order.status = OrderStatus.READY
    order.moments["ready_at"] = at
    is_delivery = order.terms is not None
    order.step(at, "order_ready", "restaurant", order.shop.cook_id, is_delivery=is_delivery)


def _picked_up(dice: Random, order: PastOrder, accepted_at: datetime) -> None:
    ready_at = _cooked(dice, order, accepted_at)
    _ready(order, ready_at)
    at = ready_at + spread(dice, 200)
    order.step(at, "order_delivered", "restaurant", order.shop.cook_id)
    _handed_over(order, at)


def _brought(
    dice: Random, order: PastOrder, accepted_at: datetime, roster: Roster, *, failed: bool
) -> None:
    door = Position(order.place.lat, order.place.lng)
    ready_at = _cooked(dice, order, accepted_at)
    wanted_at = max(accepted_at, ready_at - timedelta(minutes=dice.randint(9, 14)))
    ride = order.ride = roster.send(dice, wanted_at, order.shop.at, door)
    if ride is None:
        _nobody_rode(order, ready_at)
        return
    rider = ride.turn.rider
    collected_at = max(ride.arrives_at, ready_at) + timedelta(seconds=dice.randint(25, 110))
    _ready(order, ready_at)
    order.step(
        ride.assigned_at, "rider_assigned", "rider", rider.user_id, rider_id=str(rider.rider_id)
    )
    order.step(ride.arrives_at, "rider_arrived", "rider", rider.user_id)
    order.steps.sort(key=lambda step: step.at)
    order.status = OrderStatus.COLLECTED
    order.moments |= {
        "collected_at": order.step(collected_at, "order_collected", "rider", rider.user_id),
        "arrive_by": collected_at + order.on_the_way(),
    }
    way = riding(order.distance_m or 0, rider) * dice.uniform(0.9, 1.2)
    at = collected_at + way + timedelta(seconds=dice.randint(50, 210))
    if failed:
        at += timedelta(minutes=8)
        order.step(at, "order_failed", "rider", rider.user_id, reason=_NOBODY)
        _ended(order, End.NOT_HANDED_OVER, at, "rider", _NOBODY)
    else:
        order.step(at, "order_delivered", "rider", rider.user_id)
        _handed_over(order, at)
    roster.done(ride, at, door)


def _nobody_rode(order: PastOrder, ready_at: datetime) -> None:
    _ready(order, ready_at)
    at = max(order.moments["ready_by"], ready_at) + timedelta(minutes=20)
    order.step(at, "order_cancelled", reason="no_rider", by="platform", fee_minor=0)
    _ended(order, End.NO_RIDER, at, "platform", "no_rider")


def _handed_over(order: PastOrder, at: datetime) -> None:
    by = "rider" if order.terms else "restaurant"
    _ended(order, End.DELIVERED, at, by, "")
    order.moments["delivered_at"] = at


def _ended(order: PastOrder, end: End, at: datetime, by: str, code: str) -> None:
    order.end, order.status = end, OrderStatus(EFFECTS[end].status)
    order.moments |= {"ended_at": at, "ended_by": by, "end_code": code}


def _json(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
