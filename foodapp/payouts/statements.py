"""What a payout is made of, order by order. Every figure is read from the journals that it
settles, so that the lines sum to the payout, and the payout to the ledger, to the cent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from foodapp.kit.db import ReadSession
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.orders.models import Order
from foodapp.payments.shares import ON_COMMISSION
from foodapp.payouts.models import PayeeKind, Payout, PayoutEntry


@dataclass
class Line:
    """An order's part of a payout. Minor units; what lowers the payout is below zero.

    For a restaurant: food (tax included) + back + commission + commission_tax = total.
    For a rider: ride + tip + back + cash = total."""

    at: datetime  # of its first journal
    number: str  # of the order; else what it is
    food_minor: int = 0  # what the customer, or the platform in their place, pays for it
    tax_minor: int = 0  # within food and back: the restaurant owes it to the state
    back_minor: int = 0  # given back to the customer, or taken back, at the payee's cost
    commission_minor: int = 0
    commission_tax_minor: int = 0
    ride_minor: int = 0
    tip_minor: int = 0
    cash_minor: int = 0  # taken at doors, kept by the rider
    total_minor: int = 0


@dataclass(frozen=True)
class Statement:
    payout: Payout
    lines: Sequence[Line]
    sums: Line


def statement(session: ReadSession, payout: Payout) -> Statement:
    """The caller has checked who may see it."""
    lines: dict[UUID, Line] = {}
    for journal in _journals(session, payout):
        line = lines.setdefault(journal.subject_id, Line(journal.at, ""))
        add = _of_restaurant if payout.payee is PayeeKind.RESTAURANT else _of_rider
        add(line, journal.moved)
    numbers = _numbers(session, list(lines))
    for subject_id, line in lines.items():
        other = "Carried over" if subject_id == payout.payee_id else "Cash handed in"
        line.number = numbers.get(subject_id, other)
    in_order = sorted(lines.values(), key=lambda line: (line.at, line.number))
    return Statement(payout, in_order, _summed(in_order, payout))


@dataclass(frozen=True)
class Moved:
    """One journal: what it earns the payee, by account (credit positive), and what it moved on
    the platform's own accounts that explain it."""

    at: datetime
    subject_id: UUID
    moved: dict[tuple[AccountKind, bool], int]  # (kind, is the payee's) -> minor


def _journals(session: ReadSession, payout: Payout) -> list[Moved]:
    """With their other entries that say why. A journal is settled whole: all of a payee's entries
    in it have the same moment."""
    settled = aliased(LedgerEntry)
    ours = (col(LedgerAccount.kind).in_([AccountKind.COMMISSION, AccountKind.RIDES])) | (
        (col(LedgerAccount.kind) == AccountKind.TAX) & (col(LedgerAccount.label) == ON_COMMISSION)
    )
    rows = session.exec(
        select(LedgerJournal, LedgerAccount, LedgerEntry.amount_minor)
        .join(LedgerEntry, col(LedgerEntry.journal_id) == col(LedgerJournal.id))
        .join(LedgerAccount, col(LedgerAccount.id) == col(LedgerEntry.account_id))
        .where(
            col(LedgerJournal.id).in_(
                select(settled.journal_id)
                .join(PayoutEntry, col(PayoutEntry.entry_id) == col(settled.id))
                .where(PayoutEntry.payout_id == payout.id)
            ),
            (col(LedgerAccount.owner_id) == payout.payee_id) | ours,
        )
        .order_by(col(LedgerJournal.at), col(LedgerJournal.id))
    )
    found: dict[int, Moved] = {}
    for journal, account, minor in rows:
        nothing = Moved(journal.at, journal.subject_id, defaultdict(int))
        one = found.setdefault(journal.id or 0, nothing)
        one.moved[account.kind, account.owner_id == payout.payee_id] -= minor
    return list(found.values())


def _of_restaurant(line: Line, moved: dict[tuple[AccountKind, bool], int]) -> None:
    tax, net = moved.get((AccountKind.TAX, True), 0), moved.get((AccountKind.RESTAURANT, True), 0)
    commission = moved.get((AccountKind.COMMISSION, False), 0)
    commission_tax = moved.get((AccountKind.TAX, False), 0)
    gross = net + tax + commission + commission_tax
    if gross >= 0:
        line.food_minor += gross
    else:
        line.back_minor += gross
    line.tax_minor += tax
    line.commission_minor -= commission
    line.commission_tax_minor -= commission_tax
    line.total_minor += net + tax


def _of_rider(line: Line, moved: dict[tuple[AccountKind, bool], int]) -> None:
    earned, cash = moved.get((AccountKind.RIDER, True), 0), moved.get((AccountKind.CASH, True), 0)
    ride = -moved.get((AccountKind.RIDES, False), 0)
    rest = earned - ride
    line.ride_minor += ride
    if rest >= 0:
        line.tip_minor += rest
    else:
        line.back_minor += rest
    line.cash_minor += cash
    line.total_minor += earned + cash


def _numbers(session: ReadSession, subject_ids: list[UUID]) -> dict[UUID, str]:
    rows = session.exec(select(Order.id, Order.number).where(col(Order.id).in_(subject_ids)))
    return {ident: f"Order {number}" for ident, number in rows}


AMOUNTS = (
    "food_minor", "tax_minor", "back_minor", "commission_minor", "commission_tax_minor",
    "ride_minor", "tip_minor", "cash_minor", "total_minor",
)  # fmt: skip


def _summed(lines: Sequence[Line], payout: Payout) -> Line:
    sums = {name: sum(getattr(line, name) for line in lines) for name in AMOUNTS}
    return Line(payout.until, "Total", **sums)
