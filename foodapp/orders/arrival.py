"""When food is ready and when it is at the door. First version; the AI takes this over."""

from datetime import datetime, timedelta

from foodapp.orders.models import Fulfilment, Order

RIDE_M_PER_MINUTE = 220  # a bicycle in town, stops included (13 km/h)
DETOUR_PERCENT = 130  # streets against the straight line
HANDOVER_MINUTES = 4  # parking, stairs, the door


def ride_minutes(distance_m: int) -> int:
    """Restaurant to door, in whole minutes, rounded up."""
    metres = distance_m * DETOUR_PERCENT // 100
    return -(-metres // RIDE_M_PER_MINUTE) + HANDOVER_MINUTES


def ready_by(order: Order, soonest: datetime) -> datetime:
    """The later of "as soon as the kitchen can" and "in time for when it was wanted"."""
    if order.requested_for is None:
        return soonest
    return max(soonest, order.requested_for - timedelta(minutes=on_the_way_minutes(order)))


def arrive_by(order: Order) -> datetime | None:
    """What the customer is told, from the kitchen's promise."""
    if order.ready_by is None:
        return None
    return order.ready_by + timedelta(minutes=on_the_way_minutes(order))


def after_collecting(order: Order) -> datetime | None:
    """From the moment the rider has the food, the kitchen's promise no longer matters."""
    if order.collected_at is None:
        return order.arrive_by
    return order.collected_at + timedelta(minutes=on_the_way_minutes(order))


def minutes_range(prep_minutes: int, distance_m: int | None) -> tuple[int, int]:
    """What a card says before anything is ordered, e.g. (25, 35): to the door, or to the counter
    where distance_m is None."""
    least = prep_minutes + (ride_minutes(distance_m) if distance_m is not None else 0)
    least = -(-least // 5) * 5
    return least, least + 10


def on_the_way_minutes(order: Order) -> int:
    """From the kitchen to the door; none to the counter."""
    if order.fulfilment is Fulfilment.PICKUP:
        return 0
    return ride_minutes(order.distance_m or 0)
