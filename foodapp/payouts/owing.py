"""What the ledger owes a payee and no payout has settled yet. Positive: we owe them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from foodapp.kit.db import ReadSession
from foodapp.ledger.accounts import Account, ids_found
from foodapp.ledger.models import LedgerEntry, LedgerJournal
from foodapp.payouts.models import Payout, PayoutEntry
from foodapp.payouts.payees import Payee

PAYOUT = "payout"  # kind of the journals that pay out
LATE = timedelta(days=1)  # no transaction is open for so long: an entry that comes late is seen


@dataclass(frozen=True)
class Unsettled:
    """Entries by number, and what they owe."""

    entry_ids: Sequence[int]
    amount_minor: int
    since: datetime | None  # the first of them


def unsettled(session: ReadSession, payee: Payee, until: datetime | None = None) -> Unsettled:
    """Entries before `until`. They need no carrying over: what no payout has settled, as it was
    too little or below zero, is still there for the next."""
    rows = session.exec(
        select(LedgerEntry.id, LedgerEntry.amount_minor, LedgerJournal.at)
        .join(LedgerJournal, col(LedgerJournal.id) == col(LedgerEntry.journal_id))
        .outerjoin(PayoutEntry, col(PayoutEntry.entry_id) == col(LedgerEntry.id))
        .where(
            col(LedgerEntry.account_id).in_(payee.account_ids),
            col(PayoutEntry.entry_id).is_(None),
            LedgerJournal.kind != PAYOUT,
            *_not_settled_long_ago(session, payee),
            *([LedgerJournal.at < until] if until else []),
        )
    ).all()
    return Unsettled(
        [entry_id for entry_id, *_ in rows if entry_id is not None],
        -sum(minor for _, minor, _ in rows),
        min((at for *_, at in rows), default=None),
    )


def settled_by(session: Session, payout: Payout) -> dict[Account, int]:
    """What this payout settles, by account, as the ledger has it (credit negative)."""
    payee = Payee(payout.payee, payout.payee_id, payout.currency)
    by_id = {ident: account for account, ident in ids_found(session, payee.accounts).items()}
    rows = session.exec(
        select(LedgerEntry.account_id, LedgerEntry.amount_minor)
        .join(PayoutEntry, col(PayoutEntry.entry_id) == col(LedgerEntry.id))
        .where(PayoutEntry.payout_id == payout.id)
    )
    sums: dict[Account, int] = {}
    for account_id, minor in rows:
        account = by_id[account_id]
        sums[account] = sums.get(account, 0) + minor
    return sums


def _not_settled_long_ago(session: ReadSession, payee: Payee) -> list[ColumnElement[bool]]:
    """So that the whole past is not read again for every payout: all that the last one found
    stands in it."""
    last = session.exec(
        select(func.max(Payout.until)).where(
            Payout.payee_id == payee.id, Payout.currency == payee.currency
        )
    ).one()
    if last is None:
        return []
    from_then = (
        select(LedgerJournal.id)
        .where(LedgerJournal.at >= last - LATE)
        .order_by(col(LedgerJournal.at), col(LedgerJournal.id))
        .limit(1)
    )
    return [
        col(LedgerJournal.at) >= last - LATE,
        col(LedgerEntry.journal_id) >= from_then.scalar_subquery(),
    ]
