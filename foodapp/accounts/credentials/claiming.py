"""The mailbox of an account is shown to be theirs for the first time.

Anybody can sign up with anybody's address. Until the mailbox has spoken, whoever made the account
and whoever holds the mailbox may be two people. Then it is the holder's, and what the maker left
behind must not open it. A browser that was signed in to the account before shows that they are one.
"""

from sqlmodel import Session, col, delete

from foodapp.accounts import knocking, sessions
from foodapp.accounts.credentials import authenticator, tokens
from foodapp.accounts.credentials.models import Passkey
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import Address, User
from foodapp.kit import clock

NO_PASSWORD = "!"  # noqa: S105 - no password has this hash


def by_mailbox(session: Session, user: User, came: Came) -> None:
    """Somebody came with what was sent to the mailbox. Call it with the person held."""
    if user.email_proven_at is not None:
        return
    known = knocking.is_known_browser(email=user.email, device_cookie=came.device_cookie)
    if not known:
        clear(session, user)
        user.password_hash = NO_PASSWORD
    user.email_proven_at = clock.now()


def clear(session: Session, user: User) -> None:
    """What whoever made the account has left in it is not the holder's: sign-ins and what opens
    more of them, where food is brought, whom riders call."""
    user.phone = ""
    sessions.revoke_all(session, user.id)
    tokens.end_all(session, user.id)
    authenticator.forget(session, user.id)
    session.exec(delete(Passkey).where(col(Passkey.user_id) == user.id))
    session.exec(delete(Address).where(col(Address.user_id) == user.id))
