"""What must be true of all orders at rest. Each check names its breaches."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from foodapp.demo.chaos.cast import PORTIONS, Cast
from foodapp.dispatch.models import COMES_FROM as DELIVERY_MOVES
from foodapp.orders.models import COMES_FROM as ORDER_MOVES
from foodapp.orders.models import ENDED, Order
from foodapp.payments.models import COMES_FROM as PAYMENT_MOVES

MOST_SHOWN = 5
Books = list[dict[str, Any]]
MACHINES: dict[str, tuple[str, dict[Any, set[Any]]]] = {
    "orders": ("awaiting_payment", ORDER_MOVES),
    "payments": ("open", PAYMENT_MOVES),
    "deliveries": ("searching", DELIVERY_MOVES),
}

CHAINS = """
SELECT m.subject_id, m.came_from, m.went_to,
  lag(m.went_to, 1, :first) OVER (PARTITION BY m.subject_id ORDER BY m.id) AS was,
  lead(m.came_from, 1, r.status) OVER (PARTITION BY m.subject_id ORDER BY m.id) AS is_next
FROM moves m JOIN {table} r ON r.id = m.subject_id WHERE m.machine = :machine
"""


def check(
    session: Session, cast: Cast, acknowledged: list[UUID], books: Books
) -> dict[str, list[str]]:
    """Invariant -> breaches; an empty list is what we want."""
    theirs = {row["payment_intent"]: row for row in books}
    checks: dict[str, Callable[[], list[str]]] = {
        "no acknowledged order is lost": lambda: _lost(session, acknowledged),
        "every order has ended": lambda: _open(session),
        "nobody paid twice": lambda: _paid_twice(books),
        "nothing was refunded above what was captured": lambda: _over_refunded(session, books),
        "the gateway's books equal ours": lambda: _unlike(session, theirs),
        "the customer paid what the order's end says": lambda: _wrong_amount(session),
        "every journal balances": lambda: _unbalanced(session),
        "every customer's account is settled": lambda: _unsettled(session),
        "stock is what was not eaten": lambda: _stock(session, cast),
        "the log of moves leads to every row": lambda: _moves(session),
        "nothing is left to do": lambda: _waiting(session),
    }
    return {name: run()[:MOST_SHOWN] for name, run in checks.items()}


def _lost(session: Session, acknowledged: list[UUID]) -> list[str]:
    there = set(session.exec(select(Order.id).where(col(Order.id).in_(acknowledged))))
    return [str(one) for one in acknowledged if one not in there]


def _open(session: Session) -> list[str]:
    rows = session.exec(select(Order).where(col(Order.status).not_in(ENDED)))
    return [f"{row.id} {row.status}" for row in rows]


def _paid_twice(books: Books) -> list[str]:
    taken: dict[str, int] = {}
    for row in books:
        order_id = row["metadata"].get("order_id", row["payment_intent"])
        taken[order_id] = taken.get(order_id, 0) + row["captures"]
    return [order_id for order_id, captures in taken.items() if captures > 1]


def _over_refunded(session: Session, books: Books) -> list[str]:
    ours = _said(session, "SELECT id FROM payments WHERE refunded_minor > captured_minor")
    return ours + [row["payment_intent"] for row in books if row["refunded"] > row["captured"]]


def _unlike(session: Session, theirs: dict[str, dict[str, Any]]) -> list[str]:
    """Both ways: what we know and they do not, and the other way round. The demo's history has
    invented references, which never came to the gateway."""
    rows = session.execute(
        text(
            "SELECT intent_ref, status, captured_minor, refunded_minor FROM payments"
            " WHERE intent_ref IS NOT NULL AND intent_ref NOT LIKE 'pi_town%'"
        )
    ).all()
    wrong = []
    for ref, status, captured, refunded in rows:
        one = theirs.get(ref)
        held = one["held"] if one else 0
        if one is None or held or (one["captured"], one["refunded"]) != (captured, refunded):
            wrong.append(f"{ref} {status}: ours {captured}-{refunded}, theirs {one}")
    known = {row[0] for row in rows}
    return wrong + [
        f"{ref}: we know nothing of it, theirs {row['captured']} held {row['held']}"
        for ref, row in theirs.items()
        if ref not in known and (row["captured"] or row["held"])
    ]


def _wrong_amount(session: Session) -> list[str]:
    return _said(
        session,
        "SELECT o.id || ' ' || o.status FROM orders o LEFT JOIN payments p ON p.order_id = o.id"
        " WHERE o.to_pay_minor <> coalesce(p.captured_minor - p.refunded_minor, 0)",
    )


def _unbalanced(session: Session) -> list[str]:
    return _said(
        session,
        "SELECT e.journal_id FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id"
        " GROUP BY e.journal_id, a.currency HAVING sum(e.amount_minor) <> 0",
    )


def _unsettled(session: Session) -> list[str]:
    return _said(
        session,
        "SELECT j.subject_id FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id"
        " JOIN ledger_journals j ON j.id = e.journal_id WHERE a.kind = 'customer'"
        " GROUP BY j.subject_id HAVING sum(e.amount_minor) <> 0",
    )


def _stock(session: Session, cast: Cast) -> list[str]:
    eaten, left = session.execute(
        text(
            "SELECT (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l"
            " WHERE l.item_id = :dish AND l.stock_taken), stock FROM menu_items WHERE id = :dish"
        ),
        {"dish": cast.dish_id},
    ).one()
    return [] if eaten + left == PORTIONS else [f"{eaten} eaten and {left} left of {PORTIONS}"]


def _moves(session: Session) -> list[str]:
    """Each move begins where the one before ended, is one the machine knows, and the last one
    ends at the row's status."""
    wrong: list[str] = []
    for machine, (first, comes_from) in MACHINES.items():
        rows = session.execute(
            text(CHAINS.format(table=machine)), {"machine": machine, "first": first}
        )
        wrong += [
            f"{machine} {subject}: {was}, then {came} -> {went}, then {following}"
            for subject, came, went, was, following in rows
            if came != was or went != following or came not in comes_from[went]
        ]
    return wrong


def _waiting(session: Session) -> list[str]:
    return _said(
        session, "SELECT event || ' ' || id || ' ' || attempts FROM outbox WHERE done_at IS NULL"
    )


def _said(session: Session, statement: str) -> list[str]:
    return [str(one) for one in session.scalars(text(f"{statement} LIMIT {MOST_SHOWN}"))]
