"""Store credit pays orders: set aside at the start, kept as far as needed, never spent twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db
from foodapp.kit.errors import DomainError
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, StoreCredit
from foodapp.orders import basket, crediting, endings, kitchen, placing
from foodapp.orders.ends import EFFECTS, End, PayBy
from foodapp.orders.models import COMES_FROM, EndedBy, Order, OrderStatus
from foodapp.views.customer.checkout import checkout
from tests.fixtures import world as worlds
from tests.fixtures.credit import give, has, place_with_credit
from tests.foodapp.payments.test_shares import order as priced_order

MONEY = st.integers(1, 10**6)
LEAST = 50  # of a card in francs


def spent_by(session, order):
    return {account.kind: minor for account, minor in posting.moved_by(session, order.id).items()}


def test_credit_pays_a_part_and_the_card_pays_the_rest(session, world):
    give(session, world.customer.user_id, 500)

    order = place_with_credit(session, world)

    assert (order.status, order.total_minor) == (OrderStatus.AWAITING_PAYMENT, 2050)
    assert (order.credit_used_minor, order.card_minor) == (500, 1550)
    assert has(session, world.customer.user_id) == 0
    assert spent_by(session, order) == {AccountKind.STORE_CREDIT: 500, AccountKind.CUSTOMER: -500}


def test_an_order_that_credit_pays_whole_is_placed_at_once(session, world):
    give(session, world.customer.user_id, 3000)

    order = place_with_credit(session, world)

    assert order.status is OrderStatus.PLACED
    assert (order.card_minor, has(session, world.customer.user_id)) == (0, 950)


def test_credit_of_another_currency_or_another_person_does_not_count(session, world):
    give(session, world.customer.user_id, 500, "EUR")
    give(session, world.stranger.user_id, 500)

    assert place_with_credit(session, world).credit_used_minor == 0


def test_credit_that_nobody_asked_to_use_stays(session, world):
    give(session, world.customer.user_id, 500)

    order = worlds.start_order(session, world)

    assert (order.credit_used_minor, has(session, world.customer.user_id)) == (0, 500)


def test_an_order_in_cash_uses_no_credit(session, world):
    give(session, world.customer.user_id, 500)
    basket.set_payment(session, world.customer, pay_by=PayBy.CASH)

    order = place_with_credit(session, world)

    assert (order.pay_by, order.credit_used_minor) == (PayBy.CASH, 0)
    assert has(session, world.customer.user_id) == 500


def test_a_little_less_credit_is_used_where_the_rest_is_too_little_for_a_card(session, world):
    give(session, world.customer.user_id, 2030)

    order = place_with_credit(session, world)

    assert (order.credit_used_minor, order.card_minor) == (2000, 50)
    assert has(session, world.customer.user_id) == 30


@given(total=st.integers(0, 5000), credit=st.integers(0, 6000))
def test_credit_never_pays_more_than_there_is_and_leaves_the_card_enough(total, credit):
    used = crediting.usable_minor(total, credit, "CHF")
    left = total - used
    assert 0 <= used <= min(total, credit)
    assert left == 0 or left >= LEAST or used == 0
    assert used >= min(total, credit) - LEAST


def test_credit_that_has_changed_since_the_page_was_shown_is_refused(session, world):
    give(session, world.customer.user_id, 500)
    worlds.fill_basket(session, world)
    basket.set_credit(session, world.customer, use=True)
    seen = checkout(session, world.customer)
    give(session, world.customer.user_id, 100)

    with pytest.raises(crediting.CreditChanged):
        placing.place(
            session,
            world.customer,
            idempotency_key="k",
            seen_total_minor=seen.total_minor,
            seen_credit_minor=seen.credit_minor,
        )
    assert has(session, world.customer.user_id) == 600


def test_credit_comes_back_when_the_order_is_never_paid(session, world):
    give(session, world.customer.user_id, 500)
    order = place_with_credit(session, world)

    endings.payment_failed(session, PLATFORM, order.id, reason="declined")

    assert has(session, world.customer.user_id) == 500
    assert set(posting.moved_by(session, order.id, crediting.CREDIT).values()) == {0}


def test_checking_out_anew_uses_the_credit_of_the_order_that_is_given_up(session, world):
    give(session, world.customer.user_id, 500)
    first = place_with_credit(session, world, key="first")

    second = place_with_credit(session, world, key="second")

    session.expire_all()
    assert session.get_one(Order, first.id).status is OrderStatus.UNPAID
    assert (second.credit_used_minor, has(session, world.customer.user_id)) == (500, 0)


@pytest.mark.parametrize("end", ["rejected", "cancelled", "expired"])
def test_credit_is_back_at_once_when_the_restaurant_does_not_cook(session, world, end):
    give(session, world.customer.user_id, 3000)
    order = place_with_credit(session, world)
    session.commit()

    if end == "rejected":
        kitchen.reject(session, world.staff, order.id, reason="too_busy")
    elif end == "cancelled":
        endings.cancel(session, world.customer, order.id, agreed_fee_minor=0)
    else:
        order = session.get_one(Order, order.id)
        order.answer_by = order.created_at
        session.flush()
        assert endings.expire_unanswered(session) == 1

    assert has(session, world.customer.user_id) == 3000


@given(
    end=st.sampled_from(list(End)),
    credit=st.integers(1, 2600),
    refunds=st.lists(st.tuples(st.integers(1, 700), st.booleans()), max_size=4),
    before=st.booleans(),
)
def test_of_every_order_card_and_credit_keep_together_what_the_order_keeps(
    end, credit, refunds, before
):
    """Whatever end, and whatever was given back before or after it."""
    order = priced_order(credit_used_minor=credit)
    order.total_minor = order.to_pay_minor = 2600
    order.status = min(COMES_FROM[OrderStatus(EFFECTS[end].status)])

    def give_back():
        for minor, as_credit in refunds:
            if minor <= order.price_minor:
                order.reduce(minor, as_credit=as_credit)

    if before:
        give_back()
    order.end_as(end, EndedBy.SUPPORT)
    if not before:
        give_back()

    by_card = min(order.to_pay_minor, order.card_minor)
    assert by_card + order.credit_kept_minor == order.to_pay_minor
    assert 0 <= order.credit_kept_minor <= credit
    assert order.credit_kept_minor == 0 or by_card == order.card_minor, "the card pays first"


def test_the_database_refuses_to_overdraw_credit(session, world):
    give(session, world.customer.user_id, 500)
    amounts = {
        store_credit.account(world.customer.user_id, "CHF"): 501,
        Account(AccountKind.GOODWILL, "CHF"): -501,
    }
    with pytest.raises(IntegrityError, match="credit_never_overdrawn"):
        posting.post(session, "wrong", amounts, subject_id=uuid4())


def test_the_balance_is_the_ledgers(session, world):
    give(session, world.customer.user_id, 500)
    give(session, world.customer.user_id, 250)
    place_with_credit(session, world)

    row = session.exec(select(StoreCredit)).one()
    account = store_credit.account(world.customer.user_id, "CHF")
    assert row.balance_minor == -posting.balance(session, account) == 0


def test_orders_placed_at_once_never_spend_the_same_credit_twice(real_transactions, valkey):
    """Side by side, from real connections: the balance is never below zero, and what was spent is
    what the orders hold."""
    with db.transaction() as session:
        world = worlds.build(session)
        give(session, world.customer.user_id, 3000)
        worlds.fill_basket(session, world)
        basket.set_credit(session, world.customer, use=True)
    start = Barrier(6)

    def place(number):
        start.wait()
        try:
            with db.transaction() as session:
                placing.place(
                    session,
                    world.customer,
                    idempotency_key=f"key-{number}",
                    seen_total_minor=2050,
                    seen_credit_minor=2050,
                )
                return True
        except DomainError:
            return False

    with ThreadPoolExecutor(6) as people:
        done = list(people.map(place, range(6)))
    with db.transaction() as session:
        orders = session.exec(select(Order)).all()
        assert sum(done) == len(orders) == 1
        assert has(session, world.customer.user_id) == 3000 - 2050


def test_spends_from_all_sides_at_once_stop_at_zero(real_transactions, valkey):
    """Fifteen times a franc of ten francs, with no basket's lock between them."""
    with db.transaction() as session:
        world = worlds.build(session)
        give(session, world.customer.user_id, 1000)

    def spend(number):
        try:
            with db.transaction() as session:
                give(session, world.customer.user_id, -100)
                return True
        except IntegrityError:
            return False

    with ThreadPoolExecutor(8) as people:
        done = list(people.map(spend, range(15)))
    with db.transaction() as session:
        assert (sum(done), has(session, world.customer.user_id)) == (10, 0)
