"""Orders in currencies that the gateway writes in its own way: charged, taken, given back in part,
and booked so that everybody is settled."""

import pytest
from sqlmodel import select

from foodapp.kit import db
from foodapp.ledger.models import AccountKind as Kind
from foodapp.menu.models import Modifier, Variation
from foodapp.orders import kitchen
from foodapp.payments import paying
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant
from tests.fixtures.world import start_order
from tests.foodapp.payments.conftest import HELD, ask, moved, order_of, payment_of


@pytest.mark.parametrize(
    ("currency", "price", "told", "kept_told"),
    [
        ("KWD", 3125, 3130, 2120),
        ("ISK", 2490, 249_000, 148_500),
        ("UGX", 35_000, 3_500_000, 3_399_500),
    ],
)
def test_an_order_is_charged_and_given_back_as_the_gateway_writes_it(
    session, world, gateway, inbox, pay, take_in, drain_outbox, currency, price, told, kept_told
):
    session.get_one(Restaurant, world.nonna).currency = currency
    session.get_one(Restaurant, world.nonna).min_order_minor = 0
    session.get_one(Modifier, world.salami).price_minor = 0
    session.get_one(Variation, world.large).price_minor = price
    bands = select(DeliveryFeeBand).where(DeliveryFeeBand.restaurant_id == world.nonna)
    for band in session.exec(bands):
        band.fee_minor = 0
    order = start_order(session, world)
    session.commit()
    paying.open_page(world.customer, order.id)
    pay(order)
    take_in(HELD, order)
    with db.transaction() as inner:
        kitchen.accept(inner, world.staff, order.id, prep_minutes=20)
    drain_outbox()

    theirs = gateway.books_of(payment_of(order.id).intent_ref)
    assert (theirs["amount"], theirs["captured"]) == (told, told)
    amounts = moved(order)
    assert Kind.CUSTOMER not in amounts, "settled"
    assert amounts.get(Kind.ROUNDING, 0) == order_of(order.id).total_minor - amounts[Kind.GATEWAY]

    ask(world.admin, order, amount_minor=1005)
    drain_outbox()

    theirs = gateway.books_of(payment_of(order.id).intent_ref)
    assert theirs["captured"] - theirs["refunded"] == kept_told
    assert Kind.CUSTOMER not in moved(order), "settled again"
