"""Store credit: what a customer may still spend, in each currency."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.kit.db import ReadSession
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount, StoreCredit


def account(customer_id: UUID, currency: str) -> Account:
    return Account(AccountKind.STORE_CREDIT, currency, customer_id)


def balance(session: ReadSession, customer_id: UUID, currency: str, *, hold: bool = False) -> int:
    """Minor units. hold: nobody else spends of it until this transaction ends."""
    wanted = of(customer_id, currency)
    if hold:
        wanted = wanted.with_for_update(of=StoreCredit)
    return session.exec(wanted).one_or_none() or 0


def of(customer_id: UUID, currency: str) -> SelectOfScalar[int]:
    """The balance; no row where there never was credit."""
    return (
        select(StoreCredit.balance_minor)
        .join(LedgerAccount, col(LedgerAccount.id) == StoreCredit.account_id)
        .where(
            LedgerAccount.kind == AccountKind.STORE_CREDIT,
            LedgerAccount.owner_id == customer_id,
            LedgerAccount.currency == currency,
        )
    )


def balances(session: ReadSession, customer_id: UUID) -> dict[str, int]:
    """By currency; none that is empty."""
    rows = session.exec(
        select(LedgerAccount.currency, StoreCredit.balance_minor)
        .join(StoreCredit, col(StoreCredit.account_id) == LedgerAccount.id)
        .where(LedgerAccount.owner_id == customer_id, StoreCredit.balance_minor > 0)
        .order_by(LedgerAccount.currency)
    )
    return dict(rows.all())
