"""Telling those behind an account that it is to change. Kept at the address they have now: whoever
changes the address afterwards does not change where the notice goes."""

from sqlmodel import Session, col, select

from foodapp.accounts.models import User
from foodapp.kit.facts import packed
from foodapp.kit.words import Value
from foodapp.payouts import independence
from foodapp.payouts.models import AccountChange, PayeeNotice


def tell(session: Session, change: AccountChange, code: str, **facts: Value) -> None:
    """A notice each, of this code (words: views.payee_notices). Their own screens show the change
    itself; mail takes the notices along."""
    whose = independence.people_of(session, change.payee, change.payee_id)
    for user in session.exec(select(User).where(col(User.id).in_(whose))):
        notice = PayeeNotice(change_id=change.id, user_id=user.id, email=user.email, code=code)
        notice.facts = packed(facts)
        session.add(notice)
