"""Who pays for what a promotion took off: every cent, at every end."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import text

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import clock, db
from foodapp.kit.money import rounded
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import basket, endings, kitchen, offers, placing
from foodapp.orders.ends import EFFECTS, End, Part, PayBy, effect_of, parts, total_minor
from foodapp.orders.models import Fulfilment, Order
from foodapp.payments import books, shares
from foodapp.payments.refunds import lines as refunding_lines
from foodapp.payments.refunds.models import Bearer
from foodapp.payments.shares import Borne, Ridden
from foodapp.restaurants.taxes import TaxTerms
from tests.fixtures import offers as given_offers
from tests.fixtures import world as worlds
from tests.foodapp.payments.test_shares import by_kind

CUSTOMER, NONNA, RAVI = (UUID(int=n) for n in (1, 2, 3))
BPS = st.integers(0, 10_000)
LINES = st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 2_500)), min_size=1, max_size=6)
OFFERED_BPS = {"platform": 10_000, "restaurant": 0, "shared": 5_000}


def order(end: End | None = None, **facts) -> Order:
    """20.00 of food for 15.00 (0.38 of it tax), 3.00 delivery."""
    known = {
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
        "food_discount_minor": 500,
        "items_tax_minor": 38,
        "delivery_fee_minor": 300,
        "commission_bps": 1500,
        "end": end,
    } | facts
    return Order(**known, total_minor=0)


def test_what_the_platform_offers_leaves_the_restaurant_its_own_price():
    moved = by_kind(shares.of_order(order(End.DELIVERED), Ridden(RAVI, 0), offered_minor=500))
    assert moved == {
        Kind.CUSTOMER: 1800,
        Kind.PROMOTIONS: 500,
        Kind.RESTAURANT: -(2000 - 38 - 300),
        Kind.TAX: -38,
        Kind.COMMISSION: -300,  # of 20.00
        Kind.FEES: -300,
    }


def test_what_the_restaurant_offers_it_sells_for_less_and_pays_less_commission():
    moved = by_kind(shares.of_order(order(End.DELIVERED), Ridden(RAVI, 0)))
    assert moved[Kind.COMMISSION] == -225  # of 15.00
    assert moved[Kind.RESTAURANT] == -(1500 - 38 - 225)
    assert Kind.PROMOTIONS not in moved


def test_free_delivery_is_earned_whole_and_paid_by_whoever_offered_it():
    free = {"food_discount_minor": 0, "items_tax_minor": 51, "delivery_discount_minor": 300}
    ours = by_kind(
        shares.of_order(order(End.DELIVERED, **free), Ridden(RAVI, 0), delivery_offered_minor=300)
    )
    assert (ours[Kind.CUSTOMER], ours[Kind.FEES], ours[Kind.PROMOTIONS]) == (2000, -300, 300)
    theirs = by_kind(shares.of_order(order(End.DELIVERED, **free), Ridden(RAVI, 0)))
    assert theirs[Kind.RESTAURANT] - ours[Kind.RESTAURANT] == 300
    assert Kind.PROMOTIONS not in theirs


def test_a_delivery_that_nobody_pays_for_costs_nobody_its_offer():
    free = order(End.CANCELLED_LATE, delivery_discount_minor=300)
    moved = by_kind(shares.of_order(free, offered_minor=500, delivery_offered_minor=300))
    assert (moved[Kind.PROMOTIONS], Kind.FEES in moved) == (500, False)


def test_food_that_nobody_pays_for_is_goodwill_whole():
    moved = by_kind(shares.of_order(order(End.NO_RIDER), offered_minor=500))
    assert (moved[Kind.GOODWILL], Kind.PROMOTIONS in moved) == (2000, False)


def test_what_the_restaurant_gives_back_the_platform_adds_nothing_to():
    """Else it would earn by spoiling food that the platform has offered for less."""
    back = [Borne(Bearer.RESTAURANT, 1500)]
    moved = by_kind(shares.of_order(order(End.DELIVERED), Ridden(RAVI, 0), back, offered_minor=500))
    assert moved == {Kind.CUSTOMER: 300, Kind.FEES: -300}


@given(
    end=st.sampled_from([None, *End]),
    pay_by=st.sampled_from(PayBy),
    lines=LINES,
    included=st.booleans(),
    off=BPS,
    food_platform=BPS,
    fee=st.integers(0, 2_000),
    is_free=st.booleans(),
    delivery_platform=BPS,
    service=st.integers(0, 500),
    fees_bps=st.integers(0, 2_500),
    tip=st.integers(0, 2_000),
    commission_bps=st.integers(0, 4_000),
    pay=st.none() | st.integers(0, 3_000),
    back=st.lists(st.tuples(st.sampled_from(Bearer), BPS), max_size=4),
)
def test_shares_sum_to_zero_and_nobody_is_paid_what_does_not_exist(
    end,
    pay_by,
    lines,
    included,
    off,
    food_platform,
    fee,
    is_free,
    delivery_platform,
    service,
    fees_bps,
    tip,
    commission_bps,
    pay,
    back,
):
    """off and back are parts of ten thousand of the food and of what is left to give back."""
    tax = TaxTerms(included, {})
    items = sum(price for price, _ in lines)
    discount = rounded(items * off, 10_000)
    spread = offers.spread(discount, [price for price, _ in lines])
    assert sum(spread) == discount
    assert all(0 <= part <= price for part, (price, _) in zip(spread, lines, strict=True))
    free = fee if is_free else 0
    some = order(
        end,
        pay_by=pay_by,
        is_tax_included=included,
        items_minor=items,
        food_discount_minor=discount,
        items_tax_minor=sum(
            tax.tax_minor(price - part, 100 * bps)
            for part, (price, bps) in zip(spread, lines, strict=True)
        ),
        delivery_fee_minor=fee,
        delivery_discount_minor=free,
        delivery_tax_minor=tax.tax_minor(fee - free, 100 * fees_bps),
        service_fee_minor=service,
        service_tax_minor=tax.tax_minor(service, 100 * fees_bps),
        tip_minor=tip,
        commission_bps=commission_bps,
    )
    effect = effect_of(end or some.good_end, pay_by)
    left, borne = total_minor(some), []
    for bearer, share in back:
        amount = rounded(left * share, 10_000)
        left -= amount
        borne.append(Borne(bearer, amount, RAVI if bearer is Bearer.RIDER else None))
    ridden = Ridden(RAVI, pay) if pay is not None and end and EFFECTS[end].rider_earns else None
    food_ours = rounded(discount * food_platform, 10_000)
    delivery_ours = rounded(free * delivery_platform, 10_000)

    moved = shares.of_order(some, ridden, borne, food_ours, delivery_ours)

    assert sum(moved.values()) == 0
    sums = by_kind(moved)
    # What offers cost the platform is what it has offered, of what was sold; never more.
    most = (food_ours if Part.FOOD in effect.customer_pays else 0) + (
        delivery_ours if Part.DELIVERY in effect.customer_pays else 0
    )
    assert 0 <= sums.get(Kind.PROMOTIONS, 0) <= most
    if not borne:
        assert sums.get(Kind.PROMOTIONS, 0) == most
    # Income is income and cost is cost: no share has turned into its opposite.
    for kind in (Kind.FEES, Kind.COMMISSION, Kind.TAX, Kind.TIPS):
        assert sums.get(kind, 0) <= 0, kind
    for kind in (Kind.CUSTOMER, Kind.GOODWILL, Kind.RIDES):
        assert sums.get(kind, 0) >= 0, kind
    # The food, all of its takers together: what is paid for it, and what the platform adds.
    food = -sum(sums.get(kind, 0) for kind in (Kind.RESTAURANT, Kind.COMMISSION))
    food -= sums.get(Kind.TAX, 0)
    food -= sum(
        minor
        for part, minor in {
            Part.DELIVERY: some.delivery_tax_minor,
            Part.SERVICE: some.service_tax_minor,
        }.items()
        if part in effect.customer_pays
    )
    assert food <= (parts(some)[Part.FOOD] + food_ours if effect.restaurant_earns else 0)


@pytest.fixture
def explained(session):
    def of(order):
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # as at commit
        session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        return by_kind(books.explained(session, order.id))

    return of


@pytest.mark.parametrize("payer", OFFERED_BPS)
def test_the_journals_of_an_order_with_offers_balance_and_say_who_bore_them(
    session, world, drain_outbox, explained, payer
):
    bps = OFFERED_BPS[payer]
    given_offers.ours(session, world, given_offers.percent(2000), bps=bps)
    given_offers.ours(session, world, given_offers.free_delivery(), bps=bps)
    order = accepted(session, world)
    drain_outbox()

    moved = explained(order)

    assert sum(moved.values()) == 0
    off = 350 + 300
    assert moved.get(Kind.PROMOTIONS, 0) == off * bps // 10_000
    # The customer owes what the checkout said; the gateway's part comes with its capture.
    assert moved[Kind.CUSTOMER] == order.total_minor == 2050 - off


def accepted(session, world):
    worlds.fill_basket(session, world)
    seen = basket.priced(session, world.customer).total_minor
    order = placing.place(session, world.customer, idempotency_key="k", seen_total_minor=seen)
    placing.confirm_authorised(session, PLATFORM, order.id)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    session.commit()
    return order


def test_an_end_takes_back_what_the_offer_has_cost(session, world, drain_outbox, explained):
    given_offers.ours(session, world, given_offers.percent(2000))
    order = accepted(session, world)
    drain_outbox()
    assert explained(order)[Kind.PROMOTIONS] == 350
    with db.transaction() as inner:
        endings.cancel_for_restaurant(inner, world.staff, order.id, code="broken")
    drain_outbox()
    assert explained(order) == {}


def test_dishes_that_are_given_back_are_worth_what_was_paid_for_them(session, world):
    """All lines together give back the food as it was sold, not as the menu has it."""
    given_offers.nonnas(session, world, given_offers.amount(333))
    worlds.fill_basket(session, world)
    for _ in range(3):
        basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)
    seen = basket.priced(session, world.customer).total_minor
    order = placing.place(session, world.customer, idempotency_key="k", seen_total_minor=seen)
    worth = sum(line.worth_minor for line in refunding_lines.left(session, order))
    assert worth == parts(order)[Part.FOOD] == 1750 + 3 * 650 - 333
