"""The gateway's books as we read them, the runs of comparing, and what was found."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.gateways.protocol import BookKind
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class GatewayLine(SQLModel, table=True):
    """A line of the gateway's books, kept as it was read. Never changed."""

    __tablename__ = "gateway_lines"
    __table_args__ = (
        Index("ix_gateway_lines_intent", "gateway", "intent_ref"),
        Index("ix_gateway_lines_at", "gateway", "at"),
    )

    gateway: str = Field(primary_key=True, max_length=16)
    ref: str = Field(primary_key=True, max_length=120)
    at: datetime = Field(sa_type=UTC)
    kind: BookKind = Field(sa_type=text_enum(BookKind))
    # Of the payment, or of the transfer to a payee; empty: about neither.
    intent_ref: str = Field(default="", max_length=120)
    amount_minor: int = Field(sa_type=BigInteger)  # what it adds to what is held for us
    fee_minor: int = Field(default=0, sa_type=BigInteger)  # what the gateway keeps of it
    currency: str = Field(max_length=3)
    read_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class Run(SQLModel, table=True):
    """One comparison of what moved within a time. Amounts by currency, minor units."""

    __tablename__ = "reconciliation_runs"
    __table_args__ = (Index("ix_reconciliation_runs", "started_at"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    gateway: str = Field(max_length=16)
    since: datetime = Field(sa_type=UTC)
    until: datetime = Field(sa_type=UTC)
    started_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    finished_at: datetime | None = Field(default=None, sa_type=UTC)
    # Why it could not be finished: running.UNAVAILABLE or the gateway's code (or an old sentence).
    failure: str = Field(default="", max_length=200)
    lines_read: int = 0
    payments: int = 0  # compared, and payouts
    in_motion: int = 0  # left to the next run
    found: int = 0  # differences
    ours: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )
    theirs: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )


class DifferenceKind(StrEnum):
    AMOUNT = "amount"  # both know it; the sums differ
    CURRENCY = "currency"
    UNKNOWN = "unknown"  # the gateway has moved money for something that we do not have
    OUR_OWN = "our_own"  # our payment or payout and our ledger disagree


class Difference(SQLModel, table=True):
    """Open until the books are equal again, or an admin has closed it with a note."""

    __tablename__ = "reconciliation_differences"
    __table_args__ = (
        Index(
            "ux_reconciliation_open",
            "gateway",
            "intent_ref",
            "kind",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_reconciliation_opened", "opened_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    run_id: UUID = Field(foreign_key="reconciliation_runs.id", index=True)  # the last that saw it
    gateway: str = Field(max_length=16)
    intent_ref: str = Field(max_length=120)
    kind: DifferenceKind = Field(sa_type=text_enum(DifferenceKind))
    payment_id: UUID | None = Field(default=None, foreign_key="payments.id")
    order_id: UUID | None = Field(default=None, foreign_key="orders.id", index=True)
    payout_id: UUID | None = Field(default=None, foreign_key="payouts.id", index=True)
    currency: str = Field(max_length=3)
    ours_minor: int = Field(sa_type=BigInteger)
    theirs_minor: int = Field(sa_type=BigInteger)
    opened_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    closed_at: datetime | None = Field(default=None, sa_type=UTC)
    closed_by: UUID | None = Field(default=None, foreign_key="users.id")  # None: equal again
    note: str = Field(default="", max_length=200)
