"""Telling those behind an account that it is to change. Kept at the address they have now: whoever
changes the address afterwards does not change where the notice goes."""

from sqlmodel import Session, col, select

from foodapp.accounts.models import User
from foodapp.payouts import independence
from foodapp.payouts.models import AccountChange, PayeeNotice


def tell(session: Session, change: AccountChange, text: str) -> None:
    """A notice each. Their own screens show the change itself; mail takes the notices along."""
    whose = independence.people_of(session, change.payee, change.payee_id)
    for user in session.exec(select(User).where(col(User.id).in_(whose))):
        session.add(
            PayeeNotice(change_id=change.id, user_id=user.id, email=user.email, text=text[:300])
        )
