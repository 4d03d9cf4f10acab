"""Before how somebody signs in is changed, and after: what all ways of signing in share."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import limits, sessions
from foodapp.accounts.actors import Person
from foodapp.accounts.credentials import factors, recovery
from foodapp.accounts.credentials.events import Changed, CredentialChanged
from foodapp.accounts.models import AdminGrant, SignInSession
from foodapp.accounts.permissions import refuse_unproven
from foodapp.accounts.settings import settings
from foodapp.kit import outbox, security
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import t


class NeedsOne(DomainError):
    def __init__(self) -> None:
        super().__init__(
            t("The console asks for a second factor. Please add another one before this goes.")
        )


def needed(session: Session, person: Person, sign_in: str) -> None:
    """Of this sign-in: the password was entered, or a passkey used, a few minutes ago. sign_in: its
    hash."""
    row = session.exec(
        select(SignInSession).where(
            SignInSession.token_hash == sign_in, SignInSession.user_id == person.user_id
        )
    ).one_or_none()
    if row is None:
        raise NotSignedIn
    refuse_unproven(row.proven_at)


def added(session: Session, person: Person, what: Changed, *, sign_in: str, name: str = "") -> None:
    """A factor more. Whoever has added it has shown it."""
    told(session, person.user_id, what, name=name)
    sessions.second_factor_shown(session, person.user_id, sign_in=sign_in)


def removed(session: Session, person: Person, what: Changed, *, name: str = "") -> None:
    """A factor less. Recovery codes stand in for one, and are worth nothing alone."""
    told(session, person.user_id, what, name=name)
    if factors.has(session, person.user_id):
        return
    if settings().admins_need_second_factor and session.get(AdminGrant, person.user_id) is not None:
        raise NeedsOne
    recovery.forget(session, person.user_id)


def told(session: Session, user_id: UUID, what: Changed, *, name: str = "") -> None:
    outbox.record(session, CredentialChanged(user_id=user_id, what=what, name=name))
    security.note_once_done(session, what.value, user=user_id)


def renew_codes(session: Session, person: Person, *, sign_in: str) -> list[str]:
    """Those before are worth nothing any more."""
    needed(session, person, sign_in)
    if not factors.has(session, person.user_id):
        raise DomainError(t("Recovery codes stand in for a second factor. Please add one first."))
    told(session, person.user_id, Changed.CODES_RENEWED)
    return recovery.renew(session, person.user_id)


def count_try(user_id: UUID) -> None:
    limits.count_second_factor(user_id)


def forget_tries(user_id: UUID) -> None:
    limits.forget_second_factor(user_id)
