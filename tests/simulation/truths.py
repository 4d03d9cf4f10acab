"""What must be true when all has come to rest, whatever happened."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, select, text

from foodapp.dispatch.models import COMES_FROM as DELIVERY_MOVES
from foodapp.kit import db, moves
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders.ends import Effect, End, PayBy, effect_of
from foodapp.orders.models import COMES_FROM as ORDER_MOVES
from foodapp.payments import books
from foodapp.payments.models import COMES_FROM as PAYMENT_MOVES
from foodapp.payouts import owing, payees
from foodapp.payouts.models import Payout
from testgateway import totals
from tests.simulation import earnings, purchases, spendings
from tests.simulation.stage import STOCK, Stage

OFFER_MOVES: Mapping[str, set[str]] = {
    answer: {"open"} for answer in ("accepted", "declined", "expired", "withdrawn")
}
RIDE_OF = {
    End.DELIVERED: {"delivered", None},  # None: over the counter
    End.NOT_HANDED_OVER: {"failed", "returned"},
    End.DAMAGED: {"failed"},
    End.NOT_BROUGHT: {"cancelled"},
}
NOT_BROUGHT = {"cancelled", None}


def hold(stage: Stage) -> None:
    now = stage.now
    effect = effect_of(End(now.end), PayBy(now.pay_by), is_lost=now.payment_lost_at is not None)
    assert now.status == effect.status
    assert now.delivery in RIDE_OF.get(End(now.end), NOT_BROUGHT)
    with db.transaction() as session:
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # every journal balances
        moved = _by_kind(session, stage)
        _logs_lead_to_the_rows(session, stage)
        _payouts_are_paid_once(session, stage)
        earnings.hold(session, stage, effect)
        spendings.credit_is_neither_made_nor_lost(session, stage, now, moved)
    spendings.offers_are_used_where_they_are_paid_for(
        stage, effect_of(End(now.end), PayBy(now.pay_by))
    )
    _nobody_owes_anything(now, effect, moved)
    rows = totals.by_payment(stage.wire.books)
    purchases.are_paid_once(stage, rows)
    _gateways_hold_what_we_say(stage, rows)
    theirs = _theirs(stage, rows)
    _captured_and_refunded_within_bounds(now, theirs)
    _books_are_the_same(stage, now, theirs, moved)
    _refunds_are_explained(stage, now)
    _stock_is_what_was_not_eaten(stage, effect)
    _somebody_was_told(stage, now)


def _by_kind(session: Session, stage: Stage) -> Counter[Kind]:
    """What the order has moved."""
    sums: Counter[Kind] = Counter()
    for account, minor in books.explained(session, stage.order_id).items():
        sums[account.kind] += minor
    assert sum(sums.values()) == 0
    return sums


def _logs_lead_to_the_rows(session: Session, stage: Stage) -> None:
    now = stage.now
    machines: list[tuple[Any, str, Mapping[Any, set[Any]], str]] = [
        (stage.order_id, "awaiting_payment", ORDER_MOVES, now.status)
    ]
    if now.payment_id:
        machines.append((now.payment_id, "open", PAYMENT_MOVES, now.payment))
    if now.delivery_id:
        machines.append((now.delivery_id, "searching", DELIVERY_MOVES, now.delivery))
    for offer in stage.rows("SELECT id, status FROM offers"):
        machines.append((offer.id, "open", OFFER_MOVES, offer.status))
    for subject_id, first, allowed, status in machines:
        assert moves.replayed(session, subject_id, first, allowed) == status


def _nobody_owes_anything(now: Any, effect: Effect, moved: Counter[Kind]) -> None:
    assert moved[Kind.CUSTOMER] == 0, "the customer's account is settled"
    if not effect.rider_earns:
        assert moved[Kind.RIDES] == 0
    if not effect.restaurant_earns:
        assert moved[Kind.COMMISSION] == 0
    if not effect.customer_pays:
        assert now.to_pay_minor == now.credited_minor
    assert moved[Kind.TIPS] == 0 or not effect.rider_earns, "a tip is the rider's, or given back"


def _theirs(stage: Stage, rows: list[dict[str, Any]]) -> dict[str, int]:
    """All that the gateway has ever done under this order's name."""
    mine = [row for row in rows if row["metadata"]["order_id"] == str(stage.order_id)]
    names = ("held", "captured", "refunded", "captures", "withheld", "amount")
    return {name: sum(row[name] for row in mine) for name in names}


def _captured_and_refunded_within_bounds(now: Any, theirs: dict[str, int]) -> None:
    assert theirs["captures"] <= 1
    assert 0 <= theirs["refunded"] <= theirs["captured"]
    assert theirs["captured"] <= (now.amount_minor or 0)
    assert now.amount_minor in (None, now.card_minor)
    assert theirs["held"] == 0


def _books_are_the_same(
    stage: Stage, now: Any, theirs: dict[str, int], moved: Counter[Kind]
) -> None:
    ours = (now.captured_minor or 0, now.refunded_minor or 0, now.disputed_minor or 0)
    assert ours == (theirs["captured"], theirs["refunded"], theirs["withheld"])
    held = theirs["captured"] - theirs["refunded"] - theirs["withheld"]
    assert moved[Kind.GATEWAY] == held - _fees_minor(stage, stage.order_id)
    if now.payment_id and not theirs["withheld"]:
        assert held == now.to_pay_minor - spendings.credit_kept_minor(now)
    if now.pay_by == PayBy.CASH:
        assert moved[Kind.CASH] == now.cash_taken_minor
        assert now.cash_taken_minor == now.to_pay_minor


def _gateways_hold_what_we_say(stage: Stage, rows: list[dict[str, Any]]) -> None:
    """Of whatever was paid, less what was sent on and kept as fees; and no customer owes or is owed
    anything."""
    sent = sum(one["amount"] for one in totals.transfers(stage.wire.books))
    held = sum(row["captured"] - row["refunded"] - row["withheld"] for row in rows)
    [(gateway, customers)] = stage.rows(
        "SELECT coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'gateway'), 0)::bigint,"
        " coalesce(sum(e.amount_minor) FILTER (WHERE a.kind = 'customer'), 0)::bigint"
        " FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id"
    )
    assert (gateway, customers) == (held - sent - _fees_minor(stage), 0)
    different = stage.values(
        "SELECT kind || ' of ' || intent_ref FROM reconciliation_differences"
        " WHERE closed_at IS NULL"
    )
    assert not different, "found by the nightly comparison"


def _fees_minor(stage: Stage, order_id: UUID | None = None) -> int:
    """What the gateways have kept, as the nightly comparison took it over from their books; of one
    order, or of all that was paid."""
    [kept] = stage.values(FEES, subject=order_id)
    return int(kept)


FEES = """
SELECT coalesce(-sum(e.amount_minor), 0)::bigint FROM ledger_journals j
JOIN ledger_entries e ON e.journal_id = j.id
JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'gateway'
WHERE j.kind = 'gateway_fee' AND j.subject_id = coalesce(CAST(:subject AS uuid), j.subject_id)
"""


def _refunds_are_explained(stage: Stage, now: Any) -> None:
    [(reduced, credited)] = stage.rows(
        "SELECT coalesce(sum(amount_minor) FILTER (WHERE kind <> 'instead_of_card'), 0)::bigint,"
        " coalesce(sum(amount_minor) FILTER (WHERE back_to = 'credit'), 0)::bigint"
        " FROM adjustments WHERE order_id = :order_id AND decision = 'approved'"
    )
    assert (now.reduced_minor, now.credited_minor) == (reduced, credited)
    assert now.credited_minor <= now.to_pay_minor <= now.total_minor


def _payouts_are_paid_once(session: Session, stage: Stage) -> None:
    """What a payee is owed is what no payout has settled; the gateway has paid each once."""
    paid_there = Counter[str]()
    for transfer in stage.wire.books.newest_first("transfer"):
        paid_there[transfer["metadata"]["payout_id"]] += transfer["amount"]
    for payee in payees.everybody(session):
        owed = -sum(
            minor
            for kind in payee.accounts
            for minor in stage.values(BALANCE, kind=kind.kind.value, owner_id=payee.id)
        )
        failed = stage.values(
            "SELECT amount_minor FROM payouts WHERE payee_id = :id AND status = 'failed'",
            id=payee.id,
        )
        assert owed == owing.unsettled(session, payee).amount_minor + sum(failed)
    for payout in session.exec(select(Payout)):
        is_there = payout.status == "paid" and payout.way == "stripe"
        assert paid_there[str(payout.id)] == (payout.amount_minor if is_there else 0)


BALANCE = """
SELECT coalesce(sum(e.amount_minor), 0)::bigint FROM ledger_entries e
JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = :kind AND a.owner_id = :owner_id
"""


def _stock_is_what_was_not_eaten(stage: Stage, effect: Effect) -> None:
    """What the kitchen cannot make is gone for everybody, whatever is given back afterwards."""
    [taken] = stage.values(
        "SELECT coalesce(sum(quantity), 0)::int FROM order_lines"
        " WHERE order_id = :order_id AND stock_taken"
    )
    [stock] = stage.values("SELECT stock FROM menu_items WHERE id = :id", id=stage.world.tiramisu)
    missed, instead = stage.rows(MISSED, tiramisu=stage.world.tiramisu)[0]
    if effect.stock_back:
        assert taken == 0, "nothing is held for an order without food"
    gone = STOCK if missed else 0 if effect.stock_back else taken + instead
    assert stock == STOCK - gone


MISSED = """
SELECT coalesce(sum(m.quantity) FILTER (WHERE l.item_id = :tiramisu), 0)::int,
  coalesce(sum(m.quantity) FILTER (WHERE m.substitute_id = :tiramisu AND m.state = 'accepted'), 0)
  ::int
FROM missing_dishes m JOIN order_lines l ON l.id = m.line_id
"""


def _somebody_was_told(stage: Stage, now: Any) -> None:
    alerts = set(stage.values("SELECT kind FROM alerts WHERE order_id = :order_id"))
    if now.payment_lost_at:
        assert "payment_trouble" in alerts
    if now.payment == "charged_back":
        assert "dispute_ended" in alerts
    if now.status == "expired":
        assert "order_expired" in alerts
