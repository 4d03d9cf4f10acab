"""Store credit: what a customer may still spend, by the ledger."""

from uuid import UUID

from sqlmodel import Session

from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind


def account(customer_id: UUID, currency: str) -> Account:
    return Account(AccountKind.STORE_CREDIT, currency, customer_id)


def balance(session: Session, customer_id: UUID, currency: str) -> int:
    """Minor units. To spend it, hold the customer's row first: two orders must not spend it
    twice."""
    return -posting.balance(session, account(customer_id, currency))
