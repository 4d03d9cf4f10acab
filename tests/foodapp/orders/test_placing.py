from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.accounts.models import StaffMember
from foodapp.kit import db, outbox
from foodapp.kit.errors import DomainError
from foodapp.menu.models import Item
from foodapp.orders import basket, placing
from foodapp.orders.events import OrderPlaced, OrderStarted
from foodapp.orders.models import Order, OrderLine, OrderStatus
from tests.fixtures import world as worlds


def place(session, world, key="k1", seen=None):
    priced = basket.priced(session, world.customer)
    return placing.place(
        session,
        world.customer,
        idempotency_key=key,
        seen_total_minor=priced.total_minor if seen is None else seen,
    )


def test_a_placed_order_sums_its_lines_fee_and_tip(session, world):
    worlds.fill_basket(session, world)
    basket.set_tip(session, world.customer, tip_minor=200)

    order = place(session, world)

    assert (order.items_minor, order.delivery_fee_minor, order.tip_minor) == (1750, 300, 200)
    assert order.total_minor == 2250
    assert order.status is OrderStatus.AWAITING_PAYMENT
    line = session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).one()
    assert (line.name, line.variation, line.unit_minor) == ("Margherita", "Large", 1750)
    assert line.modifiers == [{"name": "Salami", "price_minor": 200}]
    assert len(outbox.recorded(session, OrderStarted)) == 1


def test_no_order_is_placed_where_nobody_works(session, world):
    worlds.fill_basket(session, world)
    seen = basket.priced(session, world.customer).total_minor
    for staff in session.exec(select(StaffMember).where(StaffMember.restaurant_id == world.nonna)):
        session.delete(staff)
    session.commit()

    with pytest.raises(DomainError, match="Nonna takes no orders at the moment"):
        place(session, world, seen=seen)


def test_a_double_click_places_one_order(session, world):
    worlds.fill_basket(session, world)

    first, second = place(session, world), place(session, world)

    assert first.id == second.id
    assert len(outbox.recorded(session, OrderStarted)) == 1


@pytest.mark.parametrize(("dish", "statements"), [("margherita", 3), ("tiramisu", 4)])
def test_an_order_is_placed_in_three_statements_in_four_with_a_counted_dish(
    session, world, dish, statements
):
    """Each is a round trip while the customer waits, and others wait for the rows that are held."""
    worlds.fill_basket(session, world)
    if dish == "tiramisu":
        basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)
    seen = basket.priced(session, world.customer).total_minor
    session.commit()
    said = []
    engine = session.connection().engine

    def note(connection, cursor, statement, *facts):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    placing.place(session, world.customer, idempotency_key="k1", seen_total_minor=seen)
    session.flush()
    event.remove(engine, "before_cursor_execute", note)

    assert len([one for one in said if "SAVEPOINT" not in one]) == statements, said


def test_a_stale_price_is_refused(session, world):
    worlds.fill_basket(session, world)

    with pytest.raises(placing.PriceChanged):
        place(session, world, seen=1)


def test_stock_is_reserved_and_never_oversold(session, world):
    worlds.fill_basket(session, world)
    basket.add(
        session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=2
    )
    place(session, world)
    session.commit()
    assert session.get_one(Item, world.tiramisu).stock == 1

    worlds.fill_basket(session, world, world.stranger)
    with pytest.raises(DomainError, match="Only 1 of Tiramisu left"):
        basket.add(
            session, world.stranger, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=2
        )


def test_placing_reads_prices_and_stock_from_the_database_not_from_the_cached_menu(session, world):
    worlds.fill_basket(session, world)
    basket.add(
        session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=2
    )
    seen = basket.priced(session, world.customer).total_minor
    tiramisu = session.get_one(Item, world.tiramisu)
    tiramisu.price_minor = 700  # behind the cache's back
    session.flush()
    with pytest.raises(placing.PriceChanged):
        place(session, world, seen=seen)

    tiramisu.stock = 1
    session.flush()
    with pytest.raises(DomainError, match="Only 1 of Tiramisu left"):
        place(session, world, seen=seen + 100)


def test_two_orders_for_the_last_portions_leave_stock_at_zero(real_transactions, valkey):
    """Side by side, both having seen enough in stock: one gets them, the other is told."""
    with db.transaction() as session:
        world = worlds.build(session)
    for who in (world.customer, world.stranger):
        with db.transaction() as session:
            worlds.fill_basket(session, world, who)
            basket.add(session, who, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=2)
    start = Barrier(2)

    def order(who):
        with db.transaction() as session:
            total = basket.priced(session, who).total_minor
        start.wait(5)
        try:
            with db.transaction() as session:
                placing.place(session, who, idempotency_key="k", seen_total_minor=total)
        except DomainError as refusal:
            return str(refusal)
        return "placed"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(order, (world.customer, world.stranger)))

    assert told == ["Only 1 of Tiramisu left. Please change your basket.", "placed"] or told == [
        "Only 1 of Tiramisu left.",
        "placed",
    ]
    with db.transaction() as session:
        assert session.get_one(Item, world.tiramisu).stock == 1


def test_an_authorised_order_is_put_to_the_restaurant_and_leaves_the_basket(session, world):
    order = worlds.start_order(session, world)

    assert placing.confirm_authorised(session, PLATFORM, order.id) is True

    assert order.status is OrderStatus.PLACED
    assert order.answer_by > order.placed_at
    assert basket.priced(session, world.customer) is None
    assert len(outbox.recorded(session, OrderPlaced)) == 1


def test_authorising_twice_places_once(session, world):
    order = worlds.start_order(session, world)

    assert placing.confirm_authorised(session, PLATFORM, order.id)
    assert placing.confirm_authorised(session, PLATFORM, order.id)

    assert len(outbox.recorded(session, OrderPlaced)) == 1


def test_checking_out_anew_gives_up_the_unpaid_order_and_its_stock(session, world):
    worlds.fill_basket(session, world)
    basket.add(
        session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=3
    )
    first = place(session, world, key="first")
    session.commit()
    basket.clear(session, world.customer)
    worlds.fill_basket(session, world)

    place(session, world, key="second")
    session.commit()

    assert first.status is OrderStatus.UNPAID
    assert session.get_one(Item, world.tiramisu).stock == 3
    assert placing.confirm_authorised(session, PLATFORM, first.id) is False


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda s, w: basket.set_address(s, w.customer, worlds.FAR_AWAY), "does not deliver"),
        (lambda s, w: basket.clear(s, w.customer), "empty"),
    ],
)
def test_what_cannot_be_ordered_is_refused_in_one_sentence(session, world, spoil, sentence):
    worlds.fill_basket(session, world)
    spoil(session, world)

    with pytest.raises(DomainError, match=sentence):
        placing.place(session, world.customer, idempotency_key="k", seen_total_minor=2050)


def test_ordering_anew_never_waits_for_the_order_that_is_just_being_paid(real_transactions, valkey):
    """The one holds the basket and wants the order, the other the order and then the basket."""
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        first = worlds.start_order(session, world)
    with db.transaction() as session:
        total = basket.priced(session, world.customer).total_minor

    def anew():
        with db.transaction() as session:
            placing.place(session, world.customer, idempotency_key="again", seen_total_minor=total)

    with ThreadPoolExecutor(1) as pool, db.transaction() as session:
        placing.lock(session, PLATFORM, first.id)  # the word that it is paid has come
        pool.submit(anew).result(5)
        assert placing.confirm_authorised(session, PLATFORM, first.id)
    with db.transaction() as session:
        assert session.get_one(Order, first.id).status is OrderStatus.PLACED
