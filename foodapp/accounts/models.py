"""The people of the platform and their sign-ins."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Identity,
    Index,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from foodapp.accounts.actors import AdminRole, StaffRole
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class User(SQLModel, table=True):
    __tablename__ = "users"
    __table_args__ = (
        Index("ux_users_email", text("lower(email)"), unique=True),
        Index(
            "ix_users_search",
            text("searchable(name || ' ' || email) gin_trgm_ops"),
            postgresql_using="gin",
        ),
        CheckConstraint("email = lower(email)", name="email_is_lower"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str = Field(max_length=254)
    name: str = Field(max_length=80)
    phone: str = Field(default="", max_length=40, index=True)  # see kit.phones
    password_hash: str
    locale: str = Field(default="en", max_length=10)
    allergens: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default="{}")
    )  # declared by a customer, see menu.avoiding
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    disabled_at: datetime | None = Field(default=None, sa_type=UTC)
    # When it was shown that the mailbox is theirs. Before that the account has no rights.
    email_proven_at: datetime | None = Field(default=None, sa_type=UTC)


class SignInSession(SQLModel, table=True):
    __tablename__ = "sign_in_sessions"

    token_hash: str = Field(primary_key=True)  # SHA-256 of the cookie's value, hex
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    restaurant_id: UUID | None = Field(default=None)  # which of their restaurants staff work in
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    revoked_at: datetime | None = Field(default=None, sa_type=UTC)
    device: str = Field(default="", max_length=120)  # from the user agent, for "signed in on"
    network: str = Field(default="", max_length=64)  # keyed hash of account and address
    seen_at: datetime = Field(default_factory=clock.now, sa_type=UTC)  # used last, to the minute
    proven_at: datetime = Field(default_factory=clock.now, sa_type=UTC)  # the password, last
    # A code of the authenticator app, a recovery code or a passkey was shown in this sign-in.
    second_factor_at: datetime | None = Field(default=None, sa_type=UTC)


class Address(SQLModel, table=True):
    __tablename__ = "addresses"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    label: str = Field(default="Home", max_length=40)
    street: str = Field(max_length=120)  # with house number
    postcode: str = Field(default="", max_length=16)
    city: str = Field(default="", max_length=80)
    note: str = Field(default="", max_length=200)  # for the rider: "2nd floor, ring twice"
    lat: float
    lng: float
    last_used_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class StaffMember(SQLModel, table=True):
    """A person's role in one restaurant (named by key: accounts stand below restaurants)."""

    __tablename__ = "staff_members"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    restaurant_id: UUID = Field(
        foreign_key="restaurants.id", primary_key=True, index=True, ondelete="CASCADE"
    )
    role: StaffRole = Field(sa_type=text_enum(StaffRole))
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    given_by: UUID | None = None  # who gave this role; None: before it was noted, or by command
    given_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class Vehicle(StrEnum):
    BICYCLE = "bicycle"
    SCOOTER = "scooter"
    CAR = "car"
    FOOT = "foot"


class RiderProfile(SQLModel, table=True):
    __tablename__ = "riders"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", unique=True, ondelete="CASCADE")
    vehicle: Vehicle = Field(default=Vehicle.BICYCLE, sa_type=text_enum(Vehicle))
    approved_at: datetime | None = Field(default=None, sa_type=UTC)
    suspended_at: datetime | None = Field(default=None, sa_type=UTC)


class AdminGrant(SQLModel, table=True):
    __tablename__ = "admin_grants"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    role: AdminRole = Field(sa_type=text_enum(AdminRole))
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    given_by: UUID | None = None  # who gave this role; None: before it was noted, or by command
    given_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    on_call: int | None = Field(default=None, sa_type=SmallInteger)  # see accounts.on_call


class InvitationKind(StrEnum):
    STAFF = "staff"
    RIDER = "rider"
    ADMIN = "admin"


class Invitation(SQLModel, table=True):
    """Rights that wait for their holder, who accepts them with a link that works once."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="invitation_email_is_lower"),
        CheckConstraint(
            "(kind = 'staff') = (restaurant_id IS NOT NULL)", name="invitation_restaurant"
        ),
        Index("ix_invitations_email", "email"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: InvitationKind = Field(sa_type=text_enum(InvitationKind))
    email: str = Field(max_length=254)
    role: str = Field(default="", max_length=20)  # of staff and admins; a rider's vehicle
    restaurant_id: UUID | None = Field(
        default=None, foreign_key="restaurants.id", index=True, ondelete="CASCADE"
    )
    token_hash: str = Field(unique=True, max_length=64)  # SHA-256 of what stands in the link
    # Of the link in the e-mail, which is made when that is sent: two doors to one invitation.
    mailed_hash: str | None = Field(default=None, unique=True, max_length=64)
    is_approved: bool = False  # a rider whose application was approved waits for nobody more
    invited_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="CASCADE")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    expires_at: datetime = Field(sa_type=UTC)
    accepted_at: datetime | None = Field(default=None, sa_type=UTC)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTC)


class AuditEntry(SQLModel, table=True):
    """What an admin did that steers something. Append-only: the database refuses the rest."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_action", "action", "id"),
        Index("ix_audit_by", "by_id", "id"),
        Index("ix_audit_subject", "subject_id", "id"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    by_id: UUID  # no foreign key: the entry outlives the account
    by_name: str = Field(max_length=80)  # as it was then
    by_role: AdminRole = Field(sa_type=text_enum(AdminRole))
    action: str = Field(max_length=40)  # a key of accounts.audit.ACTIONS
    subject: str = Field(max_length=20)  # order, restaurant, person, alert
    subject_id: UUID
    subject_name: str = Field(max_length=120)  # as it was then: "K7P-42", "Nonna"
    reason: str = Field(default="", max_length=200)  # as who did it wrote it
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )  # what else its words need (kit.facts)
