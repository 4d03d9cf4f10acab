"""Payment by payment, and payout by payout: what the gateway's books say it holds for us, and what
ours say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from foodapp.gateways.protocol import BookKind
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.reconciliation import subjects
from foodapp.reconciliation.models import Difference, DifferenceKind, GatewayLine
from foodapp.reconciliation.subjects import FEE, Subject

ABOUT_SUBJECTS = col(GatewayLine.kind) != BookKind.OTHER


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
    name: str
    subject: Subject | None  # None: the gateway speaks of something that we do not have
    ours: dict[str, int]
    theirs: dict[str, int]
    found: list[Found]


def touched(session: Session, gateway: str, since: datetime, until: datetime) -> list[str]:
    """What to compare, by name: moved within that time by either book, or open as different."""
    theirs = session.exec(
        select(GatewayLine.intent_ref)
        .where(
            GatewayLine.gateway == gateway,
            GatewayLine.at >= since,
            GatewayLine.at < until,
            ABOUT_SUBJECTS,
        )
        .distinct()
    ).all()
    still_open = session.exec(
        select(Difference.intent_ref).where(
            Difference.gateway == gateway, col(Difference.closed_at).is_(None)
        )
    ).all()
    return sorted({*theirs, *subjects.moved(session, gateway, since, until), *still_open})


def compare(
    session: Session, gateway: str, names: Sequence[str], quiet_since: datetime
) -> tuple[list[Compared], int]:
    """These as they stand now, and how many were left out because they are still moving. Takes over
    what the gateway kept as fees. Holds the payments and payouts until the transaction ends."""
    known = subjects.held(session, gateway, names)
    theirs = _theirs(session, gateway, names)
    done, in_motion = [], 0
    for name in names:
        subject, said = known.get(name), theirs.get(name, Theirs())
        ours, last = _ours(session, gateway, subject)
        moments = [moment for moment in (last, said.last) if moment]
        if any(moment >= quiet_since for moment in moments) or (subject and subject.is_under_way):
            in_motion += 1
            continue
        if subject:
            _take_over_fees(session, gateway, subject, said)
        found = _differences(subject, ours, said.sums)
        done.append(Compared(name, subject, ours, said.sums, found))
    return done, in_motion


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
            ABOUT_SUBJECTS,
        )
        .group_by(col(GatewayLine.intent_ref), col(GatewayLine.currency))
    ):
        one = said.setdefault(name, Theirs())
        one.sums[currency], one.fees[currency] = int(minor), int(fee)
        one.last = max(one.last, last) if one.last else last
    return said


def _ours(
    session: Session, gateway: str, subject: Subject | None
) -> tuple[dict[str, int], datetime | None]:
    """By the ledger; and when it last moved."""
    if subject is None:
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
            LedgerJournal.subject_id == subject.ident,
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
    subject: Subject | None, ours: dict[str, int], theirs: dict[str, int]
) -> list[Found]:
    if subject is None:
        unknown = DifferenceKind.UNKNOWN
        return [Found(unknown, cur, 0, minor) for cur, minor in sorted(theirs.items()) if minor][:1]
    found = []
    currency = subject.currency
    mine, yours = ours.get(currency, 0), theirs.get(currency, 0)
    if mine != yours:
        found.append(Found(DifferenceKind.AMOUNT, currency, mine, yours))
    for other in sorted((ours.keys() | theirs.keys()) - {currency})[:1]:
        foreign = Found(DifferenceKind.CURRENCY, other, ours.get(other, 0), theirs.get(other, 0))
        found.append(foreign)
    if subject.held_minor != mine:
        found.append(Found(DifferenceKind.OUR_OWN, currency, mine, subject.held_minor))
    return found


def _take_over_fees(session: Session, gateway: str, subject: Subject, said: Theirs) -> None:
    """In the ledger the gateway then holds for us what it says it does."""
    fee = said.fees.get(subject.currency, 0)
    target = {
        Account(AccountKind.GATEWAY, subject.currency, label=gateway): -fee,
        Account(AccountKind.GATEWAY_COSTS, subject.currency, label=gateway): fee,
    }
    posting.bring_to(session, FEE, target, subject_id=subject.ident, because="the gateway's books")
