"""Payouts and invoices in the console: what waits to be sent, what failed, what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import paging
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.kit.text import one_line
from foodapp.payouts import statements
from foodapp.payouts.accounts import at_gateway, mask
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.models import BY_BANK, Payout, PayoutAccount, PayoutStatus
from foodapp.payouts.statements import Statement
from foodapp.restaurants.models import Restaurant
from foodapp.views.payee import IS_CANCELLED, InvoiceCard, PayoutCard, card, invoice_card

PAGE = 50


@dataclass(frozen=True)
class PayoutRow:
    """A payout with whose it is. Blank until one is chosen."""

    id: str = ""
    payee: str = ""
    payee_id: str = ""
    kind: str = ""  # restaurant, rider
    amount: str = ""
    period: str = ""
    reference: str = ""
    status: str = ""
    words: str = ""
    look: str = "quiet"
    at: str = ""
    way: str = ""
    note: str = ""
    bank_ref: str = ""  # the gateway's or the bank's reference, once paid
    goes_to: str = ""  # where it goes, or went
    account: str = ""  # at the gateway
    is_by_bank: bool = True


@dataclass(frozen=True)
class PayoutPage:
    rows: Sequence[PayoutRow]
    next_after: str  # id of the last row; empty where nothing follows
    total: str  # of all that were asked for, one a currency


@dataclass(frozen=True)
class InvoicePage:
    rows: Sequence[InvoiceCard]
    next_after: str


def payouts(
    session: ReadSession,
    admin: Admin,
    *,
    status: PayoutStatus = PayoutStatus.DRAFTED,
    search: str = "",
    after: UUID | None = None,
) -> PayoutPage:
    """Newest first, PAGE at a time. after: next_after of the page before."""
    require(admin, Permission.SEE)
    where: list[ColumnElement[bool]] = [col(Payout.status) == status]
    if text := one_line(search, 80):
        where.append(col(Payout.payee_name).icontains(text, autoescape=True))
    sums = session.exec(
        select(Payout.currency, func.sum(Payout.amount_minor))
        .where(*where)
        .group_by(Payout.currency)
        .order_by(Payout.currency)
    ).all()
    keys = (col(Payout.drafted_at), col(Payout.id))
    if after:
        where.append(paging.behind(session, keys, col(Payout.id) == after, descending=True))
    rows = session.exec(
        select(Payout, PayoutAccount)
        .outerjoin(PayoutAccount, col(PayoutAccount.payee_id) == col(Payout.payee_id))
        .where(*where)
        .order_by(*[key.desc() for key in keys])
        .limit(PAGE + 1)
    ).all()
    return PayoutPage(
        rows=[_row(admin, payout, account) for payout, account in rows[:PAGE]],
        next_after=str(rows[PAGE - 1][0].id) if len(rows) > PAGE else "",
        total=" + ".join(shown(int(minor), currency) for currency, minor in sums),
    )


def invoices(
    session: ReadSession, admin: Admin, *, search: str = "", after: UUID | None = None
) -> InvoicePage:
    """Newest first, PAGE at a time."""
    require(admin, Permission.SEE)
    keys = (col(Invoice.series), col(Invoice.place))
    found = (
        select(Invoice, IS_CANCELLED, Restaurant.name)
        .join(Restaurant, col(Restaurant.id) == Invoice.restaurant_id)
        .order_by(*[key.desc() for key in keys])
        .limit(PAGE + 1)
    )
    if text := one_line(search, 80):
        found = found.where(col(Restaurant.name).icontains(text, autoescape=True))
    if after:
        edge = col(Invoice.id) == after
        found = found.where(paging.behind(session, keys, edge, descending=True))
    rows = session.exec(found).all()
    return InvoicePage(
        rows=[
            invoice_card(row, is_cancelled=is_cancelled, restaurant=name)
            for row, is_cancelled, name in rows[:PAGE]
        ],
        next_after=str(rows[PAGE - 1][0].id) if len(rows) > PAGE else "",
    )


def statement(session: ReadSession, admin: Admin, payout_id: UUID) -> Statement:
    require(admin, Permission.SEE)
    payout = session.get(Payout, payout_id)
    if payout is None:
        raise NotFound("payout")
    return statements.statement(session, payout)


def invoice(session: ReadSession, admin: Admin, invoice_id: UUID) -> tuple[Invoice, Invoice | None]:
    require(admin, Permission.SEE)
    found = session.get(Invoice, invoice_id)
    if found is None:
        raise NotFound("invoice")
    return found, session.get(Invoice, found.cancels_id) if found.cancels_id else None


def _row(admin: Admin, payout: Payout, account: PayoutAccount | None) -> PayoutRow:
    shown_as: PayoutCard = card(payout)
    by_bank, ref = _way(payout, account)
    return PayoutRow(
        id=shown_as.id,
        payee=payout.payee_name,
        payee_id=str(payout.payee_id),
        kind=payout.payee.value,
        amount=shown_as.amount,
        period=shown_as.period,
        reference=shown_as.reference,
        status=shown_as.status,
        words={"drafted": "To send"}.get(shown_as.status, shown_as.words),
        look=shown_as.look,
        at=shown_as.at,
        way="Bank transfer" if by_bank else "Payment service",
        note=payout.failure,
        bank_ref=payout.reference,
        goes_to=_bank(admin, account, ref) if by_bank else ref,
        account=account.gateway_account if account else "",
        is_by_bank=by_bank,
    )


def _way(payout: Payout, account: PayoutAccount | None) -> tuple[bool, str]:
    """By bank? And the account: where it would go now, or where it went."""
    if payout.status is not PayoutStatus.DRAFTED:
        return payout.way == BY_BANK, payout.account_ref
    ref = at_gateway(account, payout.currency)
    return not ref, ref or (account.bank_account if account else "")


def _bank(admin: Admin, account: PayoutAccount | None, number: str) -> str:
    """The whole number only for those who have to type it at the bank."""
    if not number:
        return "No bank account yet"
    seen = number if admin.may(Permission.PAYOUTS) else mask(number)
    return f"{account.holder}, {seen}" if account and account.holder else seen
