"""Who may pay at the door, how much, how many at once, and what it costs to leave food standing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from foodapp.accounts import phones
from foodapp.accounts.models import User
from foodapp.accounts.phones import PhoneProof, Way
from foodapp.kit import db
from foodapp.kit.errors import DomainError, NotFound
from foodapp.ledger import posting, store_credit
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders import basket, cash_limits, debts, endings, handover, kitchen, placing
from foodapp.orders.cash_limits import CashRefused
from foodapp.orders.debts import Settled
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Order, OrderStatus
from foodapp.views.customer import checkout
from tests.fixtures import world as worlds

TOTAL, FOOD = 2050, 1750
CHF = "CHF"


def in_cash(session, world, who=None, key="cash", pizzas=1):
    who = who or world.customer
    for _ in range(pizzas):
        worlds.fill_basket(session, world, who)
    basket.set_payment(session, who, pay_by=PayBy.CASH)
    order = worlds.place(session, world, key, who)
    assert order.pay_by is PayBy.CASH
    session.flush()
    return order


def cooked(session, world, order):
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, order.id)
    session.flush()


def delivered(session, world, order):
    cooked(session, world, order)
    handover.collected(session, world.rider, order.id)
    handover.delivered(session, world.rider, order.id, pin=order.pin)
    session.flush()


def balance(session, kind, owner_id=None):
    session.flush()
    return posting.balance(session, Account(kind, CHF, owner_id))


def test_nobody_pays_in_cash_without_a_phone_number(session, world):
    session.get_one(User, world.customer.user_id).phone = ""

    with pytest.raises(CashRefused, match="phone number"):
        in_cash(session, world)


def test_somebody_new_pays_little_in_cash(session, world):
    with pytest.raises(CashRefused, match=r"up to CHF.40\.00"):
        in_cash(session, world, pizzas=3)
    basket.clear(session, world.customer)

    assert in_cash(session, world).status is OrderStatus.PLACED


def test_somebody_new_has_one_order_in_cash_at_a_time(session, world):
    first = in_cash(session, world)
    with pytest.raises(CashRefused, match="has arrived"):
        in_cash(session, world, key="second")
    basket.clear(session, world.customer)
    delivered(session, world, first)

    assert in_cash(session, world, key="third").status is OrderStatus.PLACED


def test_two_orders_in_cash_at_once_are_one(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
        worlds.fill_basket(session, world)
        basket.set_payment(session, world.customer, pay_by=PayBy.CASH)

    def order(key):
        try:
            with db.transaction() as session:
                placing.place(session, world.customer, idempotency_key=key, seen_total_minor=TOTAL)
            return True
        except DomainError:
            return False

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(order, "abcdef")).count(True) == 1


def test_the_ceiling_rises_with_what_was_paid_at_the_door_and_a_proven_phone(session, world):
    who = world.customer.user_id
    delivered(session, world, in_cash(session, world))
    assert cash_limits.standing(session, who, CHF).most_minor == 4_000
    phones.prove(session, who, Way.DELIVERED)

    assert cash_limits.standing(session, who, CHF).most_minor == 6_000
    for n in range(8):
        delivered(session, world, in_cash(session, world, key=f"more-{n}"))
    known = cash_limits.standing(session, who, CHF)
    assert (known.most_minor, known.open_most) == (15_000, 3)


def test_an_order_that_was_delivered_proves_the_phone(session, world, drain_outbox):
    delivered(session, world, in_cash(session, world))
    session.commit()
    drain_outbox()

    [proof] = session.exec(select(PhoneProof)).all()
    assert (proof.phone, proof.way) == ("+4232310001", Way.DELIVERED)
    assert phones.is_proven(session, world.customer.user_id)
    session.get_one(User, world.customer.user_id).phone = "+4232319999"
    session.flush()
    assert not phones.is_proven(session, world.customer.user_id)  # another number, another proof


def test_an_admin_who_has_called_proves_it_too(session, world):
    phones.prove_by_word(session, world.admin, world.customer.user_id, reason="Called Cy.")

    assert phones.is_proven(session, world.customer.user_id)


def test_who_placed_an_order_can_be_called_from_its_page(session, world):
    order = in_cash(session, world)
    cash_limits.prove_phone_by_word(session, world.admin, order.id, reason="Called Cy.")
    assert phones.is_proven(session, world.customer.user_id)
    with pytest.raises(NotFound):
        cash_limits.prove_phone_by_word(session, world.admin, world.nonna, reason="Called Cy.")


def test_cancelling_a_cooked_order_in_cash_is_owed(session, world):
    order = in_cash(session, world)
    cooked(session, world, order)
    with pytest.raises(DomainError, match="just started"):
        endings.cancel(session, world.customer, order.id, agreed_fee_minor=0)

    endings.cancel(session, world.customer, order.id, agreed_fee_minor=FOOD)

    assert order.cancel_fee_minor == FOOD
    assert balance(session, Kind.DEBT, world.customer.user_id) == FOOD
    assert balance(session, Kind.CLAIMS) == -FOOD
    with pytest.raises(CashRefused, match=rf"owe CHF.17\.50 for {order.number}"):
        in_cash(session, world, key="again")


def test_before_the_kitchen_has_begun_it_is_free(session, world):
    order = in_cash(session, world)
    endings.cancel(session, world.customer, order.id, agreed_fee_minor=0)

    assert order.cancel_fee_minor == 0
    assert in_cash(session, world, key="again").status is OrderStatus.PLACED


def test_food_that_is_not_taken_at_the_door_is_owed_and_what_the_rider_broke_is_not(session, world):
    order = in_cash(session, world)
    cooked(session, world, order)
    handover.collected(session, world.rider, order.id)
    endings.could_not_deliver(
        session, world.rider, order.id, reason="Broken", is_customers_fault=False
    )
    assert debts.open_of(session, world.customer.user_id, "") == []
    second = in_cash(session, world, key="second")
    cooked(session, world, second)
    handover.collected(session, world.rider, second.id)
    endings.could_not_deliver(
        session, world.rider, second.id, reason="Nobody there", is_customers_fault=True
    )

    assert [one.amount_minor for one in debts.open_of(session, world.customer.user_id, "")] == [
        TOTAL
    ]


@pytest.fixture
def owing(session, world):
    order = in_cash(session, world)
    cooked(session, world, order)
    endings.cancel(session, world.customer, order.id, agreed_fee_minor=FOOD)
    session.flush()
    return order


def test_another_account_with_the_same_phone_owes_it_too(session, world, owing):
    session.get_one(User, world.stranger.user_id).phone = "+4232310001"

    with pytest.raises(CashRefused, match="still owe"):
        in_cash(session, world, world.stranger, key="other")


def test_a_debt_is_settled_by_an_admin_once(session, world, owing):
    debts.settle(session, world.admin, owing.id, how=Settled.PAID, reason="Came by transfer.")

    assert balance(session, Kind.DEBT, world.customer.user_id) == 0
    assert balance(session, Kind.BANK) == FOOD
    with pytest.raises(DomainError, match="settled already"):
        debts.settle(session, world.admin, owing.id, how=Settled.FORGIVEN, reason="Twice.")
    assert in_cash(session, world, key="again").status is OrderStatus.PLACED


def test_a_forgiven_debt_leaves_nothing_in_the_books(session, world, owing):
    debts.settle(session, world.admin, owing.id, how=Settled.FORGIVEN, reason="A mistake.")

    assert balance(session, Kind.DEBT, world.customer.user_id) == 0
    assert balance(session, Kind.CLAIMS) == 0


def test_a_debt_is_paid_with_credit(session, world, owing):
    who = world.customer
    with pytest.raises(DomainError, match="not enough"):
        debts.pay_with_credit(session, who, owing.id)
    with pytest.raises(NotFound):
        debts.pay_with_credit(session, world.stranger, owing.id)
    posting.post(
        session,
        "test",
        {store_credit.account(who.user_id, CHF): -3000, Account(Kind.GOODWILL, CHF): 3000},
        subject_id=owing.id,
    )
    debts.pay_with_credit(session, who, owing.id)

    assert store_credit.balance(session, who.user_id, CHF) == 3000 - FOOD
    assert balance(session, Kind.DEBT, who.user_id) == 0


def test_the_checkout_says_why_cash_is_not_possible(session, world, owing):
    worlds.fill_basket(session, world)
    basket.set_payment(session, world.customer, pay_by=PayBy.CASH)
    seen = checkout.checkout(session, world.customer)

    assert seen is not None
    assert "still owe" in seen.cash_note
    assert not seen.can_order
    basket.set_payment(session, world.customer, pay_by=PayBy.CARD)
    by_card = checkout.checkout(session, world.customer)
    assert by_card is not None
    assert by_card.can_order
    assert session.get_one(Order, owing.id).status is OrderStatus.CANCELLED


def test_who_owes_sees_why_not_in_cash_and_settles_it_with_credit(session, world, owing):
    who = world.customer
    worlds.fill_basket(session, world)
    card = checkout.checkout(session, who)
    assert card.cash_note.startswith("You still owe")
    assert owing.number in card.cash_note
    assert (card.cash_debt, card.can_settle) == (str(owing.id), False)
    posting.post(
        session,
        "test",
        {store_credit.account(who.user_id, CHF): -3000, Account(Kind.GOODWILL, CHF): 3000},
        subject_id=owing.id,
    )
    assert checkout.checkout(session, who).can_settle

    debts.pay_with_credit(session, who, owing.id)
    card = checkout.checkout(session, who)
    assert (card.cash_note, card.cash_debt, card.can_settle) == ("", "", False)


def test_another_account_with_the_same_phone_is_told_and_offered_nothing(session, world, owing):
    phone = session.get_one(User, world.customer.user_id).phone
    session.get_one(User, world.stranger.user_id).phone = phone
    worlds.fill_basket(session, world, world.stranger)
    card = checkout.checkout(session, world.stranger)
    assert "still owe" in card.cash_note
    assert card.cash_debt == ""
