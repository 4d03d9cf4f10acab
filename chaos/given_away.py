"""Invariants of what the platform gives away: promotions and store credit."""

from chaos.evidence import Evidence, Found
from foodapp.orders.ends import End, Part, PayBy, effect_of

LIMITS = """
SELECT p.name, p.limit_total, count(u.order_id) FILTER (WHERE u.given_back_at IS NULL) AS held,
  (SELECT c.used FROM promotion_counts c WHERE c.promotion_id = p.id AND c.key = 'all')
FROM promotions p LEFT JOIN promotion_uses u ON u.promotion_id = p.id
WHERE p.restaurant_id = :kitchen GROUP BY p.id
"""
DISCOUNTS = """
SELECT mine.id, mine."end", mine.pay_by, mine.food_discount_minor + mine.delivery_discount_minor,
  (SELECT coalesce(sum(u.discount_minor), 0) FROM promotion_uses u WHERE u.order_id = mine.id),
  (SELECT count(*) FROM promotion_uses u WHERE u.order_id = mine.id AND u.given_back_at IS NULL)
FROM mine
"""


def limits(see: Evidence) -> Found:
    rows = see.rows(LIMITS)
    wrong = [
        f"{name}: {held} uses, counted {used}, limit {most}"
        for name, most, held, used in rows
        if held > most or held != (used or 0)
    ]
    return sum(row[2] for row in rows), wrong


def discounts(see: Evidence) -> Found:
    """Also the other way round: what nobody paid for is free for the next one."""
    rows, wrong = see.rows(DISCOUNTS), []
    for order_id, end, pay_by, taken_off, used, held in rows:
        eaten = end is None or Part.FOOD in effect_of(End(end), PayBy(pay_by)).customer_pays
        if taken_off != used or (held > 0) != (used > 0 and eaten):
            wrong.append(f"{order_id} {end}: {taken_off} off, {used} used, {held} held")
    return sum(row[3] > 0 for row in rows), wrong


CREDIT = """
SELECT a.owner_id, -coalesce(sum(e.amount_minor), 0),
  coalesce((SELECT s.balance_minor FROM store_credit s WHERE s.account_id = a.id), 0)
FROM ledger_accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
WHERE a.kind = 'store_credit' AND a.owner_id = ANY(:eaters) GROUP BY a.id
"""
KEPT = """
SELECT mine.id, greatest(0, mine.to_pay_minor - mine.total_minor + mine.credit_used_minor
    - mine.rounding_minor),
  (SELECT coalesce(sum(e.amount_minor), 0) FROM ledger_journals j
     JOIN ledger_entries e ON e.journal_id = j.id
     JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'store_credit'
   WHERE j.subject_id = mine.id AND j.kind = 'credit')
FROM mine WHERE mine.credit_used_minor > 0
"""


def credit(see: Evidence) -> Found:
    rows = see.rows(CREDIT, eaters=[one.user_id for one in see.cast.eaters])
    wrong = [
        f"{owner}: journals {by_journals}, balance {balance}"
        for owner, by_journals, balance in rows
        if by_journals < 0 or by_journals != balance
    ]
    return len(rows), wrong


def credit_kept(see: Evidence) -> Found:
    rows = see.rows(KEPT)
    return len(rows), [
        f"{one}: to keep {due}, kept {kept}" for one, due, kept in rows if due != kept
    ]
