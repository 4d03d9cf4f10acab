"""Who must have earned what, to the cent: worked out from the prices of the order and the offers
it used, in another way than the program does it."""

from collections import defaultdict
from typing import Any

from sqlmodel import Session

from foodapp.kit.money import BPS, rounded
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders.ends import Effect, Part
from foodapp.payments import books
from tests.simulation.stage import Stage

# An account of this order: its kind, and of a tax whose it is ("fees", "commission", "food").
Amounts = defaultdict[tuple[Kind, str], int]


def hold(session: Session, stage: Stage, effect: Effect) -> None:
    [sold] = stage.rows(SOLD)
    moved = _moved(session, stage)
    if sold.accepted_at is None:
        assert not any(moved.values()), "nothing is sold before the restaurant's yes"
        return
    for account, minor in _of_fees(sold, effect).items():
        assert moved[account] == minor, account
    if not sold.borne_by_restaurant:
        for account, minor in _of_food(sold, effect).items():
            assert moved[account] == minor, account
    if not sold.borne:
        food_for_nothing = effect.restaurant_earns and Part.FOOD not in effect.customer_pays
        assert moved[Kind.GOODWILL, ""] == (_worth(sold) if food_for_nothing else 0)
    assert 0 <= moved[Kind.PROMOTIONS, ""] <= sold.food_ours + sold.delivery_ours


def _moved(session: Session, stage: Stage) -> Amounts:
    found: Amounts = defaultdict(int)
    for account, minor in books.explained(session, stage.order_id).items():
        if account.kind in EARNED:
            whose = "food" if account.owner_id else account.label or "fees"
            found[account.kind, whose if account.kind is Kind.TAX else ""] += minor
    return found


EARNED = frozenset(
    {Kind.RESTAURANT, Kind.TAX, Kind.COMMISSION, Kind.FEES, Kind.PROMOTIONS, Kind.GOODWILL}
)


def _of_fees(sold: Any, effect: Effect) -> dict[tuple[Kind, str], int]:
    """A fee is earned whole, whoever pays it; only what is paid of it is taxed."""
    fees = {
        Part.DELIVERY: (sold.delivery_fee_minor, sold.delivery_tax_minor),
        Part.SERVICE: (sold.service_fee_minor, sold.service_tax_minor),
    }
    paid = [fees[part] for part in fees if part in effect.customer_pays]
    tax = sum(tax for _, tax in paid)
    net = sum(fee for fee, _ in paid) - (tax if sold.is_tax_included else 0)
    return {(Kind.FEES, ""): -net, (Kind.TAX, "fees"): -tax}


def _of_food(sold: Any, effect: Effect) -> dict[tuple[Kind, str], int]:
    """Commission is of the price on the menu less what the restaurant itself takes off."""
    is_paid, is_brought = (part in effect.customer_pays for part in (Part.FOOD, Part.DELIVERY))
    base = sold.items_minor - sold.food_discount_minor + sold.food_ours
    commission = rounded(base * sold.commission_bps, BPS)
    theirs = _worth(sold) - sold.items_tax_minor - commission
    earns = {
        (Kind.TAX, "food"): -sold.items_tax_minor,
        (Kind.COMMISSION, ""): -commission,
        (Kind.RESTAURANT, ""): -theirs,
        (Kind.PROMOTIONS, ""): sold.food_ours if is_paid else 0,
    }
    if not effect.restaurant_earns:
        earns = dict.fromkeys(earns, 0)
    if is_brought:
        off_theirs = sold.delivery_discount_minor - sold.delivery_ours
        earns[Kind.RESTAURANT, ""] += off_theirs
        earns[Kind.PROMOTIONS, ""] += sold.delivery_ours
    return earns


def _worth(sold: Any) -> int:
    """What the restaurant is to be paid for its food, by whomever."""
    added_tax = 0 if sold.is_tax_included else sold.items_tax_minor
    return int(sold.items_minor - sold.food_discount_minor + sold.food_ours + added_tax)


SOLD = """
SELECT o.accepted_at, o.items_minor, o.food_discount_minor, o.items_tax_minor, o.is_tax_included,
  o.delivery_fee_minor, o.delivery_tax_minor, o.delivery_discount_minor, o.commission_bps,
  o.service_fee_minor, o.service_tax_minor, u.food_ours, u.delivery_ours,
  a.borne, a.borne_by_restaurant
FROM orders o
CROSS JOIN LATERAL (
  SELECT coalesce(sum(u.platform_minor) FILTER (WHERE p.kind <> 'free_delivery'), 0)::bigint
      AS food_ours,
    coalesce(sum(u.platform_minor) FILTER (WHERE p.kind = 'free_delivery'), 0)::bigint
      AS delivery_ours
  FROM promotion_uses u JOIN promotions p ON p.id = u.promotion_id WHERE u.order_id = o.id) u
CROSS JOIN LATERAL (
  SELECT coalesce(sum(amount_minor), 0)::bigint AS borne,
    coalesce(sum(amount_minor) FILTER (WHERE bearer = 'restaurant'), 0)::bigint
      AS borne_by_restaurant
  FROM adjustments WHERE order_id = o.id AND decision = 'approved'
    AND kind <> 'instead_of_card') a
WHERE o.id = :order_id
"""
