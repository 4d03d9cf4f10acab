"""Codes to write down for the day the phone is gone: ten, each once, kept as keyed hashes only."""

import secrets
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from foodapp.accounts.credentials.models import RecoveryCode
from foodapp.kit import clock, keys
from foodapp.kit.db import ReadSession

MANY = 10
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another: 59 bits in twelve
GROUPS, GROUP = 3, 4


def renew(session: Session, user_id: UUID) -> list[str]:
    """New ones, shown once, in place of those before."""
    forget(session, user_id)
    codes = [_new() for _ in range(MANY)]
    session.add_all(
        RecoveryCode(code_hash=_hash(keys.signing(keys.Use.SECOND_FACTORS), user_id, code),
                     user_id=user_id)
        for code in codes
    )  # fmt: skip
    return codes


def forget(session: Session, user_id: UUID) -> None:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))


def use(session: Session, user_id: UUID, typed: str) -> bool:
    """Whether it is one of theirs that has not been used. Call it with the person held."""
    known = keys.verifying(keys.Use.SECOND_FACTORS)
    hashes = [_hash(key, user_id, typed) for key in known]
    row = session.exec(
        select(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            col(RecoveryCode.code_hash).in_(hashes),
            col(RecoveryCode.used_at).is_(None),
        )
        .with_for_update()
    ).first()
    if row is None:
        return False
    row.used_at = clock.now()
    return True


def left(session: ReadSession, user_id: UUID) -> int:
    return session.exec(
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, col(RecoveryCode.used_at).is_(None))
    ).one()


def _new() -> str:
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _hash(key: bytes, user_id: UUID, code: str) -> str:
    """However it was typed: without its hyphens, in capitals."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return keys.signed_with(key, f"recovery|{user_id}|{plain}")
