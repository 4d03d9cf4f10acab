"""Payouts and invoices in the console: what waits to be sent, what failed, what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.duties import admin_needs
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.payouts import statements
from foodapp.payouts.accounts import mask
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.models import Payout, PayoutAccount, PayoutStatus
from foodapp.payouts.overview import (
    InvoiceCard,
    PayoutCard,
    cancelled_among,
    card,
    invoice_card,
)
from foodapp.payouts.statements import Statement
from foodapp.restaurants.models import Restaurant

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
    more: bool
    total: str  # of all rows of this status, one a currency
    counts: dict[str, int]  # by status


def payouts(
    session: Session, admin: Admin, *, status: str = "drafted", search: str = "", page: int = 0
) -> PayoutPage:
    """The oldest drafts first, all others newest first."""
    admin_needs(admin, Permission.SEE)
    wanted = PayoutStatus(status)
    order = col(Payout.drafted_at).asc() if status == "drafted" else col(Payout.drafted_at).desc()
    where = [col(Payout.status) == wanted]
    if text := search.strip()[:80]:
        where.append(col(Payout.payee_name).icontains(text, autoescape=True))
    rows = session.exec(
        select(Payout, PayoutAccount)
        .outerjoin(PayoutAccount, col(PayoutAccount.payee_id) == Payout.payee_id)
        .where(*where)
        .order_by(order, col(Payout.payee_name), col(Payout.id))
        .offset(page * PAGE)
        .limit(PAGE + 1)
    ).all()
    sums = session.exec(
        select(Payout.currency, func.sum(Payout.amount_minor)).where(*where)
        .group_by(Payout.currency).order_by(Payout.currency)
    )  # fmt: skip
    counts = session.exec(select(Payout.status, func.count()).group_by(Payout.status))
    return PayoutPage(
        rows=[_row(admin, payout, account) for payout, account in rows[:PAGE]],
        more=len(rows) > PAGE,
        total=" + ".join(shown(int(minor), currency) for currency, minor in sums),
        counts={str(one): count for one, count in counts},
    )


def invoices(
    session: Session, admin: Admin, *, search: str = "", page: int = 0
) -> tuple[list[InvoiceCard], bool]:
    """Newest first, and whether more follow."""
    admin_needs(admin, Permission.SEE)
    found = (
        select(Invoice, Restaurant.name)
        .join(Restaurant, col(Restaurant.id) == Invoice.restaurant_id)
        .order_by(col(Invoice.series).desc(), col(Invoice.place).desc())
        .offset(page * PAGE)
        .limit(PAGE + 1)
    )
    if text := search.strip()[:80]:
        found = found.where(col(Restaurant.name).icontains(text, autoescape=True))
    rows = session.exec(found).all()
    cancelled = cancelled_among(session, [row for row, _ in rows])
    cards = [invoice_card(row, cancelled, name) for row, name in rows[:PAGE]]
    return cards, len(rows) > PAGE


def statement(session: Session, admin: Admin, payout_id: UUID) -> Statement:
    admin_needs(admin, Permission.SEE)
    payout = session.get(Payout, payout_id)
    if payout is None:
        raise NotFound("payout")
    return statements.statement(session, payout)


def invoice(session: Session, admin: Admin, invoice_id: UUID) -> tuple[Invoice, Invoice | None]:
    admin_needs(admin, Permission.SEE)
    found = session.get(Invoice, invoice_id)
    if found is None:
        raise NotFound("invoice")
    return found, session.get(Invoice, found.cancels_id) if found.cancels_id else None


def _row(admin: Admin, payout: Payout, account: PayoutAccount | None) -> PayoutRow:
    shown_as: PayoutCard = card(payout)
    at_gateway = account.gateway_account if account else ""
    by_bank = payout.way == "bank" or (not payout.way and not at_gateway)
    bank = ""
    if account and account.bank_account:
        # The whole number only for those who have to type it at the bank.
        may_pay = admin.may(Permission.PAYOUTS)
        number = account.bank_account if may_pay else mask(account.bank_account)
        bank = f"{account.holder}, {number}"
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
        goes_to=(bank or "No bank account yet") if by_bank else (at_gateway or payout.account_ref),
        account=at_gateway,
        is_by_bank=by_bank,
    )
