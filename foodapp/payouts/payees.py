"""Who is paid out, and which of the ledger's accounts say what they are owed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SelectBase
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from foodapp.accounts.models import RiderProfile, User
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind, LedgerAccount
from foodapp.payouts.models import PayeeKind
from foodapp.realtime import topics
from foodapp.restaurants.models import Restaurant

# A restaurant is paid the tax on its food with the food: it owes the state, not we. A rider's
# cash is ours already: it lowers what we owe them.
ACCOUNTS = {
    PayeeKind.RESTAURANT: (AccountKind.RESTAURANT, AccountKind.TAX),
    PayeeKind.RIDER: (AccountKind.RIDER, AccountKind.CASH),
}


@dataclass(frozen=True)
class Payee:
    kind: PayeeKind
    id: UUID
    currency: str

    @property
    def accounts(self) -> list[Account]:
        return [Account(kind, self.currency, self.id) for kind in ACCOUNTS[self.kind]]

    @property
    def account_ids(self) -> SelectBase:
        """Of those that an entry has needed so far."""
        return select(LedgerAccount.id).where(
            col(LedgerAccount.kind).in_(ACCOUNTS[self.kind]),
            LedgerAccount.currency == self.currency,
            LedgerAccount.owner_id == self.id,
        )

    @property
    def topic(self) -> str:
        if self.kind is PayeeKind.RESTAURANT:
            return topics.restaurant(self.id)
        return topics.rider(self.id)


def everybody(session: Session) -> list[Payee]:
    """Everybody whom the ledger has ever owed something."""
    kinds = {kinds[0]: payee for payee, kinds in ACCOUNTS.items()}
    rows = session.exec(
        select(LedgerAccount).where(
            col(LedgerAccount.kind).in_(kinds), col(LedgerAccount.owner_id).is_not(None)
        )
    )
    return [Payee(kinds[row.kind], row.owner_id, row.currency) for row in rows if row.owner_id]


def currencies_of(session: ReadSession, payee_id: UUID) -> list[str]:
    rows = session.exec(
        select(LedgerAccount.currency)
        .where(
            LedgerAccount.owner_id == payee_id,
            col(LedgerAccount.kind).in_([kind for kinds in ACCOUNTS.values() for kind in kinds]),
        )
        .distinct()
    )
    return sorted(rows)


def hold(session: Session, payee: Payee) -> str:
    """Nobody else can add up a payout for them until this transaction ends. Gives their name.
    Not so strong a lock that an order would wait, which refers to the same row."""
    if payee.kind is PayeeKind.RESTAURANT:
        held = session.exec(
            select(Restaurant.name)
            .where(Restaurant.id == payee.id)
            .with_for_update(key_share=True, of=Restaurant)
        ).one_or_none()
    else:
        held = session.exec(
            select(User.name)
            .join(RiderProfile, col(RiderProfile.user_id) == User.id)
            .where(RiderProfile.id == payee.id)
            .with_for_update(key_share=True, of=RiderProfile)
        ).one_or_none()
    if held is None:
        raise NotFound(payee.kind.value)
    return held


def name_of(session: ReadSession, kind: PayeeKind, payee_id: UUID) -> str:
    """As people say it; nothing is held."""
    if kind is PayeeKind.RESTAURANT:
        return session.exec(select(Restaurant.name).where(Restaurant.id == payee_id)).one()
    riders = select(User.name).join(RiderProfile, col(RiderProfile.user_id) == User.id)
    return session.exec(riders.where(RiderProfile.id == payee_id)).one()


def name_by(payee_id: Any) -> ColumnElement[str]:
    """The same as a column, of a payee who is known by a column."""
    restaurant = select(Restaurant.name).where(Restaurant.id == payee_id).scalar_subquery()
    person = aliased(User)
    riders = select(person.name).join(RiderProfile, col(RiderProfile.user_id) == person.id)
    rider = riders.where(RiderProfile.id == payee_id).scalar_subquery()
    return func.coalesce(restaurant, rider)
