"""An exception of an order, from the moment it is noticed until it is over."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class Kind(StrEnum):
    RESTAURANT_SILENT = "restaurant_silent"
    NO_RIDER = "no_rider"
    RIDER_SILENT = "rider_silent"
    DISH_MISSING = "dish_missing"
    NOBODY_THERE = "nobody_there"


class Incident(SQLModel, table=True):
    __tablename__ = "troubles"
    __table_args__ = (
        Index(
            "ux_troubles_one_open",
            "order_id",
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_troubles_due", "next_at", postgresql_where=text("closed_at IS NULL")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", index=True, ondelete="CASCADE")
    kind: Kind = Field(sa_type=text_enum(Kind))
    subject_id: UUID  # what it is about: the order, its delivery, or the missing dish
    step: str = Field(max_length=30)  # the one that was taken last, see table.PLANS
    opened_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    stepped_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    next_at: datetime | None = Field(default=None, sa_type=UTC)  # None: somebody else ends it
    closed_at: datetime | None = Field(default=None, sa_type=UTC)

    def close(self) -> None:
        self.closed_at, self.next_at = self.closed_at or clock.now(), None
