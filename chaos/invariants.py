"""What must be true at rest of everything that happened in one chaos. Each check says how much it
looked at and names its breaches."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from chaos import given_away
from chaos.cast import PORTIONS, Cast
from chaos.crowd import Acknowledged
from chaos.evidence import Books, Evidence, Found
from foodapp.dispatch.models import COMES_FROM as DELIVERY_MOVES
from foodapp.orders.models import COMES_FROM as ORDER_MOVES
from foodapp.payments.models import COMES_FROM as PAYMENT_MOVES

MAX_SHOWN = 5
MACHINES: dict[str, tuple[str, dict[Any, set[Any]]]] = {
    "orders": ("awaiting_payment", ORDER_MOVES),
    "payments": ("open", PAYMENT_MOVES),
    "deliveries": ("searching", DELIVERY_MOVES),
}


@dataclass(frozen=True)
class Checked:
    what: str
    looked_at: int
    breaches: list[str]


def check(session: Session, cast: Cast, told: Acknowledged, books: Books) -> list[Checked]:
    see = Evidence(session, cast, told, books)
    rules = (
        ("acknowledged orders, none lost", _orders),
        ("acknowledged steps of orders, refunds, payouts and gift cards, none lost", _steps),
        ("orders, each placed once", _twice),
        ("orders, every one has ended", _open),
        ("payments at the gateway, none captured twice", _paid_twice),
        ("payments, none refunded above what was captured", _over_refunded),
        ("payments at the gateway, equal to ours", _unlike),
        ("orders, paid as their end and their refunds say", _wrong_amount),
        ("journals, every one balances", _unbalanced),
        ("orders, what the ledger says the gateway holds is what it holds", _ledger),
        ("orders, the customer's account is settled", _unsettled),
        ("payouts, each transferred once and no more than was earned", _payouts),
        ("promotions, used as often as counted and never above the limit", given_away.limits),
        ("orders, every discount explained by what was used", given_away.discounts),
        ("store credit, never below zero and what its journals say", given_away.credit),
        ("orders, the credit they keep is what they still need of it", given_away.credit_kept),
        ("portions, all eaten or back in stock", _stock),
        ("moves, from the first to the row as it stands", _moves),
        ("events, none waits for a reaction", _waiting),
        ("people, none met a fault", _faults),
    )
    found = ((what, rule(see)) for what, rule in rules)
    return [Checked(what, count, breaches[:MAX_SHOWN]) for what, (count, breaches) in found]


def _orders(see: Evidence) -> Found:
    keys = {row[0]: row[1] for row in see.rows("SELECT id, idempotency_key FROM mine")}
    lost = [str(one) for one, key in see.told.orders.items() if keys.get(one) != key]
    return len(see.told.orders), lost


def _steps(see: Evidence) -> Found:
    moves = see.rows(
        "SELECT m.subject_id, m.went_to FROM moves m JOIN mine ON mine.id = m.subject_id"
        " WHERE m.machine = 'orders'"
    )
    there = {(row[0], row[1]) for row in moves}
    lost = [
        f"{order_id} {status}"
        for order_id, status in see.told.moves
        if (order_id, status) not in there
    ]
    refunds = {
        row[0]
        for row in see.rows("SELECT a.id FROM adjustments a JOIN mine ON mine.id = a.order_id")
    }
    lost += [f"refund {one}" for one in see.told.refunds if one not in refunds]
    sent = {row[0] for row in see.rows("SELECT id FROM payouts WHERE attempt > 0")}
    lost += [f"payout {one}" for one in see.told.payouts if one not in sent]
    redeemed = {row[0] for row in see.rows("SELECT id FROM gift_cards WHERE status = 'redeemed'")}
    lost += [f"gift card {one}" for one in see.told.gifts if one not in redeemed]
    told = (see.told.moves, see.told.refunds, see.told.payouts, see.told.gifts)
    return sum(len(one) for one in told), lost


def _twice(see: Evidence) -> Found:
    rows = see.rows("SELECT idempotency_key, count(*) FROM mine GROUP BY 1")
    return len(rows), [key for key, count in rows if count > 1]


def _open(see: Evidence) -> Found:
    rows = see.rows('SELECT id, status, ended_at IS NULL OR "end" IS NULL FROM mine')
    return len(rows), [f"{row[0]} {row[1]}" for row in rows if row[2]]


def _paid_twice(see: Evidence) -> Found:
    taken: Counter[str] = Counter()
    for row in see.payments():
        taken[row["metadata"].get("order_id", row["payment_intent"])] += row["captures"]
    in_cash = {str(row[0]) for row in see.rows("SELECT id FROM mine WHERE cash_taken_minor > 0")}
    wrong = [
        one for one, captures in taken.items() if captures > 1 or (captures and one in in_cash)
    ]
    return len(taken), wrong


def _over_refunded(see: Evidence) -> Found:
    theirs = see.payments()
    ours = see.rows(
        "SELECT p.id FROM payments p JOIN mine ON mine.id = p.order_id"
        " WHERE p.refunded_minor > p.captured_minor"
    )
    wrong = [row["payment_intent"] for row in theirs if row["refunded"] > row["captured"]]
    return len(theirs), [str(row[0]) for row in ours] + wrong


def _unlike(see: Evidence) -> Found:
    """Both ways: what we know and they do not, and the other way round."""
    theirs = {row["payment_intent"]: row for row in see.payments()}
    ours = see.rows(
        "SELECT p.intent_ref, p.status, p.captured_minor, p.refunded_minor, p.disputed_minor"
        " FROM payments p JOIN mine ON mine.id = p.order_id WHERE p.intent_ref IS NOT NULL"
    )
    wrong = []
    for ref, status, *sums in ours:
        one = theirs.get(ref)
        if one is None or one["held"] or _sums(one) != sums:
            wrong.append(f"{ref} {status}: ours {sums}, theirs {one}")
    known = {row[0] for row in ours}
    unknown = [
        f"{ref}: we know nothing of it, theirs {row['captured']} held {row['held']}"
        for ref, row in theirs.items()
        if ref not in known and (row["captured"] or row["held"])
    ]
    return len(theirs), wrong + unknown


def _sums(row: dict[str, Any]) -> list[int]:
    return [row["captured"], row["refunded"], row["withheld"]]


def _wrong_amount(see: Evidence) -> Found:
    """Of what is to pay, the card's or the rider's part: see given_away for the rest. What a lost
    dispute took is the bank's word, and beyond what the order says."""
    rows = see.rows(
        "SELECT mine.id, mine.status, least(mine.to_pay_minor,"
        " mine.total_minor - mine.credit_used_minor + mine.rounding_minor), mine.cash_taken_minor,"
        " p.status,"
        " p.captured_minor, p.refunded_minor FROM mine LEFT JOIN payments p"
        " ON p.order_id = mine.id"
    )
    wrong = []
    for order_id, status, to_pay, in_cash, paid, captured, refunded in rows:
        kept = (captured or 0) - (refunded or 0) if paid else in_cash
        owed = to_pay if paid or status != "delivered" else in_cash
        if kept != owed and not (paid == "charged_back" and kept > owed):
            wrong.append(f"{order_id} {status} {paid}: to pay {to_pay}, kept {kept}")
    return len(rows), wrong


def _unbalanced(see: Evidence) -> Found:
    [(count,)] = see.rows("SELECT count(*) FROM ledger_journals")
    rows = see.rows(
        "SELECT e.journal_id FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id"
        " GROUP BY e.journal_id, a.currency HAVING sum(e.amount_minor) <> 0"
    )
    return count, [str(row[0]) for row in rows]


OF_ACCOUNT = """
SELECT mine.id, coalesce(sum(e.amount_minor), 0) FROM mine
  JOIN ledger_journals j ON j.subject_id = mine.id
  JOIN ledger_entries e ON e.journal_id = j.id
  JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = :kind
GROUP BY mine.id
"""


def _ledger(see: Evidence) -> Found:
    ours = {str(row[0]): int(row[1]) for row in see.rows(OF_ACCOUNT, kind="gateway")}
    theirs: Counter[str] = Counter()
    for row in see.payments():
        captured, refunded, withheld = _sums(row)
        theirs[row["metadata"].get("order_id", "")] += captured - refunded - withheld
    names = ours.keys() | theirs.keys()
    wrong = [name for name in names if ours.get(name, 0) != theirs[name]]
    return len(names), [f"{one}: ours {ours.get(one, 0)}, theirs {theirs[one]}" for one in wrong]


def _unsettled(see: Evidence) -> Found:
    """Also after a lost dispute: what a bank takes back for good is the platform's cost."""
    rows = see.rows(OF_ACCOUNT, kind="customer")
    return len(rows), [f"{one}: {balance}" for one, balance in rows if balance]


def _payouts(see: Evidence) -> Found:
    rows = see.rows(
        "SELECT id, status, way, amount_minor FROM payouts WHERE payee_id = ANY(:payees)",
        payees=see.cast.payees,
    )
    sent: dict[str, list[int]] = {}
    for one in see.books["transfers"]:
        sent.setdefault(one["group"], []).append(one["amount"])
    wrong = []
    for payout_id, status, way, amount in rows:
        wanted = [amount] if (status, way) == ("paid", "stripe") else []
        if sent.get(str(payout_id), []) != wanted or status != "paid":
            wrong.append(f"{payout_id} {status} {way} {amount}: {sent.get(str(payout_id), [])}")
    return len(rows), wrong


def _stock(see: Evidence) -> Found:
    [(eaten, left)] = see.rows(
        "SELECT (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l"
        " WHERE l.item_id = :dish AND l.stock_taken), stock FROM menu_items WHERE id = :dish",
        dish=see.cast.dish_id,
    )
    right = eaten + left == PORTIONS
    return eaten, [] if right else [f"{eaten} eaten and {left} left of {PORTIONS}"]


CHAINS = """
SELECT m.subject_id, m.came_from, m.went_to,
  lag(m.went_to, 1, :first) OVER (PARTITION BY m.subject_id ORDER BY m.id) AS was,
  lead(m.came_from, 1, r.status) OVER (PARTITION BY m.subject_id ORDER BY m.id) AS is_next
FROM moves m JOIN {table} r ON r.id = m.subject_id JOIN mine ON mine.id = r.{order}
WHERE m.machine = :machine
"""


def _moves(see: Evidence) -> Found:
    """Each move begins where the one before ended, is one the machine knows, and the last one
    ends at the row's status."""
    count, wrong = 0, []
    for machine, (first, comes_from) in MACHINES.items():
        order = "id" if machine == "orders" else "order_id"
        chain = CHAINS.format(table=machine, order=order)
        rows = see.rows(chain, machine=machine, first=first)
        count += len(rows)
        wrong += [
            f"{machine} {subject}: {was}, then {came} -> {went}, then {following}"
            for subject, came, went, was, following in rows
            if came != was or went != following or came not in comes_from[went]
        ]
    return count, wrong


def _waiting(see: Evidence) -> Found:
    rows = see.rows("SELECT event, id, attempts FROM outbox WHERE done_at IS NULL")
    [(count,)] = see.rows("SELECT count(*) FROM outbox")
    return count, [" ".join(str(one) for one in row) for row in rows]


def _faults(see: Evidence) -> Found:
    return see.told.tally.total(), see.told.faults
