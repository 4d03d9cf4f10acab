"""What applies, what does not, and what is said of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodapp.kit.words import say
from foodapp.promotions import counting, terms
from foodapp.promotions.judging import Asked, judge
from foodapp.promotions.models import Kind
from foodapp.promotions.terms import Offer

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)  # a Friday, 16:30 in Berlin
MINE = counting.customer_key(UUID(int=7))


def offer(number: int = 1, **facts) -> Offer:
    blank = {
        "id": UUID(int=number),
        "name": f"Offer {number}",
        "kind": Kind.PERCENT,
        "code": None,
        "restaurant_id": None,
        "currency": "EUR",
        "percent_bps": 1000,
        "amount_minor": 0,
        "most_minor": None,
        "min_basket_minor": 0,
        "first_order": False,
        "weekdays": [],
        "from_minute": None,
        "until_minute": None,
        "starts_at": NOW - timedelta(days=1),
        "ends_at": None,
        "limit_total": None,
        "limit_per_customer": None,
        "limit_per_day": None,
        "platform_bps": 10_000,
        "combinable": True,
        "paused_at": None,
        "ended_at": None,
        "counts": {},
        "waiting": 0,
        "has_ordered": False,
    }
    return Offer.model_validate(blank | facts)


def free(number: int = 9, **facts) -> Offer:
    return offer(number, **{"kind": Kind.FREE_DELIVERY, "percent_bps": 0, "name": "Free"} | facts)


def five(number: int = 2, **facts) -> Offer:
    given = {"kind": Kind.AMOUNT, "percent_bps": 0, "amount_minor": 500, "name": "Five"}
    return offer(number, **given | facts)


def asked(code: str = "", **facts) -> Asked:
    blank = {
        "items_minor": 2000,
        "delivery_fee_minor": 300,
        "is_delivery": True,
        "now": NOW,
        "wanted_at": NOW,
        "zone": BERLIN,
        "customer_key": MINE,
    }
    return Asked(**blank | facts, code=code)


def names(verdict) -> list[tuple[str, int]]:
    return [(one.offer.name, one.off_minor) for one in verdict.applied]


def test_the_best_offer_on_food_and_one_on_delivery_apply():
    found = judge([offer(1), five(2), free(9)], asked())
    assert names(found) == [("Five", 500), ("Free", 300)]


def test_of_equals_the_one_that_applies_by_itself_is_taken_whatever_their_order():
    both = [five(1, code="FIVE", name="Code"), five(2, name="Own")]
    assert names(judge(both, asked("FIVE"))) == names(judge(both[::-1], asked("FIVE")))
    assert names(judge(both, asked("FIVE"))) == [("Own", 500)]


def test_one_that_cannot_be_combined_stands_alone_if_it_takes_off_more():
    alone = five(2, combinable=False)
    assert names(judge([alone, free(9)], asked())) == [("Five", 500)]
    assert names(judge([alone, offer(1, name="Ten"), free(9)], asked())) == [
        ("Ten", 200),
        ("Free", 300),
    ]


def test_a_percentage_is_capped_and_an_amount_takes_no_more_than_there_is():
    assert names(judge([offer(1, percent_bps=5000, most_minor=700)], asked())) == [("Offer 1", 700)]
    assert names(judge([five(amount_minor=5000)], asked())) == [("Five", 2000)]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"ends_at": NOW}, "That code has ended."),
        ({"ended_at": NOW}, "That code has ended."),
        ({"paused_at": NOW}, "That code does not work here. Please check it."),
        ({"starts_at": NOW + timedelta(1)}, "That code does not work here. Please check it."),
        ({"first_order": True, "has_ordered": True}, "That code is for a first order."),
        ({"limit_total": 3, "counts": {"all": 3}}, "That code has been used up."),
        ({"limit_per_customer": 1, "counts": {MINE: 1}}, "You have used that code already."),
        (
            {"limit_per_day": 1, "counts": {"day 2026-11-27": 1}},
            "That code has been used up for today.",
        ),
        (
            {"weekdays": [0, 1, 2], "from_minute": 900, "until_minute": 1020},
            "That code is for food on Mon–Wed 15:00–17:00.",
        ),
        ({"min_basket_minor": 2500}, "Add €5.00 of dishes for that code."),
    ],
)
def test_why_a_code_takes_nothing_off_is_one_sentence(facts, sentence):
    found = judge([offer(1, code="TEN", **facts)], asked("TEN"))
    assert (say(found.code_problem), list(found.applied)) == (sentence, [])


def test_an_unknown_code_is_over_and_one_that_only_waits_for_more_dishes_is_not():
    assert judge([], asked("NONE")).code_is_over
    assert not judge([offer(1, code="TEN", min_basket_minor=2500)], asked("TEN")).code_is_over
    assert judge([offer(1, code="TEN", ends_at=NOW)], asked("TEN")).code_is_over


def test_a_code_that_an_older_promotion_had_before_is_judged_by_the_new_one():
    found = judge([offer(1, code="TEN", ended_at=NOW), offer(2, code="TEN")], asked("TEN"))
    assert (names(found), found.code_applies, found.code_is_over) == (
        [("Offer 2", 200)],
        True,
        False,
    )


def test_a_code_that_is_not_the_best_says_what_is():
    found = judge([offer(1, code="TEN"), five(2)], asked("TEN"))
    assert say(found.code_problem) == "“Five” takes off as much or more, so your code is not used."
    apart = judge([free(9, code="BRING"), five(2, combinable=False)], asked("BRING"))
    assert say(apart.code_problem) == (
        "Your code cannot be combined with “Five”, which takes off more."
    )


def test_free_delivery_is_for_delivery():
    pick_up = asked("BRING", is_delivery=False, delivery_fee_minor=0)
    found = judge([free(9, code="BRING")], pick_up)
    assert say(found.code_problem) == "That code is for delivery."
    free_anyway = judge([free(9, code="BRING")], asked("BRING", delivery_fee_minor=0))
    assert say(free_anyway.code_problem) == "There is nothing to take off with that code."


def test_what_is_missing_to_an_offer_is_a_hint():
    assert [say(hint) for hint in judge([five(min_basket_minor=2350)], asked()).hints] == [
        "Add €3.50 of dishes for “Five”."
    ]
    assert judge([five(min_basket_minor=2350, ends_at=NOW)], asked()).hints == []


def test_what_ones_own_unpaid_order_holds_is_free_for_the_next():
    held = {"limit_per_customer": 1, "counts": {MINE: 1, "all": 5}, "limit_total": 5, "waiting": 1}
    assert judge([offer(1, code="TEN", **held)], asked("TEN")).code_applies


@pytest.mark.parametrize(
    ("hour", "day", "is_in"),
    [(21, 4, False), (22, 4, True), (1, 5, True), (2, 5, False), (1, 4, False), (22, 5, False)],
)
def test_hours_past_midnight_belong_to_the_day_they_began(hour, day, is_in):
    at = datetime(2026, 11, 23 + day, hour, tzinfo=BERLIN)  # 23 November is a Monday
    assert terms.is_within(at, [4], 22 * 60, 2 * 60) is is_in


def test_happy_hours_are_those_of_the_time_for_which_food_is_wanted_on_the_kitchens_clock():
    happy = offer(1, from_minute=16 * 60, until_minute=17 * 60)
    assert names(judge([happy], asked()))
    assert not names(judge([happy], asked(wanted_at=NOW + timedelta(hours=2))))
    assert not names(judge([happy], asked(zone=ZoneInfo("Europe/London"))))


@pytest.mark.parametrize(
    ("days", "hours", "words"),
    [
        ([], (None, None), ""),
        ([0, 1, 2, 3, 4], (900, 1020), "Mon–Fri 15:00–17:00"),
        ([5, 6], (None, None), "Sat, Sun"),
        (list(range(7)), (1320, 1440), "22:00–00:00"),
    ],
)
def test_when_reads_like_a_sign_at_the_door(days, hours, words):
    assert terms.when(days, *hours) == words


@given(
    items=st.integers(0, 10**7),
    fee=st.integers(0, 10**5),
    offers=st.lists(
        st.tuples(
            st.sampled_from(list(Kind)), st.integers(1, 10_000), st.booleans(), st.booleans()
        ),
        max_size=6,
    ),
)
def test_no_choice_of_offers_would_take_off_more(items, fee, offers):
    """Against trying every allowed choice."""
    found = [
        offer(
            number,
            kind=kind,
            percent_bps=size if kind is Kind.PERCENT else 0,
            amount_minor=size if kind is Kind.AMOUNT else 0,
            combinable=combinable,
            code="CODE" if has_code else None,
        )
        for number, (kind, size, combinable, has_code) in enumerate(offers)
    ]
    chosen = judge(found, asked("CODE", items_minor=items, delivery_fee_minor=fee)).applied
    off = {one.id: one.off_minor(items, fee) for one in found}
    alone = [off[one.id] for one in found]
    pairs = [
        off[one.id] + off[other.id]
        for one in found
        for other in found
        if one.combinable and other.combinable
        if other.is_on_delivery and not one.is_on_delivery
    ]
    assert sum(one.off_minor for one in chosen) == max([0, *alone, *pairs])
    assert len([one for one in chosen if one.offer.is_on_delivery]) <= 1
    assert len([one for one in chosen if not one.offer.is_on_delivery]) <= 1
    assert len(chosen) < 2 or all(one.offer.combinable for one in chosen)
