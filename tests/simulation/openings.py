"""Where a run begins: most trouble starts somewhere on the ordinary way."""

from collections.abc import Callable

from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment
from tests.simulation import customers, kitchens, outside, riders
from tests.simulation.stage import Stage

Opening = Callable[[Stage], None]


def to_be_paid(stage: Stage) -> None:
    customers.order(stage, PayBy.CARD, Fulfilment.DELIVERY)


def held(stage: Stage) -> None:
    to_be_paid(stage)
    customers.pay(stage)
    _calm(stage)


def accepted(stage: Stage) -> None:
    """And nothing was done about it yet."""
    held(stage)
    riders.go_online(stage, 0)
    kitchens.accept(stage)


def cooking(stage: Stage) -> None:
    accepted(stage)
    _calm(stage)


def refunds_fail(stage: Stage) -> None:
    """Cooking; paid with a card that can take nothing back."""
    to_be_paid(stage)
    customers.pay(stage, 3)
    _calm(stage)
    kitchens.accept(stage)
    _calm(stage)


def on_its_way(stage: Stage) -> None:
    cooking(stage)
    _brought(stage)


def delivered(stage: Stage) -> None:
    on_its_way(stage)
    riders.hand_over(stage)
    _calm(stage)


def disputed(stage: Stage) -> None:
    delivered(stage)
    outside.dispute(stage)
    _calm(stage)


def in_cash(stage: Stage) -> None:
    customers.order(stage, PayBy.CASH, Fulfilment.DELIVERY)
    riders.go_online(stage, 0)
    kitchens.accept(stage)
    _calm(stage)


def cash_at_the_door(stage: Stage) -> None:
    in_cash(stage)
    _brought(stage)


def at_the_counter(stage: Stage) -> None:
    customers.order(stage, PayBy.CARD, Fulfilment.PICKUP)
    customers.pay(stage)
    _calm(stage)
    kitchens.accept(stage)
    _calm(stage)


def _calm(stage: Stage) -> None:
    outside.tell_everything(stage)
    outside.react_to_everything(stage)
    outside.tell_everything(stage)


def _brought(stage: Stage) -> None:
    riders.take_the_offer(stage)
    kitchens.ready(stage)
    riders.collect(stage)
    _calm(stage)


OPENINGS: dict[str, Opening] = {
    "to be paid": to_be_paid,
    "held": held,
    "accepted": accepted,
    "cooking": cooking,
    "refunds fail": refunds_fail,
    "on its way": on_its_way,
    "delivered": delivered,
    "disputed": disputed,
    "in cash": in_cash,
    "cash at the door": cash_at_the_door,
    "at the counter": at_the_counter,
}
