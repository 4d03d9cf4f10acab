"""The ledger of the past: what the platform would have posted, had it been there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, text

from foodapp.demo.town.bulk import Row, copy
from foodapp.demo.town.past_rows import Rows, as_order
from foodapp.dispatch.models import Delivery
from foodapp.gateways.protocol import BookKind
from foodapp.ledger.accounts import Account, ids_of
from foodapp.ledger.models import AccountKind, LedgerEntry, LedgerJournal
from foodapp.orders.ends import EFFECTS, End
from foodapp.orders.models import Order
from foodapp.payments import books, shares
from foodapp.payments.models import Payment
from foodapp.payments.shares import Ridden
from foodapp.reconciliation.models import GatewayLine

Journal = tuple[datetime, str, UUID, dict[Account, int]]


def keep(session: Session, rows: Rows) -> None:
    """Two journals an order that came so far: its sale when it ended, its payment when captured."""
    write(session, _journals(rows))
    copy(session, GatewayLine, _lines(rows))


def write(session: Session, found: Iterable[Journal]) -> None:
    """In the order of their moments, by COPY."""
    journals = sorted(found, key=lambda one: (one[0], one[1], str(one[2])))
    if not journals:
        return
    first = _reserve(session, len(journals))
    ids = ids_of(session, list({account for *_, moved in journals for account in moved}))
    entries: list[Row] = []
    heads: list[Row] = []
    written_in = session.connection().scalar(text("SELECT pg_current_xact_id()::text::bigint"))
    for number, (at, kind, subject_id, moved) in enumerate(journals, first):
        heads.append(
            {"id": number, "at": at, "kind": kind, "subject_id": subject_id}
            | {"because": "history", "written_in": written_in}
        )
        entries += [
            {"journal_id": number, "account_id": ids[account], "amount_minor": minor}
            for account, minor in moved.items()
        ]
    copy(session, LedgerJournal, heads, with_ids=True)
    copy(session, LedgerEntry, entries)


def _journals(rows: Rows) -> Iterable[Journal]:
    rides = {row["order_id"]: row for row in rows[Delivery]}
    for row, paid in zip(rows[Order], rows[Payment], strict=True):
        order = as_order(row | {"end": End(row["end"])})
        if moved := shares.of_order(order, _ridden(order, rides.get(order.id))):
            yield row["ended_at"], books.SALE, order.id, moved
        held = paid.get("captured_minor", 0) - paid.get("refunded_minor", 0)
        if held:
            gateway = Account(AccountKind.GATEWAY, order.currency, label=paid["gateway"])
            customer = Account(AccountKind.CUSTOMER, order.currency, order.customer_id)
            yield paid["captured_at"], books.PAYMENT, order.id, {gateway: held, customer: -held}


def _lines(rows: Rows) -> Iterable[Row]:
    """What the gateway's own books would say of it."""
    for paid in rows[Payment]:
        if not paid.get("captured_minor"):
            continue
        line = {
            "gateway": paid["gateway"],
            "intent_ref": paid["intent_ref"],
            "currency": paid["currency"],
        }
        yield line | {
            "ref": f"txn_{paid['intent_ref']}",
            "at": paid["captured_at"],
            "kind": BookKind.TAKEN,
            "amount_minor": paid["captured_minor"],
        }
        if paid.get("refunded_minor"):
            yield line | {
                "ref": f"txn_{paid['intent_ref']}_back",
                "at": paid["refunded_at"],
                "kind": BookKind.GIVEN_BACK,
                "amount_minor": -paid["refunded_minor"],
            }


def _ridden(order: Order, ride: dict[str, Any] | None) -> Ridden | None:
    if ride is None or order.end is None or not EFFECTS[order.end].rider_earns:
        return None
    return Ridden(ride["rider_id"], ride["pay_minor"])


def _reserve(session: Session, count: int) -> int:
    """The first of so many journal numbers in a row."""
    sequence = "pg_get_serial_sequence('ledger_journals', 'id')"
    first: int = session.connection().scalar(text(f"SELECT nextval({sequence})"))
    session.connection().execute(
        text(f"SELECT setval({sequence}, :last)"),
        {"last": first + max(count, 1) - 1},
    )
    return first
