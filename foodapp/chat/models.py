"""Chats, their lines by number, how far each side has read, and what waits for support."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum

LONGEST = 1_000  # characters of a line


class Kind(StrEnum):
    """Who writes to whom."""

    CUSTOMER_RIDER = "customer_rider"  # of one order, while this rider brings it
    CUSTOMER_SUPPORT = "customer_support"  # of one order, or of none
    RESTAURANT_SUPPORT = "restaurant_support"
    RIDER_SUPPORT = "rider_support"


class Side(StrEnum):
    CUSTOMER = "customer"
    RIDER = "rider"
    RESTAURANT = "restaurant"
    SUPPORT = "support"
    PLATFORM = "platform"  # what the platform itself notes between the lines


class Thread(SQLModel, table=True):
    """One chat. Made with its first line."""

    __tablename__ = "chat_threads"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key: str = Field(max_length=120, unique=True)  # see scoped.Ground: who with whom, about what
    kind: Kind = Field(sa_type=text_enum(Kind))
    subject_id: UUID  # of its news: the order, or whoever writes to support
    order_id: UUID | None = Field(
        default=None, foreign_key="orders.id", index=True, ondelete="CASCADE"
    )
    customer_id: UUID | None = Field(default=None, foreign_key="users.id", index=True)
    rider_id: UUID | None = Field(default=None, foreign_key="riders.id", index=True)
    restaurant_id: UUID | None = Field(default=None, foreign_key="restaurants.id", index=True)
    last_number: int = 0  # of its latest line
    opened_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    last_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class ChatLine(SQLModel, table=True):
    """number: the server's, 1, 2, 3 in each chat: what was missed is found by it, never by a clock.
    client_id: the writing device's own name for the line: sent again it is the same line."""

    __tablename__ = "chat_lines"
    __table_args__ = (
        UniqueConstraint("thread_id", "by_id", "client_id", name="uq_chat_lines_client"),
        CheckConstraint("text <> '' OR photo <> '' OR code <> ''", name="line_says_something"),
    )

    thread_id: UUID = Field(foreign_key="chat_threads.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    client_id: UUID
    by: Side = Field(sa_type=text_enum(Side))
    by_id: UUID | None = Field(default=None, foreign_key="users.id")  # None: the platform
    text: str = Field(default="", max_length=LONGEST)
    photo: str = Field(default="", max_length=32)  # key of kit.media, among the private ones
    code: str = Field(default="", max_length=40)  # of a note of the platform's
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=sql("'{}'"))
    )
    at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class Read(SQLModel, table=True):
    """How far a side has read, and up to which line it was told elsewhere of what it has not."""

    __tablename__ = "chat_reads"

    thread_id: UUID = Field(foreign_key="chat_threads.id", primary_key=True, ondelete="CASCADE")
    side: Side = Field(sa_type=text_enum(Side), primary_key=True)
    number: int = 0
    told_number: int = 0


class Request(SQLModel, table=True):
    """Somebody wants something of support: from their first line until it is closed."""

    __tablename__ = "support_requests"
    __table_args__ = (
        Index(
            "ux_support_requests_open",
            "thread_id",
            unique=True,
            postgresql_where=sql("closed_at IS NULL"),
        ),
        Index(
            "ix_support_requests_waiting",
            "waiting_since",
            postgresql_where=sql("closed_at IS NULL"),
        ),
        Index("ix_support_requests_asked", "asked_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    thread_id: UUID = Field(foreign_key="chat_threads.id", index=True, ondelete="CASCADE")
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    waiting_since: datetime | None = Field(default=None, sa_type=UTC)  # None: support has answered
    answered_at: datetime | None = Field(default=None, sa_type=UTC)  # for the first time
    answered_by: UUID | None = Field(default=None, foreign_key="users.id")
    claimed_by: UUID | None = Field(default=None, foreign_key="users.id")
    claimed_at: datetime | None = Field(default=None, sa_type=UTC)
    closed_at: datetime | None = Field(default=None, sa_type=UTC)
    closed_by: UUID | None = Field(default=None, foreign_key="users.id")


class Note(SQLModel, table=True):
    """Among support alone: nobody else reads it."""

    __tablename__ = "support_notes"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    thread_id: UUID = Field(foreign_key="chat_threads.id", index=True, ondelete="CASCADE")
    by_id: UUID = Field(foreign_key="users.id")
    text: str = Field(max_length=LONGEST)
    at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class CannedAnswer(SQLModel, table=True):
    """What support says often."""

    __tablename__ = "canned_answers"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    title: str = Field(max_length=60, unique=True)
    text: str = Field(max_length=LONGEST)
    made_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
