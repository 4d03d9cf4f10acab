"""Accounts by what they mean; a row is made when the first entry needs it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.kit.db import ReadSession
from foodapp.ledger.models import AccountKind, LedgerAccount


@dataclass(frozen=True, order=True)
class Account:
    kind: AccountKind
    currency: str
    owner_id: UUID | None = None  # None: the platform's
    label: str = ""  # of a gateway: its name


def ids_of(session: Session, accounts: list[Account]) -> dict[Account, int]:
    """The row of each account, made where it is missing."""
    found = ids_found(session, accounts)
    if missing := sorted(set(accounts) - found.keys(), key=_in_one_order):
        rows = [
            {"kind": a.kind, "owner_id": a.owner_id, "label": a.label, "currency": a.currency}
            for a in missing
        ]
        session.connection().execute(insert(LedgerAccount).on_conflict_do_nothing(), rows)
        found |= ids_found(session, missing)
    return found


def _in_one_order(account: Account) -> tuple[str, str, str, str]:
    """So that two transactions that make the same accounts never wait for each other."""
    return account.kind, account.currency, str(account.owner_id), account.label


def ids_found(session: ReadSession, accounts: list[Account]) -> dict[Account, int]:
    """The row of each account that an entry has needed so far."""
    wanted = set(accounts)
    rows = session.exec(
        select(LedgerAccount).where(
            col(LedgerAccount.kind).in_({a.kind for a in wanted}),
            col(LedgerAccount.currency).in_({a.currency for a in wanted}),
            col(LedgerAccount.owner_id).is_(None)
            | col(LedgerAccount.owner_id).in_({a.owner_id for a in wanted if a.owner_id}),
        )
    )
    found = {of(row): row.id for row in rows if row.id is not None}
    return {account: ident for account, ident in found.items() if account in wanted}


def of(row: LedgerAccount) -> Account:
    return Account(row.kind, row.currency, row.owner_id, row.label)
