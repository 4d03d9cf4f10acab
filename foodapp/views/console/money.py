"""All the money of one order: what it is made of, who gets what, what was posted, what can still
be given back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import MAX_MINOR, shown
from foodapp.ledger import accounts
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.orders.ends import pays_minor
from foodapp.orders.models import Order
from foodapp.orders.prices import PriceLine, paid_for, price_lines, total
from foodapp.payments import books
from foodapp.payments.refunds import giving
from foodapp.payments.refunds import lines as refunding_lines
from foodapp.payments.refunds import trouble as refund_trouble
from foodapp.payments.refunds.limits import day_limit_minor, limit_minor
from foodapp.views.console import names as names_view
from foodapp.views.console import payment as payment_view
from foodapp.views.console import refunds as refunds_view
from foodapp.views.console.order_facts import OrderFacts, facts_of
from foodapp.views.console.payment import PaymentCard
from foodapp.views.console.refunds import RefundRow
from foodapp.views.customer.order import details_of

MAX = 300  # entries


@dataclass(frozen=True)
class Entry:
    account: str
    debit: str  # one of the two is empty
    credit: str


@dataclass(frozen=True)
class Journal:
    at: str
    words: str
    moved: list[Entry]


@dataclass(frozen=True)
class RefundableLine:
    id: str
    name: str
    details: str
    worth: str  # of all that is left
    choices: list[str]  # "0" to what is left


@dataclass(frozen=True)
class OrderMoney:
    order_id: str = ""
    number: str = ""
    prices: list[PriceLine] = field(default_factory=list)
    total: str = ""
    paid: list[PriceLine] = field(default_factory=list)  # with credit, by card; empty without
    after: list[PriceLine] = field(default_factory=list)  # what became of the total since
    paid_in_the_end: str = ""  # empty while it is the total
    shares: list[PriceLine] = field(default_factory=list)  # who has got what of it
    journals: list[Journal] = field(default_factory=list)
    refunds: list[RefundRow] = field(default_factory=list)
    lines: list[RefundableLine] = field(default_factory=list)
    currency: str = ""
    left: str = ""  # what can still be given back; empty: nothing
    limit: str = ""  # of who looks, on this order; empty: any amount
    day_limit: str = ""  # ... and in 24 hours on all orders
    has_rider: bool = False
    trouble: str = ""  # why a refund waits for an admin
    owed: str = ""  # what the card should have got back


def order_money(session: ReadSession, admin: Admin, order_id: UUID) -> OrderMoney:
    require(admin, Permission.SEE)
    return _of(session, admin, facts_of(session, order_id))


def money_page(
    session: ReadSession, admin: Admin, order_id: UUID
) -> tuple[OrderMoney, PaymentCard]:
    """The money of an order with its payment, as their page shows them together."""
    require(admin, Permission.SEE)
    facts = facts_of(session, order_id)
    card = payment_view.card_of(session, facts.order, facts.payment)
    return _of(session, admin, facts), card


def _of(session: ReadSession, admin: Admin, facts: OrderFacts) -> OrderMoney:
    order, payment = facts.order, facts.payment
    left = giving.left_minor(session, order, payment)
    limit = limit_minor(admin.role, order.currency)
    is_troubled = payment is not None and payment.refund_trouble
    shares, journals = _shares_and_journals(session, order)
    return OrderMoney(
        order_id=str(order.id),
        number=order.number,
        prices=price_lines(order),
        total=total(order),
        paid=paid_for(order),
        after=_after(order),
        paid_in_the_end=shown(order.price_minor, order.currency)
        if order.price_minor != order.total_minor
        else "",
        shares=shares,
        journals=journals,
        refunds=refunds_view.of_order(session, admin, order.id),
        lines=_lines(session, order) if left > 0 else [],
        currency=order.currency,
        left=shown(left, order.currency) if left > 0 else "",
        limit="" if limit == MAX_MINOR else shown(limit, order.currency),
        day_limit=shown(day_limit_minor(admin.role, order.currency), order.currency),
        has_rider=facts.rider is not None,
        trouble=payment.refund_trouble.replace("_", " ") if payment and is_troubled else "",
        owed=shown(refund_trouble.owed_minor(order, payment), order.currency) if payment else "",
    )


def _after(order: Order) -> list[PriceLine]:
    agreed = pays_minor(order, order.end or order.good_end)
    amounts = [
        ("Not to be paid after its end", agreed - order.total_minor),
        ("Refunds", order.price_minor - agreed),
        ("of it store credit", order.credited_minor),
        ("Credit that went back", order.credit_used_minor - order.credit_kept_minor),
    ]
    lines = [PriceLine(label, shown(minor, order.currency)) for label, minor in amounts if minor]
    return lines


def _shares_and_journals(
    session: ReadSession, order: Order
) -> tuple[list[PriceLine], list[Journal]]:
    """By the ledger, as it stands: what each account has got of this order, and what it cost (what
    the gateway holds of it is the sum); then step by step."""
    moved = {
        account: minor
        for account, minor in books.explained(session, order.id).items()
        if account.kind is not AccountKind.GATEWAY
    }
    rows = session.exec(
        select(LedgerJournal, LedgerEntry, LedgerAccount)
        .join(LedgerEntry, col(LedgerEntry.journal_id) == LedgerJournal.id)
        .join(LedgerAccount, col(LedgerAccount.id) == LedgerEntry.account_id)
        .where(LedgerJournal.subject_id == order.id)
        .order_by(col(LedgerJournal.id), col(LedgerEntry.amount_minor).desc())
        .limit(MAX)
    ).all()
    names = names_view.names(session, {*moved, *(accounts.of(account) for *_, account in rows)})
    return _shares(order, moved, names), _journals(rows, names)


def _shares(order: Order, moved: dict[Account, int], names: dict[Account, str]) -> list[PriceLine]:
    return [
        PriceLine(names[account], shown(-minor, order.currency))
        for account, minor in sorted(moved.items(), key=lambda one: one[1])
        if minor
    ]


def _journals(
    rows: Sequence[tuple[LedgerJournal, LedgerEntry, LedgerAccount]], names: dict[Account, str]
) -> list[Journal]:
    zone, now = when.town(), clock.now()
    found: dict[int | None, Journal] = {}
    for journal, entry, account in rows:
        words = names_view.journal(journal.kind, journal.because)
        one = found.setdefault(journal.id, Journal(when.shown(journal.at, zone, now), words, []))
        one.moved.append(entry_of(names[accounts.of(account)], entry, account.currency))
    return list(found.values())


def entry_of(name: str, entry: LedgerEntry, currency: str) -> Entry:
    minor = entry.amount_minor
    debit, credit = max(minor, 0), max(-minor, 0)
    return Entry(
        name,
        shown(debit, currency) if debit else "",
        shown(credit, currency) if credit else "",
    )


def _lines(session: ReadSession, order: Order) -> list[RefundableLine]:
    return [
        RefundableLine(
            id=str(one.line.id),
            name=one.line.name,
            details=details_of(one.line.variation, one.line.modifiers),
            worth=shown(one.for_some(one.quantity), order.currency),
            choices=[str(number) for number in range(one.quantity + 1)],
        )
        for one in refunding_lines.left(session, order)
        if one.quantity > 0
    ]
