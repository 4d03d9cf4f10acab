"""Accounts, journals and entries. The database itself refuses a journal that does not balance, an
entry added to an old journal, and any update or delete (migration m0010_ledger)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Identity, Index, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class AccountKind(StrEnum):
    """Whose money. A debit balance is money held or owed to us, a credit balance money we owe."""

    GATEWAY = "gateway"  # what a payment gateway holds for us; one a gateway, see `label`
    BANK = "bank"  # what has been paid out of the gateway
    CASH = "cash"  # what a rider holds for us after a delivery paid in cash
    CUSTOMER = "customer"  # owes for food (debit), has paid or gets back (credit)
    STORE_CREDIT = "store_credit"  # of a customer: what they may still spend
    GIFT_CARDS = "gift_cards"  # sold, not spent
    RESTAURANT = "restaurant"  # to be paid out
    RIDER = "rider"  # to be paid out
    TAX = "tax"  # to be paid to the state: a restaurant's on its food, the platform's on its fees
    TIPS = "tips"  # paid by customers, not yet earned by a rider
    COMMISSION = "commission"  # the platform's income
    FEES = "fees"  # the platform's income from delivery and service
    RIDES = "rides"  # the platform's cost of riders
    GOODWILL = "goodwill"  # the platform's cost of making good
    PROMOTIONS = "promotions"  # the platform's cost of offers
    DEBT = "debt"  # of a customer: an order in cash that was made and not paid for
    CLAIMS = "claims"  # the platform's: what customers owe it for such orders
    ROUNDING = "rounding"  # the platform's: what cards and coins cannot pay to the unit
    GATEWAY_COSTS = "gateway_costs"  # what gateways and disputes cost the platform


class LedgerAccount(SQLModel, table=True):
    __tablename__ = "ledger_accounts"
    __table_args__ = (
        Index(
            "ux_ledger_accounts",
            "kind",
            "owner_id",
            "label",
            "currency",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    kind: AccountKind = Field(sa_type=text_enum(AccountKind))
    owner_id: UUID | None = Field(default=None, index=True)  # None: the platform's
    label: str = Field(default="", max_length=16)
    currency: str = Field(max_length=3)


class StoreCredit(SQLModel, table=True):
    """What a customer may still spend: the balance of their account, kept by a trigger with every
    entry (migration m0018_credit). The database refuses to let it fall below zero."""

    __tablename__ = "store_credit"
    __table_args__ = (CheckConstraint("balance_minor >= 0", name="credit_never_overdrawn"),)

    account_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("ledger_accounts.id"), primary_key=True)
    )
    balance_minor: int = Field(default=0, sa_type=BigInteger)


class LedgerJournal(SQLModel, table=True):
    """Why money moved: one fact about one subject."""

    __tablename__ = "ledger_journals"
    __table_args__ = (Index("ix_ledger_journals_subject", "subject_id", "id"),)

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    at: datetime = Field(default_factory=clock.now, sa_type=UTC, index=True)
    kind: str = Field(max_length=40)  # sale, payment, payout, ...
    subject_id: UUID  # the order, payment or payout it explains
    because: str = Field(default="", max_length=80)
    # The transaction it was written in: no entry can be added to it later.
    written_in: int | None = Field(
        default=None,
        sa_column=Column(
            BigInteger, nullable=False, server_default=text("(pg_current_xact_id()::text::bigint)")
        ),
    )


class LedgerEntry(SQLModel, table=True):
    __tablename__ = "ledger_entries"
    __table_args__ = (
        CheckConstraint("amount_minor <> 0", name="entry_not_zero"),
        Index("ix_ledger_entries_account", "account_id", "journal_id"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    journal_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("ledger_journals.id"), nullable=False, index=True)
    )
    account_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("ledger_accounts.id"), nullable=False)
    )
    amount_minor: int = Field(sa_type=BigInteger)  # debit positive, credit negative
