"""Every cent of an order is explained, whatever its end."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foodapp.kit import clock
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders.ends import EFFECTS, End, Part, parts, pays_minor, total_minor
from foodapp.orders.models import COMES_FROM, ENDED, Fulfilment, Order, OrderStatus
from foodapp.payments import shares
from foodapp.payments.refunds.models import Bearer
from foodapp.payments.shares import Borne, Ridden

CUSTOMER, NONNA, RAVI = (UUID(int=n) for n in (1, 2, 3))
A_CENT_OR_MORE = st.integers(0, 10**7)


def order(end: End | None = None, **facts) -> Order:
    """20.00 of food (2.60 percent tax within), 3.00 delivery, 1.00 service, 2.00 tip."""
    given = {
        "number": "AAA-01",
        "idempotency_key": "k",
        "customer_id": CUSTOMER,
        "restaurant_id": NONNA,
        "fulfilment": Fulfilment.DELIVERY,
        "currency": "CHF",
        "customer_name": "Cy",
        "pin": "0000",
        "accepted_at": clock.now(),
        "items_minor": 2000,
        "items_tax_minor": 51,
        "delivery_fee_minor": 300,
        "delivery_tax_minor": 22,
        "service_fee_minor": 100,
        "service_tax_minor": 7,
        "tip_minor": 200,
        "commission_bps": 1500,
        "end": end,
    } | facts
    return Order(**given, total_minor=0)


def by_kind(moved) -> dict[Kind, int]:
    sums: Counter[Kind] = Counter()
    for account, minor in moved.items():
        sums[account.kind] += minor
    return {kind: minor for kind, minor in sums.items() if minor}


def test_a_delivered_order_is_explained_to_the_cent():
    moved = by_kind(shares.of_order(order(End.DELIVERED), Ridden(RAVI, 480)))
    assert moved == {
        Kind.CUSTOMER: 2600,
        Kind.RESTAURANT: -(2000 - 51 - 300),
        Kind.COMMISSION: -300,
        Kind.TAX: -(51 + 22 + 7),
        Kind.FEES: -(300 - 22 + 100 - 7),
        Kind.RIDER: -(480 + 200),
        Kind.RIDES: 480,
    }


def test_until_the_ride_is_done_the_tip_waits():
    moved = by_kind(shares.of_order(order()))
    assert (moved[Kind.TIPS], Kind.RIDER in moved) == (-200, False)


def test_added_tax_is_paid_on_top_and_bears_no_commission():
    taxed = order(End.DELIVERED, is_tax_included=False, items_tax_minor=100)
    moved = by_kind(shares.of_order(taxed, Ridden(RAVI, 0)))
    assert total_minor(taxed) == 2000 + 100 + 300 + 22 + 100 + 7 + 200
    assert moved[Kind.CUSTOMER] == total_minor(taxed)
    assert (moved[Kind.COMMISSION], moved[Kind.RESTAURANT]) == (-300, -1700)


def test_nothing_is_posted_before_the_restaurant_has_said_yes():
    for end in (None, End.UNPAID, End.REJECTED, End.EXPIRED, End.CANCELLED_EARLY):
        assert shares.of_order(order(end, accepted_at=None)) == {}


def test_food_that_nobody_could_bring_is_paid_by_the_platform():
    moved = by_kind(shares.of_order(order(End.NO_RIDER)))
    assert Kind.CUSTOMER not in moved
    assert moved[Kind.GOODWILL] == 2000
    assert moved[Kind.RESTAURANT] == -1649


def test_a_late_cancellation_pays_the_kitchen_but_no_ride():
    moved = by_kind(shares.of_order(order(End.CANCELLED_LATE)))
    assert moved[Kind.CUSTOMER] == 2100
    assert Kind.RIDES not in moved
    assert Kind.GOODWILL not in moved


def test_a_refund_that_the_restaurant_bears_lowers_its_tax_and_its_commission_too():
    back = [Borne(Bearer.RESTAURANT, 1000)]
    moved = by_kind(shares.of_order(order(End.DELIVERED), Ridden(RAVI, 480), back))
    assert moved[Kind.CUSTOMER] == 1600
    assert moved[Kind.COMMISSION] == -150
    assert moved[Kind.RESTAURANT] == -(1000 - 26 - 150)
    assert Kind.GOODWILL not in moved


def test_a_refund_that_the_platform_or_the_rider_bears_leaves_the_restaurant_alone():
    back = [Borne(Bearer.PLATFORM, 500), Borne(Bearer.RIDER, 100, RAVI)]
    moved = by_kind(shares.of_order(order(End.DELIVERED), Ridden(RAVI, 480), back))
    assert (moved[Kind.RESTAURANT], moved[Kind.GOODWILL]) == (-1649, 500)
    assert moved[Kind.RIDER] == -(480 + 200 - 100)
    assert moved[Kind.CUSTOMER] == 2000


@given(
    end=st.sampled_from([None, *End]),
    items=A_CENT_OR_MORE,
    fee=A_CENT_OR_MORE,
    service=A_CENT_OR_MORE,
    tip=A_CENT_OR_MORE,
    off=st.integers(0, 10_000),
    offered=st.integers(0, 10_000),
    tax_bps=st.integers(0, 2_500),
    commission_bps=st.integers(0, 10_000),
    included=st.booleans(),
    pay=st.none() | A_CENT_OR_MORE,
    theirs=st.integers(0, 10_000),
    ours=A_CENT_OR_MORE,
    credited=A_CENT_OR_MORE,
)
def test_debits_and_credits_are_equal_for_every_order_and_every_end(
    end,
    items,
    fee,
    service,
    tip,
    off,
    offered,
    tax_bps,
    commission_bps,
    included,
    pay,
    theirs,
    ours,
    credited,
):
    """off, offered and theirs: parts of ten thousand."""
    discount = items * off // 10_000
    some = order(
        end,
        items_minor=items,
        food_discount_minor=discount,
        delivery_fee_minor=fee,
        service_fee_minor=service,
        tip_minor=tip,
        is_tax_included=included,
        items_tax_minor=(items - discount) * tax_bps // (10_000 + tax_bps),
        delivery_tax_minor=fee * tax_bps // (10_000 + tax_bps),
        service_tax_minor=service * tax_bps // (10_000 + tax_bps),
        commission_bps=commission_bps,
        credited_minor=credited,
    )
    food = parts(some)[Part.FOOD]
    borne = [Borne(Bearer.PLATFORM, ours)] if ours else []
    if food * theirs // 10_000:
        borne.append(Borne(Bearer.RESTAURANT, food * theirs // 10_000))
    ridden = Ridden(RAVI, pay) if pay is not None and end and EFFECTS[end].rider_earns else None
    moved = shares.of_order(some, ridden, borne, discount * offered // 10_000)
    assert sum(moved.values()) == 0
    owes = by_kind(moved).get(Kind.CUSTOMER, 0)
    back = sum(one.amount_minor for one in borne)
    agreed = pays_minor(some, end) if end else total_minor(some)
    assert owes == max(0, agreed - back) + credited


@pytest.mark.parametrize("end", list(End))
def test_every_end_is_one_the_order_machine_knows(end):
    effect = EFFECTS[end]
    assert OrderStatus(effect.status) in ENDED
    assert OrderStatus(effect.status) in COMES_FROM
    # Who has paid for food has either got it or cost the kitchen its work.
    assert effect.restaurant_earns or Part.FOOD not in effect.customer_pays
    assert not (effect.stock_back and effect.restaurant_earns)


def test_every_status_that_ends_an_order_has_an_effect():
    assert {OrderStatus(effect.status) for effect in EFFECTS.values()} == ENDED
