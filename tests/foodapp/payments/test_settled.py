"""The rule says the same of a payment in hand and of all payments at once."""

from random import Random
from uuid import uuid4

import pytest
from sqlmodel import col, select

from foodapp.gateways.known import traits
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import machine, paid_orders, settled
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.paid_orders import PaidOrder
from foodapp.payments.purchases import paid, starting
from foodapp.payments.purchases.models import Purchase, PurchaseStatus
from foodapp.payments.purchases.paid import PaidPurchase
from tests.fixtures.world import start_order

DRAWS = 300
# Of each currency the gateway that takes it, and amounts in steps or to the unit.
TILLS = [("stripe", "CHF"), ("stripe", "KWD"), ("razorpay", "INR"), ("razorpay", "KWD")]


def drawn(dice, payment, most):
    """Any state of a payment of so much, whether or not it can come to it."""
    payment.gateway, payment.currency = dice.choice(TILLS)
    nearest = traits(payment.gateway).amounts[payment.currency].nearest
    payment.amount_minor = nearest(most)
    payment.status = dice.choice(list(PaymentStatus))
    payment.captured_minor = min(nearest(dice.choice([0, most, dice.randint(0, most)])), most)
    payment.refunded_minor = nearest(dice.randint(0, payment.captured_minor))
    payment.refunded_minor = min(payment.refunded_minor, payment.captured_minor)
    payment.page_url = dice.choice([None, "https://pay.example/1"])
    payment.card_key = dice.choice([None, "key"])
    payment.refund_trouble = dice.choice(["", "", "no"])


def told_by_sql(session, kind, column, wish, rule):
    found = select(Payment.id).join(kind, col(kind.id) == column)
    return bool(session.exec(found.where(rule(settled.columns(), wish))).all())


def agree(session, payable, payment, kind, column, wish):
    session.flush()
    due = machine.due(payable, payment)
    assert (due is not None) == told_by_sql(session, kind, column, wish, settled.has_step)
    lost = machine.is_lost(payable, payment)
    assert lost == told_by_sql(session, kind, column, wish, settled.is_lost)
    return due.step if due else "lost" if lost else None


@pytest.fixture
def payment(session):
    row = Payment(gateway="stripe", currency="CHF", amount_minor=2050)

    def of(**what):
        for name, value in what.items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        return row

    return of


def test_of_orders_in_any_state(session, world, payment):
    order, dice = start_order(session, world), Random(7)
    row, seen = payment(order_id=order.id), set()
    for _ in range(DRAWS):
        drawn(dice, row, order.total_minor)
        order.status = dice.choice(list(OrderStatus))
        order.to_pay_minor = dice.choice([0, order.total_minor, dice.randint(0, order.total_minor)])
        seen.add(agree(session, PaidOrder(order), row, Order, Payment.order_id, paid_orders.wish()))
    assert seen == {None, "lost", *machine.Step}


def test_of_purchases_in_any_state(session, world, payment):
    bought = starting.gift_card(session, world.customer, uuid4(), amount_minor=2500, currency="CHF")
    row, dice, seen = payment(purchase_id=bought.id), Random(8), set()
    for _ in range(DRAWS):
        drawn(dice, row, 2500)
        bought.status = dice.choice(list(PurchaseStatus))
        seen.add(
            agree(session, PaidPurchase(bought), row, Purchase, Payment.purchase_id, paid.wish())
        )
    assert seen == {None, "lost", *machine.Step}
