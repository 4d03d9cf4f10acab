"""Plain words for every state that an order can be in."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from foodapp.orders.models import ENDED, EndedBy, Fulfilment, Order, OrderStatus
from foodapp.views.customer.order_steps import steps
from foodapp.views.customer.order_words import RiderFacts, Story, words

S = OrderStatus
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)  # 14:00 in Vaduz
STAGES = ("none", "searching", "nobody", "coming", "at_restaurant", "riding")
PASSED = {  # which moments an order in this status has behind it
    S.AWAITING_PAYMENT: (),
    S.PLACED: ("placed_at",),
    S.ACCEPTED: ("placed_at", "accepted_at"),
    S.READY: ("placed_at", "accepted_at", "ready_at"),
    S.COLLECTED: ("placed_at", "accepted_at", "ready_at", "collected_at"),
    S.DELIVERED: ("placed_at", "accepted_at", "ready_at", "delivered_at"),
    S.UNPAID: (),
    S.REJECTED: ("placed_at",),
    S.EXPIRED: ("placed_at",),
    S.CANCELLED: ("placed_at",),
    S.FAILED: ("placed_at", "accepted_at", "ready_at", "collected_at"),
}


def an_order(status, fulfilment=Fulfilment.DELIVERY, **facts):
    moments = dict.fromkeys(PASSED[status], NOON - timedelta(minutes=5))
    if "accepted_at" in moments:
        moments["ready_by"] = NOON + timedelta(minutes=18)
        moments["arrive_by"] = NOON + timedelta(minutes=31)
    if "placed_at" in moments:
        moments["answer_by"] = NOON + timedelta(minutes=5)
    if status in ENDED:
        moments["ended_at"] = NOON
    return Order(
        number="K7P-42",
        customer_id=uuid4(),
        restaurant_id=uuid4(),
        currency="CHF",
        items_minor=1750,
        delivery_fee_minor=300,
        total_minor=2050,
        status=status,
        fulfilment=fulfilment,
        **moments | facts,
    )


def told(order, stage="none", name="", end_code="", now=NOON):
    return Story(order, "Nonna", ZoneInfo("Europe/Vaduz"), now, RiderFacts(stage, name), end_code)


POSSIBLE = [
    state
    for state in product(OrderStatus, Fulfilment, STAGES)
    if state[:2] != (S.COLLECTED, Fulfilment.PICKUP)  # no rider ever has it
]


@pytest.mark.parametrize(("status", "fulfilment", "stage"), POSSIBLE)
def test_every_state_has_a_headline_and_steps(status, fulfilment, stage):
    story = told(an_order(status, fulfilment, end_reason="Too busy."), stage, "Ravi")

    said = words(story)

    assert said.headline[0].isupper()
    assert said.headline.endswith((".", "!"))
    assert "_" not in f"{said.headline}{said.detail}{said.money}"
    assert all(step.text and step.state in ("done", "now", "later") for step in steps(story))
    assert sum(step.state == "now" for step in steps(story)) == (status is not S.DELIVERED)


@pytest.mark.parametrize("status", sorted(ENDED))
def test_every_end_says_what_happens_with_the_money(status):
    assert words(told(an_order(status))).money.endswith(("card is released.", ".", "Tell us."))


def test_a_kitchen_at_work_says_when():
    said = words(told(an_order(S.ACCEPTED), "coming", "Ravi"))

    assert said.headline == "Nonna is cooking. Ready about 14:20."
    assert said.detail == "Ravi is on the way to Nonna."


def test_a_promise_that_has_passed_is_not_repeated():
    late = NOON + timedelta(minutes=30)

    assert words(told(an_order(S.ACCEPTED), now=late)).headline == "Nonna needs a moment longer."


def test_an_order_for_later_is_a_booking():
    evening = NOON + timedelta(hours=5)
    order = an_order(S.ACCEPTED, requested_for=evening, ready_by=evening - timedelta(minutes=12))

    assert words(told(order)).headline == "Nonna cooks for 19:00."


def test_an_order_while_closed_says_when_they_answer():
    order = an_order(S.PLACED, answer_by=NOON + timedelta(hours=3))

    assert words(told(order)).detail == "They are closed now and answer by 17:00."


def test_a_rider_on_the_way_is_named():
    said = words(told(an_order(S.COLLECTED), "riding", "Ravi"))

    assert said == type(said)("Ravi is on the way to you.", "Arrives about 14:35.", "")


@pytest.mark.parametrize(
    ("status", "facts", "money"),
    [
        (S.PLACED, {}, "is held on your card, and only charged when they say yes."),
        (S.UNPAID, {}, "Nothing was charged."),
        (S.REJECTED, {}, "You pay nothing: the CHF 20.50 held on your card is released."),
        (S.EXPIRED, {}, "You pay nothing: the CHF 20.50 held on your card is released."),
        (S.DELIVERED, {}, "You paid CHF 20.50."),
        (S.CANCELLED, {"placed_at": None}, "Nothing was charged."),
        (
            S.CANCELLED,
            {"accepted_at": NOON, "cancel_fee_minor": 1750},
            "You pay CHF 17.50 for what was being made; CHF 3.00 goes back to your card.",
        ),
        (
            S.CANCELLED,
            {"accepted_at": NOON, "ended_by": EndedBy.SUPPORT},
            "You pay nothing: CHF 20.50 goes back to your card within a few days.",
        ),
        (S.FAILED, {}, "so CHF 20.50 stays charged."),
    ],
)
def test_the_money_is_told_as_it_is(status, facts, money):
    assert money in words(told(an_order(status, **facts))).money.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("ended_by", "code", "headline"),
    [
        (EndedBy.CUSTOMER, "changed_mind", "You cancelled this order."),
        (EndedBy.SUPPORT, "anything", "Our team cancelled this order."),
        (EndedBy.PLATFORM, "no_rider", "We could not find a rider."),
        (EndedBy.PLATFORM, "payment_failed", "Your card could not be charged."),
    ],
)
def test_a_cancelled_order_says_who_and_why(ended_by, code, headline):
    order = an_order(S.CANCELLED, ended_by=ended_by)

    assert words(told(order, end_code=code)).headline == headline


def test_the_steps_of_a_delivery():
    found = steps(told(an_order(S.READY), "coming", "Ravi"))

    assert [(step.text, step.state) for step in found] == [
        ("Paid and sent to the kitchen", "done"),
        ("Nonna says yes", "done"),
        ("Food is packed", "done"),
        ("Ravi picks it up", "now"),
        ("At your door", "later"),
    ]
    assert found[-1].at == "about 14:35"


def test_an_order_that_ended_shows_how_far_it_came():
    assert [step.text for step in steps(told(an_order(S.REJECTED)))] == [
        "Paid and sent to the kitchen",
        "Declined by the restaurant",
    ]


def test_yesterdays_meal_is_not_wished_well():
    later = NOON + timedelta(days=1)
    order = an_order(S.DELIVERED, created_at=NOON - timedelta(minutes=40))

    assert words(told(order, now=later)).headline == "Delivered Mon 4 May 13:55."
    assert steps(told(order, now=later))[0].at == "13:55"
