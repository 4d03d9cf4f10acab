"""The platform's commission of a month, invoiced to each restaurant, numbered without a hole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, cast
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock, db, outbox, shares, when
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import rounded
from foodapp.kit.text import town_line
from foodapp.kit.words import t
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.payments.shares import ON_COMMISSION
from foodapp.payouts.events import InvoiceWritten
from foodapp.payouts.invoices import Invoice, InvoiceCounter, InvoiceKind
from foodapp.payouts.settings import settings
from foodapp.restaurants import rates
from foodapp.restaurants.models import Restaurant

# A journal gets its moment a little before it is committed: the month is read when all are in.
SETTLES = timedelta(hours=1)


@dataclass(frozen=True)
class Earned:
    """A restaurant's month, from the ledger. Minor units."""

    currency: str
    orders: int
    sales_minor: int
    commission_minor: int
    tax_minor: int


def month_before(day: date) -> date:
    """The first day of the month before this day's."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def write_month() -> int:
    """The invoices of the month that is over; harmless to run again."""
    now = clock.now() - SETTLES
    month = month_before(now.astimezone(_zone()).date())
    with db.transaction() as session:
        invoiced = set(session.exec(select(Invoice.restaurant_id).where(Invoice.month == month)))
        waiting = sorted(set(session.exec(select(Restaurant.id))) - invoiced)
    return sum(_write_one(restaurant_id, month) for restaurant_id in waiting)


def _write_one(restaurant_id: UUID, month: date) -> int:
    with db.transaction() as session:
        return len(write(session, restaurant_id, month))


def write(
    session: Session, restaurant_id: UUID, month: date, *, written_at: datetime | None = None
) -> list[Invoice]:
    """One a currency in which something was earned; nothing where all of them stand already. A
    month of corrections alone is a credit note."""
    restaurant = session.exec(
        select(Restaurant)
        .where(Restaurant.id == restaurant_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if restaurant is None:
        raise NotFound("restaurant")
    tax_rate = _tax_rate(session, restaurant_id, month)
    written = []
    for earned in earned_in(session, restaurant_id, month):
        before = _of_month(session, restaurant_id, month, earned.currency)
        if len(before) > len(_cancelled(session, before)):
            continue
        series, place = _number(session, written_at or clock.now())
        invoice = Invoice(
            series=series,
            place=place,
            kind=InvoiceKind.INVOICE if earned.commission_minor >= 0 else InvoiceKind.CREDIT_NOTE,
            restaurant_id=restaurant_id,
            month=month,
            issue=len(before) + 1,
            written_at=written_at or clock.now(),
            currency=earned.currency,
            orders=earned.orders,
            sales_minor=earned.sales_minor,
            commission_minor=earned.commission_minor,
            tax_minor=earned.tax_minor,
            tax_bps=rounded(tax_rate, shares.A_BPS),
            tax_millionths=tax_rate,
            seller=seller(),
            seller_tax_number=settings().operator_tax_number[:60],
            buyer=buyer(restaurant),
        )
        session.add(invoice)
        session.flush()  # the next one's number must find it written
        if written_at is None:  # else it is of a past that was made up: no news
            outbox.record(session, InvoiceWritten(invoice_id=invoice.id))
        written.append(invoice)
    return written


def _tax_rate(session: Session, restaurant_id: UUID, month: date) -> int:
    """On the commission at the end of the month. Each order has been taxed at its own day's."""
    following = (month + timedelta(days=32)).replace(day=1)
    ended = datetime.combine(following, time(), _zone()) - timedelta(microseconds=1)
    return rates.commission_tax_millionths(rates.of(session, restaurant_id, ended))


def cancel(session: Session, admin: Admin, invoice_id: UUID, *, reason: str) -> Invoice:
    """By a credit note with a number of its own; the month can then be written anew."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    invoice = session.get(Invoice, invoice_id)
    if invoice is None:
        raise NotFound("invoice")
    reason = audit.reason_given(reason)
    series, place = _number(session, clock.now())  # from here on nobody else writes or cancels one
    if invoice.cancels_id or _cancelled(session, [invoice.id]):
        raise DomainError(t("This invoice has been cancelled already."))
    same = invoice.model_dump(exclude={"id", "written_at"})
    note = Invoice(
        **same
        | {
            "series": series,
            "place": place,
            "kind": InvoiceKind.CREDIT_NOTE,
            "cancels_id": invoice.id,
            "reason": reason,
            "sales_minor": -invoice.sales_minor,
            "commission_minor": -invoice.commission_minor,
            "tax_minor": -invoice.tax_minor,
        }
    )
    session.add(note)
    outbox.record(session, InvoiceWritten(invoice_id=note.id))
    about = invoice.restaurant_id
    audit.note(session, admin, "invoice_cancelled", "restaurant", about, invoice.number, reason)
    return note


def write_anew(session: Session, admin: Admin, invoice_id: UUID) -> list[Invoice]:
    """The month of an invoice that was cancelled, as the ledger has it now."""
    require(admin, Permission.PAYOUTS)
    recently_proven(admin)
    invoice = session.get(Invoice, invoice_id)
    if invoice is None:
        raise NotFound("invoice")
    return write(session, invoice.restaurant_id, invoice.month)


def earned_in(session: Session, restaurant_id: UUID, month: date) -> list[Earned]:
    """What the platform earned of this restaurant's orders, by currency: the commission and its
    tax in every journal of the month that touches what the restaurant earns."""
    theirs, their_account = aliased(LedgerEntry), aliased(LedgerAccount)
    journals = (
        select(LedgerJournal.id)
        .join(theirs, col(theirs.journal_id) == col(LedgerJournal.id))
        .join(their_account, col(their_account.id) == col(theirs.account_id))
        .where(
            their_account.owner_id == restaurant_id,
            col(their_account.kind).in_([AccountKind.RESTAURANT, AccountKind.TAX]),
            LedgerJournal.kind == "sale",
            *_within(month),
        )
        .distinct()
    )
    rows = session.exec(
        select(
            LedgerAccount,
            cast(func.sum(LedgerEntry.amount_minor), BigInteger),
            func.count(func.distinct(LedgerJournal.subject_id)),
        )
        .join(LedgerEntry, col(LedgerEntry.account_id) == col(LedgerAccount.id))
        .join(LedgerJournal, col(LedgerJournal.id) == col(LedgerEntry.journal_id))
        .where(
            col(LedgerEntry.journal_id).in_(journals),
            (col(LedgerAccount.kind) == AccountKind.COMMISSION)
            | (col(LedgerAccount.owner_id) == restaurant_id)
            | (
                (col(LedgerAccount.kind) == AccountKind.TAX)
                & (col(LedgerAccount.label) == ON_COMMISSION)
            ),
        )
        .group_by(col(LedgerAccount.id))
    ).all()
    return [
        _earned(currency, [row for row in rows if row[0].currency == currency])
        for currency in sorted({row[0].currency for row in rows})
    ]


def _earned(currency: str, rows: Sequence[tuple[LedgerAccount, int, int]]) -> Earned:
    by_kind = {(row.kind, row.owner_id is None): -minor for row, minor, _ in rows}
    commission = by_kind.get((AccountKind.COMMISSION, True), 0)
    tax = by_kind.get((AccountKind.TAX, True), 0)
    theirs = sum(minor for (_, is_ours), minor in by_kind.items() if not is_ours)
    return Earned(
        currency=currency,
        orders=max(count for *_, count in rows),
        sales_minor=theirs + commission + tax,
        commission_minor=commission,
        tax_minor=tax,
    )


def _within(month: date) -> list[ColumnElement[bool]]:
    following = month_after(month)
    return [
        col(LedgerJournal.at) >= datetime.combine(month, time(), _zone()),
        col(LedgerJournal.at) < datetime.combine(following, time(), _zone()),
    ]


def _of_month(session: Session, restaurant_id: UUID, month: date, currency: str) -> list[UUID]:
    return list(
        session.exec(
            select(Invoice.id).where(
                Invoice.restaurant_id == restaurant_id,
                Invoice.month == month,
                Invoice.currency == currency,
                col(Invoice.cancels_id).is_(None),
            )
        )
    )


def _cancelled(session: Session, invoice_ids: list[UUID]) -> list[UUID | None]:
    return list(
        session.exec(select(Invoice.cancels_id).where(col(Invoice.cancels_id).in_(invoice_ids)))
    )


def _number(session: Session, at: datetime) -> tuple[str, int]:
    """The next one of its year; its counter is held until the transaction ends."""
    series = f"{at.astimezone(_zone()).year}"
    session.connection().execute(
        insert(InvoiceCounter).values(series=series, last=0).on_conflict_do_nothing()
    )
    counter = session.exec(
        select(InvoiceCounter)
        .where(InvoiceCounter.series == series)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    counter.last += 1
    return series, counter.last


def seller() -> str:
    known = settings()
    lines = [known.operator_name or known.brand_name]
    lines += [part.strip() for part in known.operator_address.split(",") if part.strip()]
    return "\n".join(lines)[:400]


def buyer(restaurant: Restaurant) -> str:
    town = town_line(restaurant.postcode, restaurant.city)
    lines = [restaurant.name, restaurant.street, town, restaurant.country]
    return "\n".join(line for line in lines if line)[:400]


def _zone() -> ZoneInfo:
    return when.town()
