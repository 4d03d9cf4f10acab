"""A customer's store credit as they read it: how much there is, and where it came from and went."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.ledger import store_credit
from foodapp.ledger.models import AccountKind, LedgerAccount, LedgerEntry, LedgerJournal
from foodapp.orders.crediting import CREDIT
from foodapp.orders.models import Order
from foodapp.payments.books import SALE
from foodapp.payments.giftcards.books import GIFT_CARD
from foodapp.payments.purchases.fulfilling import PURCHASE
from foodapp.payments.tipping import TIP

MAX = 50
WORDS = {  # kind of journal -> what it says of money that came, and of money that went
    SALE: ("Given back on order {order}", "Taken back on order {order}"),
    CREDIT: ("Back from order {order}", "Paid for order {order}"),
    TIP: ("Tip given back on order {order}", "Tip for the rider of order {order}"),
    PURCHASE: ("Paid by card for a tip", "Payment for a tip taken back"),
    GIFT_CARD: ("Gift card", "Gift card taken back"),
}
OTHER = ("Credit", "Credit taken back")


@dataclass(frozen=True)
class CreditLine:
    at: str
    words: str
    order_id: str  # empty where it is about none
    amount: str
    is_in: bool


@dataclass(frozen=True)
class Credit:
    balances: list[str] = field(default_factory=list)  # one a currency; none: nothing to spend
    lines: list[CreditLine] = field(default_factory=list)  # newest first, the last MAX


def mine(session: ReadSession, customer: Customer) -> Credit:
    return Credit(balances=balances(session, customer), lines=_lines(session, customer))


def balances(session: ReadSession, customer: Customer) -> list[str]:
    found = store_credit.balances(session, customer.user_id)
    return [shown(minor, currency) for currency, minor in found.items()]


def _lines(session: ReadSession, customer: Customer) -> list[CreditLine]:
    rows = session.exec(
        select(LedgerJournal, LedgerEntry.amount_minor, LedgerAccount.currency)
        .join(LedgerEntry, col(LedgerEntry.journal_id) == LedgerJournal.id)
        .join(LedgerAccount, col(LedgerAccount.id) == LedgerEntry.account_id)
        .where(
            LedgerAccount.kind == AccountKind.STORE_CREDIT,
            LedgerAccount.owner_id == customer.user_id,
        )
        .order_by(col(LedgerJournal.id).desc())
        .limit(MAX)
    ).all()
    subjects = {journal.subject_id for journal, _, _ in rows}
    orders = select(Order.id, Order.number).where(col(Order.id).in_(subjects))
    numbers = dict(session.exec(orders).all())
    return [_line(journal, minor, currency, numbers) for journal, minor, currency in rows]


def _line(
    journal: LedgerJournal, minor: int, currency: str, numbers: dict[UUID, str]
) -> CreditLine:
    """minor as in the ledger: credit that came is negative."""
    came, went = WORDS.get(journal.kind, OTHER)
    number = numbers.get(journal.subject_id, "")
    return CreditLine(
        at=when.in_town(journal.at),
        words=(came if minor < 0 else went).format(order=number),
        order_id=str(journal.subject_id) if number else "",
        amount=("+" if minor < 0 else "") + shown(-minor, currency),
        is_in=minor < 0,
    )
