"""What the customer had to spend, and has left: store credit, and uses of offers."""

from typing import Any

from sqlmodel import Session

from foodapp.ledger import store_credit
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders.ends import Effect, Part
from tests.simulation import purchases
from tests.simulation.stage import Stage


def credit_kept_minor(now: Any) -> int:
    """Of the credit that was set aside: the card pays first."""
    return 0 if now.pay_by == "cash" else int(max(0, now.to_pay_minor - now.card_minor))


def credit_is_neither_made_nor_lost(session: Session, stage: Stage, now: Any, moved: Any) -> None:
    spent = credit_kept_minor(now) + now.late_tip_minor - now.credited_minor
    assert moved[Kind.STORE_CREDIT] == spent
    left = store_credit.balance(session, now.customer_id, now.currency)
    assert left == stage.cast.given_minor + purchases.bought_minor(stage) - spent
    assert store_credit.balances(session, now.customer_id) == ({now.currency: left} if left else {})


def offers_are_used_where_they_are_paid_for(stage: Stage, effect: Effect) -> None:
    """effect: as the table of ends says; a hold that lapsed afterwards gives no use back."""
    paid = {part.value for part in effect.customer_pays}
    for use in stage.rows(USES):
        part = Part.DELIVERY if use.kind == "free_delivery" else Part.FOOD
        assert (use.given_back_at is None) is (part in paid), f"{part} is used where it is paid"
    for count in stage.rows(COUNTS):
        assert count.used == count.holding, f"{count.key}: used is what is not given back"


USES = """
SELECT p.kind, u.given_back_at FROM promotion_uses u JOIN promotions p ON p.id = u.promotion_id
WHERE u.order_id = :order_id
"""
COUNTS = """
SELECT c.key, c.used, (SELECT count(*) FROM promotion_uses u
  WHERE u.promotion_id = c.promotion_id AND u.given_back_at IS NULL AND c.key = ANY (u.counted))
  AS holding
FROM promotion_counts c
"""
