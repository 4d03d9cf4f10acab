"""A customer's name at the gateway that keeps their cards: made once, when first needed."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from foodapp.accounts.actors import Customer
from foodapp.cards.models import CardAccount
from foodapp.gateways import registry
from foodapp.gateways.known import traits
from foodapp.kit import db


def make_sure(customer: Customer, gateway: str) -> str:
    """The gateway's name for this customer. Opens its own transactions and may call the gateway
    between them."""
    with db.transaction() as session:
        account = lock(session, customer.user_id, gateway)
        if account.ref:
            return account.ref
        key = f"account:{account.id}:{account.attempt}"
    ref = registry.vault(gateway).open_account(customer.user_id, key)
    with db.transaction() as session:
        account = lock(session, customer.user_id, gateway)
        account.ref = account.ref or ref
        return account.ref


def lock(session: Session, user_id: UUID, gateway: str) -> CardAccount:
    """Held until the transaction ends; written if it is the first time."""
    made = CardAccount(user_id=user_id, gateway=gateway).model_dump()
    session.execute(insert(CardAccount).values(**made).on_conflict_do_nothing())
    return session.exec(
        select(CardAccount)
        .where(CardAccount.user_id == user_id, CardAccount.gateway == gateway)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def ref_of(session: Session, user_id: UUID, gateway: str) -> str:
    """Empty where they have none."""
    found = session.exec(
        select(CardAccount.ref).where(
            CardAccount.user_id == user_id, CardAccount.gateway == gateway
        )
    ).one_or_none()
    return found or ""


def saves_cards(currency: str) -> bool:
    """Whether who pays in this currency may keep the card."""
    return traits(registry.name_for(currency)).saves_cards
