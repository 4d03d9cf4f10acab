"""The mailbox of an account is shown to be theirs for the first time.

Anybody can sign up with anybody's address. Until the mailbox has spoken, whoever made the account
and whoever holds the mailbox may be two people. Then it is the holder's, and what the maker left
behind must not open it, nor be used or read by them. A browser that was signed in to the account
before shows that they are one. Elsewhere nothing tells them apart, so that somebody who never
confirmed their address loses what they set up: it is said in a mail. Orders stay: they are the
account's past, and what kitchens and books refer to.
"""

from sqlmodel import Session, col, delete

from foodapp.accounts import knocking, sessions
from foodapp.accounts.credentials import authenticator, tokens
from foodapp.accounts.credentials.events import AccountClaimed
from foodapp.accounts.credentials.models import Passkey
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import Address, User
from foodapp.accounts.phones import PhoneProof
from foodapp.kit import clock, outbox, security

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
    session.exec(delete(PhoneProof).where(col(PhoneProof.user_id) == user.id))
    session.exec(delete(Address).where(col(Address.user_id) == user.id))
    outbox.record(session, AccountClaimed(user_id=user.id, at=clock.now()))
    security.note_once_done(session, "account_claimed", user=user.id)
