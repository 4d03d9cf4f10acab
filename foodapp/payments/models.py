"""A payment of an order, what was asked of the gateway, and what the gateway told us."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from foodapp.gateways.protocol import DisputeStatus
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t


class PaymentStatus(StrEnum):
    OPEN = "open"  # the customer is on the gateway's page, or may go there
    AUTHORISED = "authorised"  # held on the card
    CAPTURED = "captured"  # taken
    REFUNDED = "refunded"  # given back, whole
    PART_REFUNDED = "part_refunded"
    DISPUTED = "disputed"  # the customer's bank wants it back; the gateway may withhold it
    CHARGED_BACK = "charged_back"  # a dispute was lost
    VOIDED = "voided"  # the hold was released
    FAILED = "failed"  # declined, abandoned or expired


COMES_FROM: dict[PaymentStatus, set[PaymentStatus]] = {
    PaymentStatus.AUTHORISED: {PaymentStatus.OPEN, PaymentStatus.FAILED},
    # Back to captured, or part refunded, only by a refund that failed (authorising.came_back) or a
    # dispute that was won (disputes.follow).
    PaymentStatus.CAPTURED: {
        PaymentStatus.AUTHORISED,
        PaymentStatus.PART_REFUNDED,
        PaymentStatus.REFUNDED,
        PaymentStatus.DISPUTED,
    },
    PaymentStatus.VOIDED: {PaymentStatus.OPEN, PaymentStatus.AUTHORISED},
    PaymentStatus.FAILED: {PaymentStatus.OPEN, PaymentStatus.AUTHORISED},
    PaymentStatus.PART_REFUNDED: {
        PaymentStatus.CAPTURED,
        PaymentStatus.REFUNDED,
        PaymentStatus.DISPUTED,
    },
    PaymentStatus.REFUNDED: {
        PaymentStatus.CAPTURED,
        PaymentStatus.PART_REFUNDED,
        PaymentStatus.DISPUTED,
    },
    PaymentStatus.DISPUTED: {
        PaymentStatus.CAPTURED,
        PaymentStatus.PART_REFUNDED,
        PaymentStatus.REFUNDED,
        PaymentStatus.CHARGED_BACK,
    },
    PaymentStatus.CHARGED_BACK: {
        PaymentStatus.CAPTURED,
        PaymentStatus.PART_REFUNDED,
        PaymentStatus.REFUNDED,
        PaymentStatus.DISPUTED,
    },
}


ALREADY = {
    PaymentStatus.OPEN: t("This payment is already open."),
    PaymentStatus.AUTHORISED: t("This payment is already authorised."),
    PaymentStatus.CAPTURED: t("This payment is already captured."),
    PaymentStatus.REFUNDED: t("This payment is already refunded."),
    PaymentStatus.PART_REFUNDED: t("This payment is already part refunded."),
    PaymentStatus.DISPUTED: t("This payment is already disputed."),
    PaymentStatus.CHARGED_BACK: t("This payment is already charged back."),
    PaymentStatus.VOIDED: t("This payment is already voided."),
    PaymentStatus.FAILED: t("This payment is already failed."),
}


class IllegalPaymentMove(DomainError):
    def __init__(self, current: PaymentStatus, wanted: PaymentStatus) -> None:
        self.current, self.wanted = current, wanted
        super().__init__(ALREADY[current])


class Payment(SQLModel, table=True):
    """Of one order or one purchase."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("num_nonnulls(order_id, purchase_id) = 1", name="payment_of_one_thing"),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint(
            "refunded_minor >= 0 AND refunded_minor <= captured_minor"
            " AND captured_minor <= amount_minor",
            name="never_above_captured",
        ),
        CheckConstraint("disputed_minor >= 0", name="disputed_not_negative"),
        Index("ix_payments_looked_up", "looked_up_at", postgresql_where=text("status = 'open'")),
        Index("ux_payments_intent", "gateway", "intent_ref", unique=True),
        Index("ux_payments_page", "gateway", "page_ref", unique=True),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID | None = Field(default=None, foreign_key="orders.id", unique=True)
    purchase_id: UUID | None = Field(default=None, foreign_key="purchases.id", unique=True)
    gateway: str = Field(max_length=16)
    status: PaymentStatus = Field(default=PaymentStatus.OPEN, sa_type=text_enum(PaymentStatus))
    amount_minor: int
    currency: str = Field(max_length=3)
    captured_minor: int = 0
    refunded_minor: int = 0
    refund_failed_minor: int = 0  # given back once, but the bank sent it back to us
    # The gateway's code while a refund waits for an admin: nothing is given back by itself.
    refund_trouble: str = Field(default="", max_length=60)
    disputed_minor: int = 0  # withheld or lost because of disputes
    page_ref: str | None = Field(default=None, max_length=120)  # of its page
    page_url: str | None = Field(default=None, max_length=2000)
    intent_ref: str | None = Field(default=None, max_length=120)  # of the payment itself
    save_card: bool = False  # the customer wants the card of the page kept
    card_id: UUID | None = Field(default=None, foreign_key="saved_cards.id")  # tried last
    card_key: str | None = Field(default=None, max_length=120)  # a charge without its answer
    # Of tries that a bank said no to: they count no more.
    refused_intents: list[str] = Field(
        default_factory=list,
        sa_column=Column("over_refs", ARRAY(Text), nullable=False, server_default="{}"),
    )
    attempt: int = 1  # a new hosted page after the last one expired
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    looked_up_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    authorised_at: datetime | None = Field(default=None, sa_type=UTC)
    captured_at: datetime | None = Field(default=None, sa_type=UTC)
    voided_at: datetime | None = Field(default=None, sa_type=UTC)
    refunded_at: datetime | None = Field(default=None, sa_type=UTC)
    disputed_at: datetime | None = Field(default=None, sa_type=UTC)
    charged_back_at: datetime | None = Field(default=None, sa_type=UTC)
    failed_at: datetime | None = Field(default=None, sa_type=UTC)
    failure: str = Field(default="", max_length=60)  # the gateway's code

    @property
    def subject_id(self) -> UUID:
        """What it pays."""
        subject = self.order_id or self.purchase_id
        if subject is None:
            raise LookupError(f"payment {self.id} pays nothing")
        return subject

    @property
    def held_minor(self) -> int:
        """What the gateway holds for us; below zero when a refunded payment is charged back too."""
        return self.captured_minor - self.refunded_minor - self.disputed_minor

    def move_to(self, wanted: PaymentStatus) -> None:
        if self.status not in COMES_FROM[wanted]:
            raise IllegalPaymentMove(self.status, wanted)
        self.status = wanted


class Dispute(SQLModel, table=True):
    """The customer's bank wants money back. Ends once: won or lost."""

    __tablename__ = "disputes"
    __table_args__ = (
        CheckConstraint("amount_minor > 0 AND withheld_minor >= 0", name="dispute_amounts"),
        Index("ix_disputes_open", "opened_at", postgresql_where=text("status = 'open'")),
    )

    gateway: str = Field(primary_key=True, max_length=16)
    ref: str = Field(primary_key=True, max_length=120)
    payment_id: UUID = Field(foreign_key="payments.id", index=True)
    status: DisputeStatus = Field(default=DisputeStatus.OPEN, sa_type=text_enum(DisputeStatus))
    amount_minor: int
    withheld_minor: int = 0
    reason: str = Field(default="", max_length=80)  # the gateway's code
    opened_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    answer_by: datetime | None = Field(default=None, sa_type=UTC)  # with evidence, at the gateway
    ended_at: datetime | None = Field(default=None, sa_type=UTC)


class GatewayCall(SQLModel, table=True):
    """What we were about to ask the gateway, written before asking."""

    __tablename__ = "gateway_calls"

    idempotency_key: str = Field(primary_key=True, max_length=120)
    payment_id: UUID = Field(foreign_key="payments.id", index=True)
    step: str = Field(max_length=30)  # page, card, capture, void, refund
    amount_minor: int | None = None
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    answered_at: datetime | None = Field(default=None, sa_type=UTC)
    answer: dict[str, Any] = Field(
        default_factory=dict,
        sa_column=Column(JSONB, nullable=False, server_default=text("'{}'")),
    )


class WebhookEvent(SQLModel, table=True):
    """An event of the gateway, stored in the transaction of its effect, once."""

    __tablename__ = "webhook_events"

    gateway: str = Field(primary_key=True, max_length=16)
    event_id: str = Field(primary_key=True, max_length=120)
    kind: str = Field(max_length=80)
    received_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    effect: str = Field(default="", max_length=80)  # what we did with it
