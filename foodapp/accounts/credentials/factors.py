"""What somebody has besides a password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, exists, or_, select

from foodapp.accounts.actors import Person
from foodapp.accounts.credentials import recovery
from foodapp.accounts.credentials.models import AuthenticatorApp, Passkey
from foodapp.accounts.models import User
from foodapp.kit.db import ReadSession

MOST_PASSKEYS = 20


@dataclass(frozen=True)
class PasskeyShown:
    id: str
    name: str
    since: datetime
    used_at: datetime | None
    is_doubted: bool  # its counter says that somebody may have a copy


@dataclass(frozen=True)
class Ways:
    """How this person gets in, and what they can be asked for."""

    email: str
    is_email_proven: bool
    has_password: bool
    has_app: bool
    passkeys: list[PasskeyShown]
    recovery_codes_left: int


def has(session: ReadSession, user_id: UUID) -> bool:
    """Whether the password alone does not let them in."""
    app = exists().where(
        col(AuthenticatorApp.user_id) == user_id, col(AuthenticatorApp.confirmed_at).is_not(None)
    )
    key = exists().where(col(Passkey.user_id) == user_id)
    return bool(session.scalar(select(or_(app, key))))


def ways(session: ReadSession, person: Person) -> Ways:
    user = session.get_one(User, person.user_id)
    app = session.get(AuthenticatorApp, user.id)
    return Ways(
        email=user.email,
        is_email_proven=user.email_proven_at is not None,
        has_password=user.password_hash.startswith("$"),
        has_app=app is not None and app.confirmed_at is not None,
        passkeys=[_shown(one) for one in passkeys_of(session, user.id)],
        recovery_codes_left=recovery.left(session, user.id),
    )


def passkeys_of(session: ReadSession, user_id: UUID) -> list[Passkey]:
    """Oldest first."""
    return list(
        session.exec(
            select(Passkey)
            .where(Passkey.user_id == user_id)
            .order_by(col(Passkey.created_at), col(Passkey.id))
            .limit(MOST_PASSKEYS)
        )
    )


def _shown(row: Passkey) -> PasskeyShown:
    return PasskeyShown(
        str(row.id), row.name, row.created_at, row.used_at, row.doubted_at is not None
    )
