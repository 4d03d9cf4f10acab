"""Payment by payment: what the gateway's books say it holds for us, and what ours say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.payments.gateways.protocol import BookKind
from foodapp.payments.models import Payment
from foodapp.payments.reconciling.models import Difference, DifferenceKind, GatewayLine

FEE = "gateway_fee"  # kind of journal: what the gateway kept
ABOUT_PAYMENTS = col(GatewayLine.kind) != BookKind.OTHER


@dataclass
class Theirs:
    sums: dict[str, int] = field(default_factory=dict)  # by currency
    fees: dict[str, int] = field(default_factory=dict)
    last: datetime | None = None


@dataclass(frozen=True)
class Found:
    kind: DifferenceKind
    currency: str
    ours_minor: int
    theirs_minor: int


@dataclass(frozen=True)
class Compared:
    intent_ref: str
    payment: Payment | None
    ours: dict[str, int]
    theirs: dict[str, int]
    found: list[Found]


def touched(session: Session, gateway: str, since: datetime, until: datetime) -> list[str]:
    """The payments to compare: moved within that time by either book, or open as different."""
    theirs = session.exec(
        select(GatewayLine.intent_ref)
        .where(
            GatewayLine.gateway == gateway,
            GatewayLine.at >= since,
            GatewayLine.at < until,
            ABOUT_PAYMENTS,
        )
        .distinct()
    ).all()
    ours = session.exec(
        select(Payment)
        .join(
            LedgerJournal,
            col(LedgerJournal.subject_id)
            == func.coalesce(col(Payment.order_id), col(Payment.purchase_id)),
        )
        .where(
            Payment.gateway == gateway,
            LedgerJournal.kind != FEE,
            LedgerJournal.at >= since,
            LedgerJournal.at < until,
            _on_gateway(gateway),
        )
    ).all()
    still_open = session.exec(
        select(Difference.intent_ref).where(
            Difference.gateway == gateway, col(Difference.closed_at).is_(None)
        )
    ).all()
    return sorted({*theirs, *(name_of(payment) for payment in ours), *still_open})


def name_of(payment: Payment) -> str:
    """The gateway's name of it; our own for a payment that it never heard of."""
    return payment.intent_ref or f"payment:{payment.id}"


def compare(
    session: Session, gateway: str, names: Sequence[str], quiet_since: datetime
) -> tuple[list[Compared], int]:
    """These payments as they stand now, and how many were left out because they have just moved.
    Takes over what the gateway kept as fees. Holds the payments until the transaction ends."""
    payments = _payments(session, gateway, names)
    theirs = _theirs(session, gateway, names)
    done, in_motion = [], 0
    for name in names:
        payment, said = payments.get(name), theirs.get(name, Theirs())
        ours, last = _ours(session, gateway, payment)
        if any(moment and moment >= quiet_since for moment in (last, said.last)):
            in_motion += 1
            continue
        if payment:
            _take_over_fees(session, gateway, payment, said)
        found = _differences(payment, ours, said.sums)
        done.append(Compared(name, payment, ours, said.sums, found))
    return done, in_motion


def _payments(session: Session, gateway: str, names: Sequence[str]) -> dict[str, Payment]:
    ids = [UUID(name.removeprefix("payment:")) for name in names if name.startswith("payment:")]
    rows = session.exec(
        select(Payment)
        .where(
            Payment.gateway == gateway,
            col(Payment.intent_ref).in_(names) | col(Payment.id).in_(ids),
        )
        .order_by(col(Payment.id))
        .with_for_update(read=True)  # whoever moves a payment posts its journal while holding it
        .execution_options(populate_existing=True)
    )
    return {name_of(row): row for row in rows}


def _theirs(session: Session, gateway: str, names: Sequence[str]) -> dict[str, Theirs]:
    said: dict[str, Theirs] = {}
    for name, currency, minor, fee, last in session.execute(
        columns(
            col(GatewayLine.intent_ref),
            col(GatewayLine.currency),
            func.sum(GatewayLine.amount_minor),
            func.sum(GatewayLine.fee_minor),
            func.max(GatewayLine.at),
        )
        .where(
            col(GatewayLine.gateway) == gateway,
            col(GatewayLine.intent_ref).in_(names),
            ABOUT_PAYMENTS,
        )
        .group_by(col(GatewayLine.intent_ref), col(GatewayLine.currency))
    ):
        one = said.setdefault(name, Theirs())
        one.sums[currency], one.fees[currency] = int(minor), int(fee)
        one.last = max(one.last, last) if one.last else last
    return said


def _ours(
    session: Session, gateway: str, payment: Payment | None
) -> tuple[dict[str, int], datetime | None]:
    """By the ledger; and when it last moved."""
    if payment is None:
        return {}, None
    sums: dict[str, int] = {}
    latest: datetime | None = None
    for currency, minor, last in session.exec(
        select(
            LedgerAccount.currency,
            func.sum(LedgerEntry.amount_minor),
            func.max(LedgerJournal.at),
        )
        .join(LedgerEntry, col(LedgerEntry.account_id) == col(LedgerAccount.id))
        .join(LedgerJournal, col(LedgerJournal.id) == col(LedgerEntry.journal_id))
        .where(
            LedgerJournal.subject_id == payment.subject_id,
            LedgerJournal.kind != FEE,
            LedgerAccount.kind == AccountKind.GATEWAY,
            LedgerAccount.label == gateway,
        )
        .group_by(LedgerAccount.currency)
    ):
        sums[currency] = int(minor)
        latest = max(latest, last) if latest else last
    return sums, latest


def _differences(
    payment: Payment | None, ours: dict[str, int], theirs: dict[str, int]
) -> list[Found]:
    if payment is None:
        unknown = DifferenceKind.UNKNOWN
        return [Found(unknown, cur, 0, minor) for cur, minor in sorted(theirs.items()) if minor][:1]
    found = []
    currency = payment.currency
    mine, yours = ours.get(currency, 0), theirs.get(currency, 0)
    if mine != yours:
        found.append(Found(DifferenceKind.AMOUNT, currency, mine, yours))
    for other in sorted((ours.keys() | theirs.keys()) - {currency})[:1]:
        foreign = Found(DifferenceKind.CURRENCY, other, ours.get(other, 0), theirs.get(other, 0))
        found.append(foreign)
    held = payment.held_minor
    if held != mine:
        found.append(Found(DifferenceKind.OUR_OWN, currency, mine, held))
    return found


def _take_over_fees(session: Session, gateway: str, payment: Payment, said: Theirs) -> None:
    """In the ledger the gateway then holds for us what it says it does."""
    fee = said.fees.get(payment.currency, 0)
    target = {
        Account(AccountKind.GATEWAY, payment.currency, label=gateway): -fee,
        Account(AccountKind.GATEWAY_COSTS, payment.currency, label=gateway): fee,
    }
    posting.bring_to(
        session, FEE, target, subject_id=payment.subject_id, because="the gateway's books"
    )


def _on_gateway(gateway: str) -> ColumnElement[bool]:
    """The journal has an entry on this gateway's account."""
    return col(LedgerJournal.id).in_(
        select(LedgerEntry.journal_id)
        .join(LedgerAccount, col(LedgerAccount.id) == LedgerEntry.account_id)
        .where(LedgerAccount.kind == AccountKind.GATEWAY, LedgerAccount.label == gateway)
    )
