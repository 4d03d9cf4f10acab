"""From what an order costs to what is asked of a card or a purse, wherever it is ordered."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.kit.errors import DomainError
from foodapp.ledger.models import AccountKind as Kind
from foodapp.menu import editing
from foodapp.menu.models import Category, Item, Variation
from foodapp.orders import basket, endings, kitchen, placing
from foodapp.orders.ends import PayBy
from foodapp.orders.models import OrderStatus
from foodapp.payments import books
from foodapp.payments.models import Payment
from foodapp.promotions import making
from foodapp.promotions.making import Terms
from foodapp.promotions.models import Kind as Offer
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant
from foodapp.views.customer.checkout import checkout
from tests.fixtures.credit import give
from tests.fixtures.world import HOME


@pytest.fixture
def priced_at(session, world):
    """Nonna sells one dish in a currency, brought for nothing; Cy has it in the basket."""

    def sell(currency, minor, quantity=1, **facts):
        shop = session.get_one(Restaurant, world.nonna)
        shop.currency, shop.min_order_minor = currency, 0
        for name, value in facts.items():
            setattr(shop, name, value)
        for band in session.exec(
            select(DeliveryFeeBand).where(DeliveryFeeBand.restaurant_id == shop.id)
        ):
            band.fee_minor = 0
        for size in session.exec(select(Variation).where(Variation.item_id == world.margherita)):
            session.delete(size)
        session.get_one(Item, world.margherita).price_minor = minor
        session.flush()
        basket.set_address(session, world.customer, HOME)
        basket.add(
            session,
            world.customer,
            restaurant_id=world.nonna,
            item_id=world.margherita,
            quantity=quantity,
        )

    return sell


def offer(session, world, **terms):
    terms = {"name": "All of it", "kind": Offer.PERCENT, "percent_bps": 10_000} | terms
    making.offer(session, world.staff, Terms(**terms))


def place(session, world, seen=None):
    seen = seen or checkout(session, world.customer)
    return placing.place(
        session,
        world.customer,
        idempotency_key="one",
        seen_total_minor=seen.total_minor,
        seen_credit_minor=seen.credit_minor,
    )


def lines(card):
    return [(line.label, line.amount.replace("\xa0", " ")) for line in card.paid]


def accepted(session, world, order):
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    books.post_sale(session, order, because="accepted")
    moved = {}
    for account, minor in books.explained(session, order.id).items():
        moved[account.kind] = moved.get(account.kind, 0) + minor
    assert sum(moved.values()) == 0
    return {kind: minor for kind, minor in moved.items() if minor}


def test_dinars_are_rounded_to_what_cards_take_and_the_difference_is_booked(
    session, world, priced_at
):
    priced_at("KWD", 3125)
    seen = checkout(session, world.customer)
    assert lines(seen) == [("Rounded for the card", "KWD 0.005"), ("To pay by card", "KWD 3.130")]
    order = place(session, world, seen)
    assert (order.total_minor, order.rounding_minor, order.card_minor) == (3125, 5, 3130)

    placing.confirm_authorised(session, PLATFORM, order.id)
    moved = accepted(session, world, order)

    assert (moved[Kind.CUSTOMER], moved[Kind.ROUNDING]) == (3130, -5)


@pytest.mark.parametrize(
    ("currency", "minor", "sentence"),
    [
        ("HUF", 10_000, "from HUF\xa0175.00"), ("CZK", 1400, "15.00"),
        ("JPY", 49, "¥50"), ("EUR", 49, "€0.50"), ("MXN", 900, "10.00"),
        ("COP", 120_000_000, "up to COP\xa0999,999.99"),
    ],
)  # fmt: skip
def test_what_the_gateway_would_refuse_is_said_with_its_limit(
    session, world, priced_at, currency, minor, sentence
):
    priced_at(currency, minor)
    seen = checkout(session, world.customer)
    assert not seen.can_order
    assert sentence in seen.problems[0]
    with pytest.raises(DomainError, match="Cards can be charged"):
        place(session, world, seen)


def test_a_code_that_takes_all_off_leaves_nothing_to_pay(session, world, priced_at):
    priced_at("EUR", 1200)
    offer(session, world)
    seen = checkout(session, world.customer)
    assert (seen.can_order, seen.is_free, seen.by_card, seen.problems) == (True, True, "", [])
    order = place(session, world, seen)
    assert (order.status, order.total_minor, order.card_minor) == (OrderStatus.PLACED, 0, 0)
    moved = accepted(session, world, order)
    assert Kind.CUSTOMER not in moved
    assert session.exec(select(Payment)).first() is None


def test_an_order_for_nothing_can_be_cancelled(session, world, priced_at):
    priced_at("EUR", 1200)
    offer(session, world)
    order = place(session, world)
    endings.cancel(session, world.customer, order.id, agreed_fee_minor=0)
    assert (order.status, order.to_pay_minor) == (OrderStatus.CANCELLED, 0)


def test_what_an_offer_leaves_below_the_least_of_a_card_is_waived(session, world, priced_at):
    priced_at("EUR", 1020)
    offer(session, world, kind=Offer.AMOUNT, percent_bps=0, amount_minor=1000)
    seen = checkout(session, world.customer)
    assert (seen.total, seen.is_free) == ("€0.20", True)
    assert lines(seen) == [("Too little for a card: waived", "-€0.20")]
    order = place(session, world, seen)
    assert (order.status, order.total_minor, order.card_minor) == (OrderStatus.PLACED, 20, 0)
    moved = accepted(session, world, order)
    assert Kind.CUSTOMER not in moved, "settled"
    assert moved[Kind.ROUNDING] == 20, "the platform's cost"


def test_credit_leaves_the_card_its_least_in_every_currency(session, world, priced_at):
    priced_at("HUF", 200_000)
    give(session, world.customer.user_id, 190_000, "HUF")
    basket.set_credit(session, world.customer, use=True)
    order = place(session, world)
    assert (order.credit_used_minor, order.card_minor) == (182_500, 17_500)


def test_cash_is_asked_for_in_coins_that_exist(session, world, priced_at):
    priced_at("CHF", 2133)
    basket.set_payment(session, world.customer, pay_by=PayBy.CASH)
    seen = checkout(session, world.customer)
    assert lines(seen) == [("Rounded to coins", "CHF 0.02"), ("To pay in cash", "CHF 21.35")]
    order = place(session, world, seen)
    assert (order.total_minor, order.cash_due_minor) == (2133, 2135)


@pytest.mark.parametrize(
    ("currency", "minor"), [("IDR", 3_500_000), ("HUF", 1_299_000), ("COP", 3_200_000),
                            ("VND", 250_000), ("LBP", 2_500_000), ("IDR", 10_000_000_000)],
)  # fmt: skip
def test_a_dish_may_cost_what_it_costs_there(session, world, currency, minor):
    session.get_one(Restaurant, world.nonna).currency = currency
    category = session.exec(select(Category.id).where(Category.restaurant_id == world.nonna))
    draft = editing.ItemDraft(category_id=category.first(), name="Nasi", price_minor=minor)
    item = editing.add(session, world.staff, draft)
    session.expire(item)
    assert item.price_minor == minor


def test_a_price_beyond_reason_is_refused_with_the_most(session, world):
    category = session.exec(select(Category.id).where(Category.restaurant_id == world.nonna))
    draft = editing.ItemDraft(category_id=category.first(), name="Gold", price_minor=1_000_001)
    with pytest.raises(editing.UnlikelyPrice, match=r"0\.00 to CHF.10,000\.00"):
        editing.add(session, world.staff, draft)


def test_a_basket_of_millions_is_a_sentence(session, world, priced_at):
    priced_at("EUR", 1_000_000, quantity=99)
    for note in ("b", "c", "d", "e", "f"):
        basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.margherita,
                   quantity=99, note=note)  # fmt: skip
    seen = checkout(session, world.customer)
    assert seen.total_minor == 6 * 99 * 1_000_000
    assert seen.problems == ["One order is €20,000.00 at most."]
    with pytest.raises(DomainError, match="at most"):
        place(session, world, seen)


def test_an_order_in_rupiah_is_more_than_32_bits(session, world, priced_at):
    priced_at("IDR", 500_000_000, quantity=10)  # a wedding: IDR 50 million
    order = place(session, world)
    session.expire_all()
    assert order.total_minor == 5_000_000_000 == order.to_pay_minor
