"""Writing journals and reading balances. Amounts: debit positive, credit negative, minor units.

What a subject (an order, a payment, a payout) should have moved is worked out from its state;
`bring_to` posts the difference to what it has moved so far. So posting twice posts once, and a
correction is a further journal, never a change.
"""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, cast, func
from sqlmodel import Session, col, insert, select

from foodapp.kit.db import ReadSession
from foodapp.ledger.accounts import Account, ids_of, of
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal

Amounts = Mapping[Account, int]


class Unbalanced(ValueError):
    """A fault of ours: debits and credits of a journal differ."""


def post(
    session: Session, kind: str, amounts: Amounts, *, subject_id: UUID, because: str = ""
) -> LedgerJournal | None:
    """Write one journal; None when nothing moves. The caller holds the subject's lock."""
    moved = {account: minor for account, minor in amounts.items() if minor}
    if not moved:
        return None
    _assert_balanced(moved)
    journal = LedgerJournal(kind=kind, subject_id=subject_id, because=because[:80])
    session.add(journal)
    ids = ids_of(session, list(moved))
    session.flush()  # the entries need the journal's number
    session.connection().execute(
        insert(LedgerEntry),
        [
            {"journal_id": journal.id, "account_id": ids[account], "amount_minor": minor}
            for account, minor in moved.items()
        ],
    )
    return journal


def bring_to(
    session: Session, kind: str, target: Amounts, *, subject_id: UUID, because: str = ""
) -> LedgerJournal | None:
    """Post what is missing between this subject's journals of this kind and the target."""
    missing = Counter(target)
    missing.subtract(moved_by(session, subject_id, kind))
    return post(session, kind, missing, subject_id=subject_id, because=because)


def moved_by(session: ReadSession, subject_id: UUID, kind: str | None = None) -> dict[Account, int]:
    """What the journals of this subject have moved so far, by account."""
    rows = session.exec(
        select(LedgerAccount, _sum())
        .join(LedgerEntry, col(LedgerEntry.account_id) == col(LedgerAccount.id))
        .join(LedgerJournal, col(LedgerJournal.id) == col(LedgerEntry.journal_id))
        .where(
            LedgerJournal.subject_id == subject_id,
            *([LedgerJournal.kind == kind] if kind else []),
        )
        .group_by(col(LedgerAccount.id))
    )
    return {of(account): minor for account, minor in rows}


def balance(session: ReadSession, account: Account) -> int:
    """Debit positive; 0 for an account that nothing has touched."""
    return (
        session.exec(
            select(_sum())
            .join(LedgerAccount, col(LedgerAccount.id) == col(LedgerEntry.account_id))
            .where(
                LedgerAccount.kind == account.kind,
                LedgerAccount.currency == account.currency,
                LedgerAccount.label == account.label,
                col(LedgerAccount.owner_id).is_not_distinct_from(account.owner_id),
            )
        ).one()
        or 0
    )


def balances(session: ReadSession, kind: AccountKind, owner_id: UUID) -> dict[str, int]:
    """Of one owner's accounts of this kind, by currency."""
    rows = session.exec(
        select(LedgerAccount.currency, _sum())
        .join(LedgerEntry, col(LedgerAccount.id) == col(LedgerEntry.account_id))
        .where(LedgerAccount.kind == kind, LedgerAccount.owner_id == owner_id)
        .group_by(col(LedgerAccount.currency))
    )
    return dict(rows.all())


def _sum() -> ColumnElement[int]:
    """A sum of bigints is numeric in PostgreSQL; ours fit a bigint (kit.money.MAX_MINOR)."""
    return cast(func.sum(LedgerEntry.amount_minor), BigInteger)


def _assert_balanced(moved: Amounts) -> None:
    sums: Counter[str] = Counter()
    for account, minor in moved.items():
        sums[account.currency] += minor
    if any(sums.values()):
        raise Unbalanced(dict(sums))
