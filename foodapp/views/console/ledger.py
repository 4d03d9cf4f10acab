"""The ledger for people: accounts with their balances, and what moved on one of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, cast
from sqlmodel import col, func, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import sheets, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.ledger import accounts
from foodapp.ledger.models import AccountKind as Kind
from foodapp.ledger.models import LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.orders.models import Order
from foodapp.views.console import names as names_view

PAGE = 50
MAX_EXPORTED = 100_000
HEADS = ["Time (UTC)", "What", "Order", "Debit", "Credit", "Currency"]


class AccountFilter(StrEnum):
    PLATFORM = "platform"
    RESTAURANTS = "restaurants"
    RIDERS = "riders"
    CUSTOMERS = "customers"


KINDS = {
    AccountFilter.RESTAURANTS: (Kind.RESTAURANT, Kind.TAX),
    AccountFilter.RIDERS: (Kind.RIDER, Kind.CASH),
    AccountFilter.CUSTOMERS: (Kind.CUSTOMER, Kind.STORE_CREDIT),
}


@dataclass(frozen=True)
class AccountRow:
    id: int
    name: str
    currency: str
    debit: str  # money held, or owed to us; one of the two is empty
    credit: str  # money we owe, or have earned


@dataclass(frozen=True)
class AccountPage:
    rows: list[AccountRow]
    next_after: str


@dataclass(frozen=True)
class EntryRow:
    id: int
    at: str
    words: str
    order_id: str  # empty: not about an order
    number: str
    debit: str
    credit: str


@dataclass(frozen=True)
class EntryPage:
    account: AccountRow
    rows: list[EntryRow]
    next_after: str


def account_list(
    session: ReadSession,
    admin: Admin,
    *,
    whose: AccountFilter = AccountFilter.PLATFORM,
    after: int = 0,
) -> AccountPage:
    """In the order in which they were opened; customers who owe nothing and are owed nothing are
    left out."""
    require(admin, Permission.SEE)
    balance = _balance()
    found: Any = select(LedgerAccount, balance).where(col(LedgerAccount.id) > after)
    if whose in KINDS:
        kinds = col(LedgerAccount.kind).in_(KINDS[whose])
        found = found.where(kinds, col(LedgerAccount.owner_id).is_not(None))
    else:
        found = found.where(col(LedgerAccount.owner_id).is_(None))
    if whose is AccountFilter.CUSTOMERS:
        found = found.where(balance != 0)
    rows = session.exec(found.order_by(col(LedgerAccount.id)).limit(PAGE + 1)).all()
    names = names_view.names(session, (accounts.of(row) for row, _ in rows))
    shown_rows = [_account(row, names[accounts.of(row)], minor or 0) for row, minor in rows]
    more = str(shown_rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return AccountPage(shown_rows[:PAGE], more)


def entries(session: ReadSession, admin: Admin, account_id: int, *, before: int = 0) -> EntryPage:
    """Newest first."""
    require(admin, Permission.SEE)
    account, minor = _one(session, account_id)
    found = _moved(account_id).order_by(col(LedgerEntry.id).desc()).limit(PAGE + 1)
    if before:
        found = found.where(col(LedgerEntry.id) < before)
    rows = [_entry(account, *one) for one in session.exec(found)]
    name = names_view.names(session, [accounts.of(account)])[accounts.of(account)]
    more = str(rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return EntryPage(_account(account, name, minor), rows[:PAGE], more)


def csv(session: ReadSession, admin: Admin, account_id: int) -> str:
    require(admin, Permission.SEE)
    account, _ = _one(session, account_id)
    found = _moved(account_id).order_by(col(LedgerEntry.id)).limit(MAX_EXPORTED)
    return sheets.written(HEADS, (_cells(account, *one) for one in session.exec(found)))


def _one(session: ReadSession, account_id: int) -> tuple[LedgerAccount, int]:
    found: Any = select(LedgerAccount, _balance()).where(LedgerAccount.id == account_id)
    row = session.exec(found).one_or_none()
    if row is None:
        raise NotFound("account")
    return row[0], row[1] or 0


def _balance() -> Any:
    return (
        select(cast(func.coalesce(func.sum(LedgerEntry.amount_minor), 0), BigInteger))
        .where(col(LedgerEntry.account_id) == col(LedgerAccount.id))
        .correlate(LedgerAccount)
        .scalar_subquery()
    )


def _moved(account_id: int) -> Any:
    return (
        select(LedgerEntry, LedgerJournal, Order.id, Order.number)
        .join(LedgerJournal, col(LedgerJournal.id) == LedgerEntry.journal_id)
        .join(Order, col(Order.id) == LedgerJournal.subject_id, isouter=True)
        .where(LedgerEntry.account_id == account_id)
    )


def _account(row: LedgerAccount, name: str, minor: int) -> AccountRow:
    return AccountRow(
        id=row.id or 0,
        name=name,
        currency=row.currency,
        debit=shown(minor, row.currency) if minor >= 0 else "",
        credit=shown(-minor, row.currency) if minor < 0 else "",
    )


def _entry(
    account: LedgerAccount,
    entry: LedgerEntry,
    journal: LedgerJournal,
    order_id: UUID | None,
    number: str | None,
) -> EntryRow:
    minor = entry.amount_minor
    return EntryRow(
        id=entry.id or 0,
        at=_at(journal.at),
        words=names_view.journal(journal.kind, journal.because),
        order_id=str(order_id or ""),
        number=number or "",
        debit=shown(minor, account.currency) if minor > 0 else "",
        credit=shown(-minor, account.currency) if minor < 0 else "",
    )


def _cells(
    account: LedgerAccount,
    entry: LedgerEntry,
    journal: LedgerJournal,
    order_id: UUID | None,
    number: str | None,
) -> list[str]:
    minor = entry.amount_minor
    return [
        f"{journal.at:%Y-%m-%d %H:%M:%S}",
        names_view.journal(journal.kind, journal.because),
        number or "",
        sheets.decimal(max(minor, 0), account.currency),
        sheets.decimal(max(-minor, 0), account.currency),
        account.currency,
    ]


def _at(moment: datetime) -> str:
    return when.in_town(moment)
