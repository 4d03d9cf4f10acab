"""A payout: what the ledger owes one payee up to a moment, paid once."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

BY_BANK = "bank"  # the way of a payout that a person makes at the platform's bank


class PayeeKind(StrEnum):
    RESTAURANT = "restaurant"
    RIDER = "rider"


class PayoutStatus(StrEnum):
    DRAFTED = "drafted"  # added up, waiting for somebody to send it
    SENT = "sent"  # asked of the gateway, or of the bank by a person; nobody knows the end yet
    PAID = "paid"
    FAILED = "failed"  # refused or come back: owed again


COMES_FROM: dict[PayoutStatus, set[PayoutStatus]] = {
    PayoutStatus.DRAFTED: {PayoutStatus.FAILED},
    PayoutStatus.SENT: {PayoutStatus.DRAFTED},
    PayoutStatus.PAID: {PayoutStatus.SENT},
    # A bank may send the money back days after it was paid.
    PayoutStatus.FAILED: {PayoutStatus.SENT, PayoutStatus.PAID},
}
OUT = frozenset({PayoutStatus.SENT, PayoutStatus.PAID})  # the money has left


ALREADY = {
    PayoutStatus.DRAFTED: t("This payout is already drafted."),
    PayoutStatus.SENT: t("This payout is already sent."),
    PayoutStatus.PAID: t("This payout is already paid."),
    PayoutStatus.FAILED: t("This payout is already failed."),
}


class IllegalPayoutMove(DomainError):
    def __init__(self, current: PayoutStatus, wanted: PayoutStatus) -> None:
        self.current, self.wanted = current, wanted
        super().__init__(ALREADY[current])


class Payout(SQLModel, table=True):
    __tablename__ = "payouts"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="payout_positive"),
        CheckConstraint("since <= until", name="payout_period"),
        CheckConstraint(
            "status = 'drafted' OR (way <> '' AND idempotency_key <> '')", name="payout_sent_by"
        ),
        UniqueConstraint("payee_id", "currency", "until", name="payout_once_a_period"),
        Index("ix_payouts_status", "status", "drafted_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    payee: PayeeKind = Field(sa_type=text_enum(PayeeKind))
    payee_id: UUID  # of the restaurant or of the rider's profile
    payee_name: str = Field(max_length=120)  # as it was when added up
    currency: str = Field(max_length=3)
    amount_minor: int = Field(sa_type=BigInteger)
    since: datetime = Field(sa_type=UTC)  # the first entry in it
    until: datetime = Field(sa_type=UTC)  # the cut-off: entries before it
    status: PayoutStatus = Field(default=PayoutStatus.DRAFTED, sa_type=text_enum(PayoutStatus))
    way: str = Field(default="", max_length=16)  # a gateway's name or "bank", once sent
    account_ref: str = Field(default="", max_length=120)  # where it was sent
    attempt: int = 0  # how often it was sent
    idempotency_key: str = Field(default="", max_length=64)  # of the last time it was sent
    reference: str = Field(default="", max_length=120)  # the gateway's or the bank's
    failure: str = Field(default="", max_length=200)
    asked_by: UUID | None = Field(default=None, foreign_key="users.id")  # None: the week was over
    drafted_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
    paid_at: datetime | None = Field(default=None, sa_type=UTC)
    failed_at: datetime | None = Field(default=None, sa_type=UTC)

    def move_to(self, wanted: PayoutStatus) -> None:
        if self.status not in COMES_FROM[wanted]:
            raise IllegalPayoutMove(self.status, wanted)
        self.status = wanted


class PayoutEntry(SQLModel, table=True):
    """An entry of the ledger that a payout settles: by its key in one payout, ever."""

    __tablename__ = "payout_entries"

    entry_id: int = Field(
        sa_column=Column(
            BigInteger, ForeignKey("ledger_entries.id"), primary_key=True, autoincrement=False
        )
    )
    payout_id: UUID = Field(foreign_key="payouts.id", index=True)


class PayoutAccount(SQLModel, table=True):
    """Where a payee's money goes. Without an account at the gateway that took it: by bank."""

    __tablename__ = "payout_accounts"

    payee_id: UUID = Field(primary_key=True)
    payee: PayeeKind = Field(sa_type=text_enum(PayeeKind))
    gateway_account: str = Field(default="", max_length=120)  # acct_... or acc_...
    holder: str = Field(default="", max_length=80)
    bank_account: str = Field(default="", max_length=42)  # IBAN, or as the country writes it
    changed_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class AccountChange(SQLModel, table=True):
    """Another account that somebody has asked for. It comes into force once whoever must has
    confirmed it and the waiting time is over; until then the one before is paid."""

    __tablename__ = "payout_account_changes"
    __table_args__ = (
        Index(
            "ux_payout_account_changes_open",
            "payee_id",
            unique=True,
            postgresql_where=text("applied_at IS NULL AND ended_at IS NULL"),
        ),
        CheckConstraint("confirmed_by <> asked_by", name="change_by_two"),
        CheckConstraint(
            "applies_at IS NULL OR confirmed_by IS NOT NULL OR NOT needs_second",
            name="change_confirmed",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    payee_id: UUID
    payee: PayeeKind = Field(sa_type=text_enum(PayeeKind))
    gateway_account: str = Field(default="", max_length=120)
    holder: str = Field(default="", max_length=80)
    bank_account: str = Field(default="", max_length=42)
    asked_by: UUID = Field(foreign_key="users.id")
    by_admin: bool  # else by the payee
    needs_second: bool  # another person has to confirm it
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    confirmed_by: UUID | None = Field(default=None, foreign_key="users.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=UTC)
    applies_at: datetime | None = Field(default=None, sa_type=UTC)  # None: not confirmed yet
    applied_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)  # taken back
    ended_by: UUID | None = Field(default=None, foreign_key="users.id")


class PayeeNotice(SQLModel, table=True):
    """What the people behind an account were told of its change, at the address of then."""

    __tablename__ = "payee_notices"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    change_id: UUID = Field(foreign_key="payout_account_changes.id", index=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    email: str = Field(max_length=254)
    code: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    # What the words of this code need (kit.facts); words: views.payee_notices.
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    text: str = Field(default="", max_length=300)  # of before there were codes
    made_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)  # by mail
