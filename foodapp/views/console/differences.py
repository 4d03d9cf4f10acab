"""Reconciliation for people: the last runs, and every difference with both sides."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from babel.dates import format_date
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.gateways import known
from foodapp.kit import sheets, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.paging import behind
from foodapp.kit.words import n, say
from foodapp.orders.models import Order
from foodapp.payouts.models import Payout, PayoutStatus
from foodapp.reconciliation.models import Difference, DifferenceKind, Run
from foodapp.views.console.standing import failure_of

PAGE = 50
RUNS = 10
MAX_EXPORTED = 50_000
KINDS = {
    DifferenceKind.AMOUNT: "The sums differ",
    DifferenceKind.CURRENCY: "Another currency",
    DifferenceKind.UNKNOWN: "Not in our books",
    DifferenceKind.OUR_OWN: "Our ledger against our own record",
}
HEADS = ["Opened (UTC)", "Gateway", "Reference", "About", "Kind", "Our ledger", "Other side",
         "Currency", "Closed (UTC)", "Closed by", "Note"]  # fmt: skip


@dataclass(frozen=True)
class RunRow:
    id: str
    at: str
    gateway: str
    days: str
    payments: int
    in_motion: int
    found: int
    sums: str
    failure: str
    look: str
    words: str


@dataclass(frozen=True)
class DifferenceRow:
    id: str
    at: str
    kind: str
    gateway: str
    intent_ref: str
    about: str  # the order's number, or the payee; empty: nothing of ours
    place: str  # where it is shown
    ours: str
    theirs: str
    is_open: bool
    closed: str  # by whom and when
    note: str


@dataclass(frozen=True)
class DifferencePage:
    rows: list[DifferenceRow]
    next_after: str


def runs(session: ReadSession, admin: Admin) -> list[RunRow]:
    require(admin, Permission.SEE)
    found = session.exec(select(Run).order_by(col(Run.started_at).desc()).limit(RUNS))
    return [_run(row) for row in found]


def page(
    session: ReadSession, admin: Admin, *, is_open: bool = True, after: UUID | None = None
) -> DifferencePage:
    """Newest first."""
    require(admin, Permission.SEE)
    keys = (col(Difference.opened_at), col(Difference.id))
    closed = col(Difference.closed_at)
    found = _found().where(closed.is_(None) if is_open else closed.is_not(None))
    if after is not None:
        found = found.where(behind(session, keys, Difference.id == after, descending=True))
    found = found.order_by(*(key.desc() for key in keys)).limit(PAGE + 1)
    rows = [_row(*one) for one in session.exec(found)]
    return DifferencePage(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else "")


def csv(session: ReadSession, admin: Admin) -> str:
    require(admin, Permission.SEE)
    found = _found().order_by(col(Difference.opened_at).desc()).limit(MAX_EXPORTED)
    return sheets.written(HEADS, (_cells(*one) for one in session.exec(found)))


def _found() -> Any:
    return (
        select(Difference, Order.number, Payout, User.name)
        .join(Order, col(Order.id) == Difference.order_id, isouter=True)
        .join(Payout, col(Payout.id) == Difference.payout_id, isouter=True)
        .join(User, col(User.id) == Difference.closed_by, isouter=True)
    )


def _row(
    row: Difference, number: str | None, payout: Payout | None, closer: str | None
) -> DifferenceRow:
    closed = ""
    if row.closed_at:
        closed = f"{closer or 'by itself'}, {_at(row.closed_at)}"
    return DifferenceRow(
        id=str(row.id),
        at=_at(row.opened_at),
        kind=KINDS[row.kind],
        gateway=known.label(row.gateway),
        intent_ref=row.intent_ref,
        about=_about(number, payout),
        place=_place(row, payout),
        ours=shown(row.ours_minor, row.currency),
        theirs=shown(row.theirs_minor, row.currency),
        is_open=row.closed_at is None,
        closed=closed,
        note=row.note,
    )


def _about(number: str | None, payout: Payout | None) -> str:
    return payout.payee_name if payout else number or ""


def _place(row: Difference, payout: Payout | None) -> str:
    if payout:
        which = "" if payout.status is PayoutStatus.DRAFTED else payout.status.value
        return f"/admin/payouts?{urlencode({'which': which, 'search': payout.payee_name})}"
    return f"/admin/orders/{row.order_id}/money" if row.order_id else ""


def _cells(
    row: Difference, number: str | None, payout: Payout | None, closer: str | None
) -> list[str]:
    closed = f"{row.closed_at:%Y-%m-%d %H:%M:%S}" if row.closed_at else ""
    return [
        f"{row.opened_at:%Y-%m-%d %H:%M:%S}",
        row.gateway,
        row.intent_ref,
        _about(number, payout),
        KINDS[row.kind],
        sheets.decimal(row.ours_minor, row.currency),
        sheets.decimal(row.theirs_minor, row.currency),
        row.currency,
        closed,
        closer or "",
        row.note,
    ]


def _run(row: Run) -> RunRow:
    sums = ", ".join(
        f"{shown(int(row.ours.get(cur, 0)), cur)} / {shown(int(row.theirs.get(cur, 0)), cur)}"
        for cur in sorted({*row.ours, *row.theirs})
    )
    words, look = _outcome(row)
    return RunRow(
        id=str(row.id),
        at=_at(row.started_at),
        gateway=known.label(row.gateway),
        days=_days(row),
        payments=row.payments,
        in_motion=row.in_motion,
        found=row.found,
        sums=sums or "nothing moved",
        failure=failure_of(row),
        look=look,
        words=words,
    )


def _outcome(row: Run) -> tuple[str, str]:
    if row.failure:
        return "Not finished", "act"
    if row.finished_at is None:
        return "At work", "accent"
    if row.found:
        return say(n("{count} differs", "{count} differ", row.found)), "act"
    return ("Equal", "done") if row.payments else ("Nothing to compare", "quiet")


def _days(row: Run) -> str:
    first = row.since.astimezone(UTC).date()
    last = (row.until - timedelta(microseconds=1)).astimezone(UTC).date()
    end = str(format_date(last, "d MMM", locale="en"))
    return end if first == last else f"{format_date(first, 'd MMM', locale='en')} – {end}"


def _at(moment: datetime) -> str:
    return when.in_town(moment)
