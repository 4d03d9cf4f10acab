"""What people ask of their own data: a copy of it, and that it goes."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC


class DataExport(SQLModel, table=True):
    """A copy that somebody asked for: of their own data, or as an owner of a restaurant's."""

    __tablename__ = "data_exports"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    restaurant_id: UUID | None = Field(
        default=None, foreign_key="restaurants.id", index=True, ondelete="CASCADE"
    )
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    made_at: datetime | None = Field(default=None, sa_type=UTC)
    expires_at: datetime | None = Field(default=None, sa_type=UTC)
    file_id: UUID | None = Field(default=None, foreign_key="private_files.id", ondelete="SET NULL")


class AccountDeletion(SQLModel, table=True):
    """Asked for with the password, confirmed by a link that is mailed, done when nothing is owed
    or under way any more."""

    __tablename__ = "account_deletions"
    __table_args__ = (
        Index(
            "ux_account_deletions_open",
            "user_id",
            unique=True,
            postgresql_where=text("done_at IS NULL AND cancelled_at IS NULL"),
        ),
        Index(
            "ix_account_deletions_due",
            "due_at",
            postgresql_where=text(
                "confirmed_at IS NOT NULL AND done_at IS NULL AND cancelled_at IS NULL"
            ),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    times_asked: int = 0
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    link_until: datetime | None = Field(default=None, sa_type=UTC)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTC)
    due_at: datetime | None = Field(default=None, sa_type=UTC)
    # Why it waits: codes of privacy.waiting.
    waits_for: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default="{}")
    )
    # Store credit that goes with the account, as its owner has agreed: currency -> minor units.
    gives_up: dict[str, int] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    done_at: datetime | None = Field(default=None, sa_type=UTC)
    cancelled_at: datetime | None = Field(default=None, sa_type=UTC)
