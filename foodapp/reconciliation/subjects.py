"""What both books speak of: the payments that a gateway took, the payouts that it carried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.payments.models import Payment
from foodapp.payouts.models import OUT, Payout, PayoutStatus

FEE = "gateway_fee"  # kind of journal: what the gateway kept
Row = TypeVar("Row", Payment, Payout)
PAYMENT, PAYOUT = "payment:", "payout:"  # begin our own names


@dataclass(frozen=True)
class Subject:
    """Ours, as we have it written down beside the ledger."""

    ident: UUID  # in the ledger
    currency: str
    held_minor: int  # what the gateway should hold for us of it; below zero: it has paid it out
    payment: Payment | None = None
    payout: Payout | None = None
    is_under_way: bool = False  # asked for, and nobody knows the end yet


def name_of(payment: Payment) -> str:
    """The gateway's name of it; our own for one that it never heard of."""
    return payment.intent_ref or f"{PAYMENT}{payment.id}"


def name_of_payout(payout: Payout) -> str:
    return payout.reference or f"{PAYOUT}{payout.id}"


def moved(session: Session, gateway: str, since: datetime, until: datetime) -> set[str]:
    """By our ledger, within that time: their names."""
    subject = func.coalesce(col(Payment.order_id), col(Payment.purchase_id))
    in_time = (
        LedgerJournal.kind != FEE,
        LedgerJournal.at >= since,
        LedgerJournal.at < until,
        _on_gateway(gateway),
    )
    payments = session.exec(
        select(Payment)
        .join(LedgerJournal, col(LedgerJournal.subject_id) == subject)
        .where(Payment.gateway == gateway, *in_time)
    )
    payouts = session.exec(
        select(Payout)
        .join(LedgerJournal, col(LedgerJournal.subject_id) == col(Payout.id))
        .where(Payout.way == gateway, *in_time)
    )
    return {*map(name_of, payments), *map(name_of_payout, payouts)}


def held(session: Session, gateway: str, names: Sequence[str]) -> dict[str, Subject]:
    """Those that we have, each held until the transaction ends: whoever moves one posts its journal
    while holding it."""
    payments = _locked(
        session, Payment, col(Payment.intent_ref), PAYMENT, names, Payment.gateway == gateway
    )
    payouts = _locked(session, Payout, col(Payout.reference), PAYOUT, names, Payout.way == gateway)
    return {name_of(row): _of_payment(row) for row in payments} | {
        name_of_payout(row): _of_payout(row) for row in payouts
    }


def _locked(
    session: Session,
    kind: type[Row],
    ref: Any,
    our_name: str,
    names: Sequence[str],
    its_own: Any,
) -> Sequence[Row]:
    ids = [UUID(name.removeprefix(our_name)) for name in names if name.startswith(our_name)]
    return session.exec(
        select(kind)
        .where(its_own, ref.in_(names) | col(kind.id).in_(ids))
        .order_by(col(kind.id))
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    ).all()


def _of_payment(payment: Payment) -> Subject:
    return Subject(payment.subject_id, payment.currency, payment.held_minor, payment=payment)


def _of_payout(payout: Payout) -> Subject:
    return Subject(
        payout.id,
        payout.currency,
        -payout.amount_minor if payout.status in OUT else 0,
        payout=payout,
        is_under_way=payout.status is PayoutStatus.SENT,
    )


def _on_gateway(gateway: str) -> ColumnElement[bool]:
    """The journal has an entry on this gateway's account."""
    return col(LedgerJournal.id).in_(
        select(LedgerEntry.journal_id)
        .join(LedgerAccount, col(LedgerAccount.id) == LedgerEntry.account_id)
        .where(LedgerAccount.kind == AccountKind.GATEWAY, LedgerAccount.label == gateway)
    )
