"""Payouts and invoices as their payees see them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from babel.dates import format_date
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from foodapp.accounts.actors import RestaurantStaff, Rider
from foodapp.accounts.permissions import owners_only
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.kit.settings import settings
from foodapp.payouts import accounts, cash, drafting, owing, papers, payees, statements
from foodapp.payouts.accounts import AccountCard
from foodapp.payouts.invoices import Invoice, InvoiceKind
from foodapp.payouts.models import BY_BANK, PayeeKind, Payout, PayoutStatus
from foodapp.payouts.payees import Payee
from foodapp.payouts.statements import Statement
from foodapp.restaurants.models import Restaurant
from foodapp.views import account_changes
from foodapp.views.account_changes import ChangeCard

WORDS = {
    PayoutStatus.DRAFTED: ("Being checked", "quiet"),
    PayoutStatus.SENT: ("On its way", "accent"),
    PayoutStatus.PAID: ("Paid", "done"),
    PayoutStatus.FAILED: ("Came back", "act"),
}
PAGE = 26  # half a year of weeks


@dataclass(frozen=True)
class PayoutCard:
    id: str
    reference: str
    period: str
    amount: str
    status: str
    words: str
    look: str
    at: str  # when it came so far
    way: str
    note: str = ""  # what went wrong


@dataclass(frozen=True)
class InvoiceCard:
    id: str
    number: str
    month: str
    orders: int
    amount: str
    words: str  # Invoice, Credit note
    is_cancelled: bool
    is_note: bool
    restaurant: str = ""


@dataclass(frozen=True)
class Money:
    """What a payee has with the platform."""

    payee_id: UUID  # of the restaurant or the rider
    balance: str  # unsettled, one a currency
    is_owed: bool  # enough for a payout
    is_negative: bool
    least: str
    next_on: str  # "Mon 30 Nov"
    on_the_way: str  # drafted, sent or come back; empty: nothing
    payouts: Sequence[PayoutCard]
    invoices: Sequence[InvoiceCard]
    account: AccountCard
    cash: str = ""  # of ours, that a rider holds; already taken off the balance
    change: ChangeCard = account_changes.NOTHING  # another account that waits


def of_restaurant(session: ReadSession, staff: RestaurantStaff, *, limit: int = PAGE) -> Money:
    owners_only(staff)
    account = accounts.of_restaurant(session, staff)
    invoices = _invoices(session, staff.restaurant_id)
    found = _money(session, PayeeKind.RESTAURANT, staff.restaurant_id, account, invoices, limit)
    return replace(
        found, change=account_changes.of_payee(session, staff.restaurant_id, staff.user_id)
    )


def of_rider(session: ReadSession, rider: Rider, *, limit: int = PAGE) -> Money:
    account = accounts.of_rider(session, rider)
    found = _money(session, PayeeKind.RIDER, rider.rider_id, account, [], limit)
    held = [shown(minor, currency) for minor, currency in cash.held_by(session, rider)]
    change = account_changes.of_payee(session, rider.rider_id, rider.user_id)
    return replace(found, cash=" + ".join(held), change=change)


def statement_for_restaurant(
    session: ReadSession, staff: RestaurantStaff, payout_id: UUID
) -> Statement:
    owners_only(staff)
    return _statement(session, payout_id, staff.restaurant_id)


def statement_for_rider(session: ReadSession, rider: Rider, payout_id: UUID) -> Statement:
    return _statement(session, payout_id, rider.rider_id)


def invoice_for_restaurant(
    session: ReadSession, staff: RestaurantStaff, invoice_id: UUID
) -> tuple[Invoice, Invoice | None]:
    """And the one that it takes back."""
    owners_only(staff)
    invoice = session.get(Invoice, invoice_id)
    if invoice is None or invoice.restaurant_id != staff.restaurant_id:
        raise NotFound("invoice")
    return invoice, session.get(Invoice, invoice.cancels_id) if invoice.cancels_id else None


def card(row: Payout) -> PayoutCard:
    """A payout in a list of its payee or of the console."""
    words, look = WORDS[row.status]
    at = {
        PayoutStatus.SENT: row.sent_at,
        PayoutStatus.PAID: row.paid_at,
        PayoutStatus.FAILED: row.failed_at,
    }.get(row.status)
    return PayoutCard(
        id=str(row.id),
        reference=papers.reference(row),
        period=papers.period(row),
        amount=shown(row.amount_minor, row.currency),
        status=row.status.value,
        words=words,
        look=look,
        at=day(at or row.drafted_at),
        way={"": "", BY_BANK: "Bank transfer"}.get(row.way, row.way.capitalize()),
        note=row.failure,
    )


_THE_OTHER = aliased(Invoice)
# Another invoice takes this one back.
IS_CANCELLED = select(_THE_OTHER.id).where(_THE_OTHER.cancels_id == Invoice.id).exists()


def invoice_card(row: Invoice, *, is_cancelled: bool, restaurant: str = "") -> InvoiceCard:
    return InvoiceCard(
        id=str(row.id),
        number=row.number,
        month=str(format_date(row.month, "LLLL yyyy", locale="en")),
        orders=row.orders,
        amount=shown(row.total_minor, row.currency),
        words="Credit note" if row.kind is InvoiceKind.CREDIT_NOTE else "Invoice",
        is_cancelled=is_cancelled,
        is_note=row.cancels_id is not None,
        restaurant=restaurant,
    )


def day(at: datetime) -> str:
    local = at.astimezone(when.town())
    return str(format_date(local, "EEE d MMM", locale="en"))


def _own_currency(session: ReadSession, payee_id: UUID) -> str:
    """Of who has not earned anything yet."""
    restaurant = session.get(Restaurant, payee_id)
    return restaurant.currency if restaurant else settings().currency


def _money(
    session: ReadSession,
    kind: PayeeKind,
    payee_id: UUID,
    account: AccountCard,
    invoices: Sequence[InvoiceCard],
    limit: int,
) -> Money:
    owed = {
        currency: owing.unsettled(session, Payee(kind, payee_id, currency)).amount_minor
        for currency in payees.currencies_of(session, payee_id)
    } or {_own_currency(session, payee_id): 0}
    first = next(iter(owed))
    rows = session.exec(
        select(Payout)
        .where(Payout.payee_id == payee_id)
        .order_by(col(Payout.until).desc(), col(Payout.currency))
        .limit(min(limit, 10 * PAGE))
    ).all()
    waiting = [row for row in rows if row.status is not PayoutStatus.PAID]
    return Money(
        payee_id=payee_id,
        balance=" + ".join(shown(minor, currency) for currency, minor in owed.items()),
        is_owed=any(minor >= drafting.least_minor(of) for of, minor in owed.items()),
        is_negative=any(minor < 0 for minor in owed.values()),
        least=shown(drafting.least_minor(first), first),
        next_on=day(drafting.week_ended() + timedelta(days=7, hours=2)),
        on_the_way=" + ".join(shown(row.amount_minor, row.currency) for row in waiting[:3]),
        payouts=[card(row) for row in rows],
        invoices=invoices,
        account=account,
    )


def _invoices(session: ReadSession, restaurant_id: UUID) -> list[InvoiceCard]:
    rows = session.exec(
        select(Invoice, IS_CANCELLED)
        .where(Invoice.restaurant_id == restaurant_id)
        .order_by(col(Invoice.written_at).desc(), col(Invoice.place).desc())
        .limit(PAGE)
    )
    return [invoice_card(row, is_cancelled=is_cancelled) for row, is_cancelled in rows]


def _statement(session: ReadSession, payout_id: UUID, payee_id: UUID) -> Statement:
    payout = session.get(Payout, payout_id)
    if payout is None or payout.payee_id != payee_id:
        raise NotFound("payout")
    return statements.statement(session, payout)
