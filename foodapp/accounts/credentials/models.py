"""What is kept of links, passkeys and authenticator apps: nothing that opens an account."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class Purpose(StrEnum):
    """What a token is good for, and for nothing else."""

    PROVE_EMAIL = "prove_email"  # the mailbox of the account is theirs
    CHANGE_EMAIL = "change_email"  # so is the one that they want to have
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose
    SIGN_IN = "sign_in"  # a link that signs in
    SECOND_STEP = "second_step"  # the password was right; held by the browser, not mailed
    PROVE_PHONE = "prove_phone"  # a code by SMS: the number of the account is theirs
    ADD_PASSKEY = "add_passkey"  # the challenge that a new passkey signs
    USE_PASSKEY = "use_passkey"  # the challenge that a known one signs


class SingleUseToken(SQLModel, table=True):
    """Something that works once: see credentials.tokens."""

    __tablename__ = "single_use_tokens"
    __table_args__ = (Index("ix_single_use_tokens_expires", "expires_at"),)

    token_hash: str = Field(primary_key=True, max_length=64)  # SHA-256, hex
    purpose: Purpose = Field(sa_type=text_enum(Purpose))
    # Whose; None: of whoever holds the passkey that signs it.
    user_id: UUID | None = Field(
        default=None, foreign_key="users.id", index=True, ondelete="CASCADE"
    )
    email: str = Field(default="", max_length=254)  # the mailbox that it proves
    browser_hash: str = Field(default="", max_length=64)  # of the visitor cookie that asked
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)  # used, or worth nothing any more


class Passkey(SQLModel, table=True):
    """A key pair of which we know the public half (WebAuthn Level 3)."""

    __tablename__ = "passkeys"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    credential_id: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # COSE
    sign_count: int = Field(default=0, sa_type=BigInteger)  # 0 from phones, always
    name: str = Field(max_length=60)  # as its owner tells it from others
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)
    doubted_at: datetime | None = Field(default=None, sa_type=UTC)  # its counter did not go up


class AuthenticatorApp(SQLModel, table=True):
    """A secret that an app on the person's phone knows, too (TOTP, RFC 6238)."""

    __tablename__ = "authenticator_apps"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    sealed_secret: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # kit.sealing
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTC)  # None: being set up


class UsedCode(SQLModel, table=True):
    """A step of the clock whose code has opened something: it opens nothing else."""

    __tablename__ = "used_codes"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    step: int = Field(sa_type=BigInteger, primary_key=True)  # half minutes since 1970


class RecoveryCode(SQLModel, table=True):
    """Written down for the day the phone is gone. Each works once."""

    __tablename__ = "recovery_codes"

    code_hash: str = Field(primary_key=True, max_length=64)  # keyed: credentials.recovery
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    used_at: datetime | None = Field(default=None, sa_type=UTC)
