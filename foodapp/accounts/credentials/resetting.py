"""A forgotten password: a link to the account's own mailbox, and a new password for its holder.

The answer to asking is the same for every address. The mail goes to the address that is stored,
never to the one that was typed: signs that pass for each other make two mailboxes of one account.
"""

from sqlmodel import Session, select

from foodapp.accounts import limits, people, sessions, signing
from foodapp.accounts.credentials import claiming, tokens
from foodapp.accounts.credentials.events import PasswordChanged, ResetAsked
from foodapp.accounts.credentials.models import Purpose
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import User
from foodapp.kit import outbox, security
from foodapp.kit.db import ReadSession
from foodapp.kit.personas import Persona


def ask(session: Session, *, email: str, persona: Persona, address: str) -> None:
    """Tells nobody whether there is such an account. address: the IP address."""
    limits.count_address(address)
    try:
        email = people.email(email)
    except people.NotAnEmail:
        return
    limits.count_mail(email, address)
    user = session.exec(select(User).where(User.email == email)).one_or_none()
    security.note("reset_asked", email=email, address=address)
    if user is not None and user.disabled_at is None:
        outbox.record(session, ResetAsked(user_id=user.id, persona=persona))


def look(session: ReadSession, *, token: str) -> str:
    """Whose password the link changes; blank where it is no longer valid."""
    row = tokens.look(session, Purpose.RESET_PASSWORD, token)
    return row.email if row is not None else ""


def reset(session: Session, *, token: str, password: str, came: Came) -> None:
    """Nobody is signed in by it, and everybody is signed out: whoever holds a second factor is
    asked for it when they sign in with the new password."""
    limits.count_address(came.address)
    row = tokens.take(session, Purpose.RESET_PASSWORD, token)
    if row.user_id is None:
        raise tokens.NoLink
    user = tokens.hold(session, row.user_id)
    claiming.by_mailbox(session, user, came)
    signing.set_password(session, user, password)
    sessions.revoke_all(session, user.id)
    outbox.record(session, PasswordChanged(user_id=user.id))
