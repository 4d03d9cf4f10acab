"""The ledger follows the order through the gateway and back."""

from collections import Counter

import pytest
from sqlmodel import select, text

from foodapp.accounts.actors import PLATFORM
from foodapp.dispatch.models import COMES_FROM as DELIVERY_MOVES
from foodapp.dispatch.models import Delivery
from foodapp.kit import db, moves
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import endings, kitchen
from foodapp.orders.models import COMES_FROM as ORDER_MOVES
from foodapp.orders.models import Order
from foodapp.payments import books
from foodapp.payments.models import COMES_FROM as PAYMENT_MOVES
from foodapp.realtime import topics
from foodapp.realtime.announce import WORDS
from tests.foodapp.payments.conftest import order_of, payment_of

HELD = "payment_intent.amount_capturable_updated"
TOTAL, FOOD = 2050, 1750


@pytest.fixture
def held(session, world, gateway, inbox, unpaid, pay, take_in):
    pay(unpaid)
    take_in(HELD, unpaid)
    session.expire_all()
    return unpaid


@pytest.fixture
def explained(session):
    def by_kind(order):
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # as at commit
        session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        sums = Counter()
        for account, minor in books.explained(session, order.id).items():
            sums[account.kind] += minor
        return {kind: minor for kind, minor in sums.items() if minor}

    return by_kind


def accept(world, order):
    with db.transaction() as session:
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)


def test_who_looks_at_the_money_of_an_order_hears_of_its_sale(world, held):
    accept(world, held)

    def says() -> bool:
        with db.transaction() as session:
            books.post_sale(session, session.get_one(Order, held.id), because="accepted")
            return (topics.order(held.id), "{}") in session.info.get(WORDS, {})

    assert says()
    assert not says(), "nothing has moved since"


def test_a_hold_moves_nothing_and_a_capture_pays_what_the_customer_owes(
    world, held, drain_outbox, explained
):
    assert explained(held) == {}
    accept(world, held)
    drain_outbox()
    moved = explained(held)
    assert moved[Kind.GATEWAY] == TOTAL
    assert Kind.CUSTOMER not in moved, "settled"
    assert sum(moved.values()) == 0


def test_an_order_that_is_cancelled_late_keeps_its_food_and_gives_back_the_rest(
    world, held, drain_outbox, explained
):
    accept(world, held)
    drain_outbox()
    with db.transaction() as session:
        endings.cancel(session, world.customer, held.id, agreed_fee_minor=FOOD)
    drain_outbox()
    moved = explained(held)
    assert moved[Kind.GATEWAY] == FOOD
    assert Kind.CUSTOMER not in moved
    assert Kind.FEES not in moved


def test_an_order_without_a_rider_costs_the_platform_its_food(world, held, drain_outbox, explained):
    accept(world, held)
    drain_outbox()
    with db.transaction() as session:
        endings.cancel_without_rider(session, PLATFORM, held.id)
    drain_outbox()
    moved = explained(held)
    assert Kind.GATEWAY not in moved
    assert moved[Kind.GOODWILL] == FOOD


def test_the_log_of_moves_leads_to_every_row(session, world, held, drain_outbox):
    accept(world, held)
    drain_outbox()
    with db.transaction() as inner:
        endings.cancel(inner, world.customer, held.id, agreed_fee_minor=FOOD)
    drain_outbox()
    session.expire_all()
    order, payment = order_of(held.id), payment_of(held.id)
    delivery = session.exec(select(Delivery).where(Delivery.order_id == held.id)).one()
    assert moves.replayed(session, order.id, "awaiting_payment", ORDER_MOVES) == order.status
    assert moves.replayed(session, payment.id, "open", PAYMENT_MOVES) == payment.status
    assert moves.replayed(session, delivery.id, "searching", DELIVERY_MOVES) == delivery.status


def test_a_move_that_the_machine_does_not_know_is_found(session, placed_order):
    session.execute(text("UPDATE orders SET status = 'delivered'"))
    with pytest.raises(ValueError, match="placed -> delivered"):
        moves.replayed(session, placed_order.id, "awaiting_payment", ORDER_MOVES)
