"""The stage can play the ordinary play: else the simulation would prove nothing."""

from typing import Any

import pytest

from tests.simulation import kitchens, purchases, truths
from tests.simulation.openings import OPENINGS
from tests.simulation.resting import come_to_rest, settle_down

STANDS = {
    "to be paid": ("awaiting_payment", "open", None),
    "held": ("placed", "authorised", None),
    "accepted": ("accepted", "authorised", None),
    "cooking": ("accepted", "captured", "searching"),
    "refunds fail": ("accepted", "captured", "searching"),
    "on its way": ("collected", "captured", "collected"),
    "delivered": ("delivered", "captured", "delivered"),
    "disputed": ("delivered", "disputed", "delivered"),
    "tipped by card": ("delivered", "captured", "delivered"),
    "in cash": ("accepted", None, "searching"),
    "cash at the door": ("collected", None, "collected"),
    "at the counter": ("accepted", "captured", None),
    "Razorpay: to be paid": ("awaiting_payment", "open", None),
    "Razorpay: held": ("placed", "authorised", None),
    "Razorpay: cooking": ("accepted", "captured", "searching"),
    "Razorpay: refunds fail": ("accepted", "captured", "searching"),
    "Razorpay: delivered": ("delivered", "captured", "delivered"),
    "offers: to be paid": ("awaiting_payment", "open", None),
    "offers: cooking": ("accepted", "captured", "searching"),
    "offers in cash": ("accepted", None, "searching"),
    "added tax: on its way": ("collected", "captured", "collected"),
    "some credit: to be paid": ("awaiting_payment", "open", None),
    "some credit: cooking": ("accepted", "captured", "searching"),
    "kept cards: to be paid": ("awaiting_payment", None, None),
    "kept cards: tapped": ("placed", "authorised", None),
    "credit alone: placed": ("placed", None, None),
    "credit alone: delivered": ("delivered", None, "delivered"),
    "all at once: cooking": ("accepted", "captured", "searching"),
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_the_play_comes_to_its_opening_and_to_its_end(place: Any, opening: str) -> None:
    with place.run(opening) as stage:
        now = stage.now
        assert (now.status, now.payment, now.delivery) == STANDS[opening]
        come_to_rest(stage)
        truths.hold(stage)


@pytest.mark.parametrize(
    ("opening", "wanted"),
    {
        "cooking": ("stripe", 0, 0, 0),
        "Razorpay: cooking": ("razorpay", 0, 0, 0),
        "offers: cooking": ("stripe", 2, 0, 0),
        "offers in cash": (None, 1, 0, 0),
        "added tax: on its way": ("stripe", 2, 1, 0),
        "some credit: cooking": ("stripe", 0, 0, 1000),
        "credit alone: placed": (None, 0, 0, 3550),
        "all at once: cooking": ("razorpay", 2, 1, 1000),
    }.items(),
)
def test_an_opening_is_what_its_name_says(place: Any, opening: str, wanted: Any) -> None:
    with place.run(opening) as stage:
        [found] = stage.rows(
            "SELECT (SELECT gateway FROM payments WHERE order_id = o.id),"
            " (SELECT count(*) FROM promotion_uses WHERE order_id = o.id AND discount_minor > 0),"
            " (NOT is_tax_included AND items_tax_minor > 0)::int, credit_used_minor"
            " FROM orders o WHERE o.id = :order_id"
        )
        assert tuple(found) == wanted


def test_a_tip_by_card_comes_to_the_rider(place: Any) -> None:
    with place.run("tipped by card") as stage:
        come_to_rest(stage)
        tip_minor = purchases.TIPS_MINOR[0]
        assert (stage.now.late_tip_minor, purchases.bought_minor(stage)) == (tip_minor, tip_minor)


def test_a_run_forgets_what_it_did(place: Any) -> None:
    for _ in range(2):
        with place.run("held") as stage:
            assert stage.now.status == "placed"
            kitchens.accept(stage)
            settle_down(stage)
            assert stage.now.payment == "captured"
