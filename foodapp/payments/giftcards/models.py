"""A gift card. Its code is nowhere but with whom it was given to: the database has its hash."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, SmallInteger, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t


class GiftCardStatus(StrEnum):
    ACTIVE = "active"  # whoever has the code may redeem it
    REDEEMED = "redeemed"  # it is store credit now
    BLOCKED = "blocked"  # by an admin: worth nothing


COMES_FROM: dict[GiftCardStatus, set[GiftCardStatus]] = {
    GiftCardStatus.REDEEMED: {GiftCardStatus.ACTIVE},
    GiftCardStatus.BLOCKED: {GiftCardStatus.ACTIVE},
}
REFUSALS = {
    GiftCardStatus.REDEEMED: t("This gift card has been redeemed already."),
    GiftCardStatus.BLOCKED: t("This gift card is blocked. Please ask our support."),
}


class IllegalCardMove(DomainError):
    def __init__(self, current: GiftCardStatus) -> None:
        super().__init__(REFUSALS[current])


class GiftCard(SQLModel, table=True):
    __tablename__ = "gift_cards"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="gift_card_positive"),
        CheckConstraint("num_nonnulls(issued_by, bought_by) = 1", name="gift_card_given_or_bought"),
        CheckConstraint(
            "(status = 'redeemed') = (redeemed_by IS NOT NULL)"
            " AND (redeemed_by IS NULL) = (redeemed_at IS NULL)"
            " AND (status = 'blocked') = (blocked_at IS NOT NULL)",
            name="gift_card_ends_once",
        ),
        Index("ix_gift_cards_issued", "issued_at", "id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    code_hash: str = Field(max_length=64, unique=True)
    last_four: str = Field(max_length=4, index=True)
    amount_minor: int
    currency: str = Field(max_length=3)
    status: GiftCardStatus = Field(
        default=GiftCardStatus.ACTIVE, sa_type=text_enum(GiftCardStatus), index=True
    )
    issued_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    issued_by: UUID | None = Field(default=None, foreign_key="users.id", index=True)  # an admin
    bought_by: UUID | None = Field(default=None, foreign_key="users.id", index=True)
    reason: str = Field(default="", max_length=200)
    redeemed_at: datetime | None = Field(default=None, sa_type=UTC)
    redeemed_by: UUID | None = Field(default=None, foreign_key="users.id", index=True)
    blocked_at: datetime | None = Field(default=None, sa_type=UTC)
    blocked_by: UUID | None = Field(default=None, foreign_key="users.id")

    def move_to(self, wanted: GiftCardStatus) -> None:
        if self.status not in COMES_FROM[wanted]:
            raise IllegalCardMove(self.status)
        self.status = wanted

    @property
    def name(self) -> str:
        return f"•••• {self.last_four}"


class GiftPresent(SQLModel, table=True):
    """To whom a card's code goes by e-mail, and what is written there. card_id: of the purchase,
    which the card is made of when it is paid."""

    __tablename__ = "gift_presents"
    __table_args__ = (
        Index("ix_gift_presents_due", "goes_at", postgresql_where=text("sent_at IS NULL")),
    )

    card_id: UUID = Field(foreign_key="purchases.id", primary_key=True)
    email: str = Field(max_length=254)  # empty: its buyer's account was deleted
    name: str = Field(max_length=40)
    giver: str = Field(max_length=40)
    message: str = Field(default="", max_length=300)
    goes_at: datetime = Field(sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
    came_back_at: datetime | None = Field(default=None, sa_type=UTC)
    times: int = Field(default=0, sa_type=SmallInteger)  # how often it was sent
