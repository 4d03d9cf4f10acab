"""A customer's name at a gateway, and the cards that they keep there."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC


class CardAccount(SQLModel, table=True):
    """A customer at one gateway, and the page on which they save a card, while it is open."""

    __tablename__ = "card_accounts"
    __table_args__ = (
        Index("ux_card_accounts_owner", "user_id", "gateway", unique=True),
        Index("ux_card_accounts_ref", "gateway", "ref", unique=True),
        Index(
            "ix_card_accounts_page_open",
            "looked_up_at",
            postgresql_where=text("page_ref IS NOT NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    gateway: str = Field(max_length=16)
    ref: str | None = Field(default=None, max_length=120)  # of the customer, at the gateway
    page_ref: str | None = Field(default=None, max_length=120)
    page_url: str | None = Field(default=None, max_length=2000)
    page_asked_at: datetime | None = Field(default=None, sa_type=UTC)
    attempt: int = 1  # of the page: part of its key
    looked_up_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class SavedCard(SQLModel, table=True):
    """A card that the gateway keeps. What we know of it is what its owner needs to tell it from
    their others."""

    __tablename__ = "saved_cards"
    __table_args__ = (
        CheckConstraint("last_four ~ '^[0-9]{4}$'", name="only_last_four"),
        CheckConstraint(
            "exp_month BETWEEN 1 AND 12 AND exp_year BETWEEN 2000 AND 2100", name="expiry_sane"
        ),
        CheckConstraint("NOT (is_default AND removed_at IS NOT NULL)", name="default_is_kept"),
        Index("ux_saved_cards_ref", "gateway", "ref", unique=True),
        Index(
            "ux_saved_cards_default",
            "user_id",
            "gateway",
            unique=True,
            postgresql_where=text("is_default"),
        ),
        Index("ix_saved_cards_kept", "user_id", postgresql_where=text("removed_at IS NULL")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    gateway: str = Field(max_length=16)
    ref: str = Field(max_length=120)  # of the card, at the gateway
    brand: str = Field(max_length=20)
    last_four: str = Field(max_length=4)
    exp_month: int
    exp_year: int
    is_default: bool = False
    saved_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    removed_at: datetime | None = Field(default=None, sa_type=UTC)
    forgotten_at: datetime | None = Field(default=None, sa_type=UTC)  # by the gateway

    @property
    def looks(self) -> tuple[str, str, int, int]:
        """All that its owner sees of it: two cards that look alike are the same one twice."""
        return self.brand, self.last_four, self.exp_month, self.exp_year

    def is_expired(self, now: datetime) -> bool:
        """Good to the end of its month."""
        return (self.exp_year, self.exp_month) < (now.year, now.month)
