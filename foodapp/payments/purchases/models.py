"""A purchase: something other than an order that a customer pays for at the gateway."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t


class PurchaseKind(StrEnum):
    GIFT_CARD = "gift_card"
    TIP = "tip"  # afterwards, for the rider of order_id


class PurchaseStatus(StrEnum):
    AWAITING_PAYMENT = "awaiting_payment"  # the customer is on the gateway's page, or may go there
    HELD = "held"  # the money is held on the card, and is being taken
    PAID = "paid"  # taken: what was bought is theirs
    UNPAID = "unpaid"  # refused, given up, or the hold was lost
    TAKEN_BACK = "taken_back"  # the bank has the money again: what was bought is worth nothing


COMES_FROM: dict[PurchaseStatus, set[PurchaseStatus]] = {
    PurchaseStatus.HELD: {PurchaseStatus.AWAITING_PAYMENT},
    PurchaseStatus.PAID: {PurchaseStatus.HELD},
    PurchaseStatus.UNPAID: {PurchaseStatus.AWAITING_PAYMENT, PurchaseStatus.HELD},
    PurchaseStatus.TAKEN_BACK: {PurchaseStatus.PAID},
}
WITHOUT_MONEY = frozenset({PurchaseStatus.UNPAID, PurchaseStatus.TAKEN_BACK})


ALREADY = {
    PurchaseStatus.AWAITING_PAYMENT: t("This purchase is already awaiting payment."),
    PurchaseStatus.HELD: t("This purchase is already held."),
    PurchaseStatus.PAID: t("This purchase is already paid."),
    PurchaseStatus.UNPAID: t("This purchase is already unpaid."),
    PurchaseStatus.TAKEN_BACK: t("This purchase is already taken back."),
}


class IllegalPurchaseMove(DomainError):
    def __init__(self, current: PurchaseStatus) -> None:
        super().__init__(ALREADY[current])


class Purchase(SQLModel, table=True):
    __tablename__ = "purchases"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="purchase_positive"),
        CheckConstraint("(kind = 'tip') = (order_id IS NOT NULL)", name="purchase_tip_of_order"),
        Index("ix_purchases_customer", "customer_id", "created_at"),
        # One tip of an order at a time.
        Index(
            "ux_purchases_open_tip",
            "order_id",
            unique=True,
            postgresql_where=text("status IN ('awaiting_payment', 'held')"),
        ),
        Index(
            "ix_purchases_open", "created_at", postgresql_where=text("status = 'awaiting_payment'")
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: PurchaseKind = Field(sa_type=text_enum(PurchaseKind))
    customer_id: UUID = Field(foreign_key="users.id")
    order_id: UUID | None = Field(default=None, foreign_key="orders.id")
    amount_minor: int
    currency: str = Field(max_length=3)
    status: PurchaseStatus = Field(
        default=PurchaseStatus.AWAITING_PAYMENT, sa_type=text_enum(PurchaseStatus)
    )
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    held_at: datetime | None = Field(default=None, sa_type=UTC)
    paid_at: datetime | None = Field(default=None, sa_type=UTC)
    unpaid_at: datetime | None = Field(default=None, sa_type=UTC)
    taken_back_at: datetime | None = Field(default=None, sa_type=UTC)

    def move_to(self, wanted: PurchaseStatus) -> None:
        if self.status not in COMES_FROM[wanted]:
            raise IllegalPurchaseMove(self.status)
        self.status = wanted

    @property
    def to_pay_minor(self) -> int:
        """What the platform may keep of its payment, as of an order's."""
        return 0 if self.status in WITHOUT_MONEY else self.amount_minor

    @property
    def card_minor(self) -> int:
        """What is charged at the gateway."""
        return self.amount_minor
