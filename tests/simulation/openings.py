"""Where a run begins: most trouble starts somewhere on the ordinary way."""

from collections.abc import Callable

from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment
from tests.simulation import before, customers, kitchens, outside, purchases, riders
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


def tipped_by_card(stage: Stage) -> None:
    """Delivered; and a tip is paid, of which nothing was told yet."""
    delivered(stage)
    purchases.tip_by_card(stage)
    customers.pay_a_tip(stage)


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


def tapped(stage: Stage) -> None:
    """With a kept card, and nothing was told about it yet."""
    to_be_paid(stage)
    customers.tap_a_card(stage)


def placed_with_credit(stage: Stage) -> None:
    """Without a gateway."""
    to_be_paid(stage)
    _calm(stage)


def credit_delivered(stage: Stage) -> None:
    placed_with_credit(stage)
    riders.go_online(stage, 0)
    kitchens.accept(stage)
    _calm(stage)
    _brought(stage)
    riders.hand_over(stage)
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


def where(*is_so: Opening, opening: Opening) -> Opening:
    """The same, after something was different before."""

    def play(stage: Stage) -> None:
        for prepare in is_so:
            prepare(stage)
        opening(stage)

    return play


ALL_AT_ONCE = (before.rupees, before.added_tax, before.offers, before.some_credit)
OPENINGS: dict[str, Opening] = {
    "to be paid": to_be_paid,
    "held": held,
    "accepted": accepted,
    "cooking": cooking,
    "refunds fail": refunds_fail,
    "on its way": on_its_way,
    "delivered": delivered,
    "disputed": disputed,
    "tipped by card": tipped_by_card,
    "in cash": in_cash,
    "cash at the door": cash_at_the_door,
    "at the counter": at_the_counter,
    "Razorpay: to be paid": where(before.rupees, opening=to_be_paid),
    "Razorpay: held": where(before.rupees, opening=held),
    "Razorpay: cooking": where(before.rupees, opening=cooking),
    "Razorpay: refunds fail": where(before.rupees, opening=refunds_fail),
    "Razorpay: delivered": where(before.rupees, opening=delivered),
    "offers: to be paid": where(before.offers, opening=to_be_paid),
    "offers: cooking": where(before.offers, opening=cooking),
    "offers in cash": where(before.offers_of_the_platform, opening=in_cash),
    "added tax: on its way": where(before.added_tax, before.offers, opening=on_its_way),
    "some credit: to be paid": where(before.some_credit, opening=to_be_paid),
    "some credit: cooking": where(before.some_credit, opening=cooking),
    "kept cards: to be paid": where(before.kept_cards, opening=to_be_paid),
    "kept cards: tapped": where(before.kept_cards, opening=tapped),
    "credit alone: placed": where(before.plenty_of_credit, opening=placed_with_credit),
    "credit alone: delivered": where(before.plenty_of_credit, opening=credit_delivered),
    "all at once: cooking": where(*ALL_AT_ONCE, opening=cooking),
}
