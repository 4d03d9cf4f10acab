"""Somebody has lost their phone and their codes: a second person, or whoever runs the machine,
takes the second factor off. The password alone lets them in then, to set up another one."""

from uuid import UUID

from sqlmodel import Session, col, delete, select

from foodapp.accounts import audit, people, sessions
from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.credentials import authenticator, factors, proof, tokens
from foodapp.accounts.credentials.events import Changed
from foodapp.accounts.credentials.models import Passkey
from foodapp.accounts.disabling import lock_person
from foodapp.accounts.models import AuditEntry, User
from foodapp.kit import security
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t

BY_COMMAND = UUID(int=0)


class NothingToClear(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This account has no second factor."))


def clear(session: Session, admin: Admin, user_id: UUID, *, reason: str) -> User:
    """Of another account; of a colleague's in the console, by an owner alone."""
    user = lock_person(session, admin, user_id)
    reason = audit.reason_given(reason)
    _clear(session, user)
    audit.note(session, admin, "second_factor_cleared", "person", user.id, user.name, reason)
    security.note_once_done(session, "second_factor_cleared", user=user.id, by=admin.user_id)
    return user


def by_command(session: Session, *, email: str) -> str:
    """What was done, in a sentence."""
    found = session.exec(select(User).where(User.email == people.email(email))).one_or_none()
    if found is None:
        raise NotFound("account")
    user = tokens.hold(session, found.id)
    _clear(session, user)
    session.add(
        AuditEntry(
            by_id=BY_COMMAND,
            by_name="command line",
            by_role=AdminRole.OWNER,
            action="second_factor_cleared",
            subject="person",
            subject_id=user.id,
            subject_name=user.name[:120],
        )
    )
    security.note_once_done(session, "second_factor_cleared", user=user.id, by="command line")
    return f"{user.email} signs in with the password alone, and has been signed out everywhere."


def _clear(session: Session, user: User) -> None:
    """Whoever has the phone that is lost is out, too."""
    if not factors.has(session, user.id):
        raise NothingToClear
    authenticator.forget(session, user.id)
    session.exec(delete(Passkey).where(col(Passkey.user_id) == user.id))
    sessions.revoke_all(session, user.id)
    tokens.end_all(session, user.id)
    proof.told(session, user.id, Changed.CLEARED)
