"""A promotion, how often it was used, and by which orders.

Its terms never change once it is made: what was sold under them stays explained. It is paused,
resumed and ended.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.restaurants import freshness


class Kind(StrEnum):
    PERCENT = "percent"  # off the food
    AMOUNT = "amount"  # off the food
    FREE_DELIVERY = "free_delivery"


class Status(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


_OPEN = text("ended_at IS NULL")


class Promotion(SQLModel, table=True):
    __tablename__ = "promotions"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'percent') = (percent_bps BETWEEN 1 AND 10000)"
            " AND (kind = 'amount') = (amount_minor > 0)"
            " AND percent_bps >= 0 AND amount_minor >= 0",
            name="promotion_takes_off",
        ),
        CheckConstraint(
            "most_minor IS NULL OR (kind = 'percent' AND most_minor > 0)", name="promotion_cap"
        ),
        CheckConstraint("code <> ''", name="promotion_code_said"),
        CheckConstraint(
            "(from_minute IS NULL) = (until_minute IS NULL) AND (from_minute IS NULL OR"
            " (from_minute BETWEEN 0 AND 1439 AND until_minute BETWEEN 1 AND 1440"
            " AND from_minute <> until_minute))",
            name="promotion_hours",
        ),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="promotion_span"),
        CheckConstraint(
            "min_basket_minor >= 0 AND platform_bps BETWEEN 0 AND 10000", name="promotion_sane"
        ),
        CheckConstraint(
            "limit_total > 0 AND limit_per_customer > 0 AND limit_per_day > 0",
            name="promotion_limits",
        ),
        # A first order is one order: without this limit two at once could both be the first.
        CheckConstraint(
            "NOT first_order OR (limit_per_customer IS NOT NULL AND limit_per_customer = 1)",
            name="promotion_first_once",
        ),
        # What no restaurant is named for, no restaurant pays for.
        CheckConstraint(
            "restaurant_id IS NOT NULL OR platform_bps = 10000", name="promotion_payer_named"
        ),
        Index(
            "ux_promotions_code",
            "restaurant_id",
            "code",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("ended_at IS NULL AND code IS NOT NULL"),
        ),
        Index(
            "ux_promotions_code_key",
            "restaurant_id",
            "code_key",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("ended_at IS NULL AND code_key IS NOT NULL"),
        ),
        Index("ix_promotions_open", "restaurant_id", postgresql_where=_OPEN),
        Index("ix_promotions_code", "code"),
        Index("ix_promotions_created", "created_at", "id"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(max_length=40)  # as it stands in the price: "Happy hour"
    kind: Kind = Field(sa_type=text_enum(Kind))
    code: str | None = Field(default=None, max_length=24)  # None: applies by itself
    code_key: str | None = Field(default=None, max_length=48)  # what is compared: codes.key
    restaurant_id: UUID | None = Field(
        default=None, foreign_key="restaurants.id", index=True
    )  # None: the whole platform
    currency: str = Field(max_length=3)
    percent_bps: int = 0
    amount_minor: int = 0
    most_minor: int | None = None  # a percentage takes off no more
    min_basket_minor: int = 0  # of dishes
    first_order: bool = False  # here, or anywhere for the whole platform
    weekdays: list[int] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(SmallInteger), nullable=False, server_default="{}"),
    )  # 0 Monday .. 6 Sunday, on the restaurant's clock; empty: every day
    from_minute: int | None = None  # of the day, on the restaurant's clock
    until_minute: int | None = None  # at or before from_minute: on the day after
    starts_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    ends_at: datetime | None = Field(default=None, sa_type=UTC)
    limit_total: int | None = None
    limit_per_customer: int | None = None
    limit_per_day: int | None = None  # a day on the restaurant's clock
    platform_bps: int = 0  # of the discount, what the platform bears; the rest is the restaurant's
    combinable: bool = True  # an offer on food with one on delivery

    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    created_by: UUID | None = Field(default=None, foreign_key="users.id")
    paused_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)

    def status_at(self, now: datetime) -> Status:
        if self.ended_at or (self.ends_at and self.ends_at <= now):
            return Status.ENDED
        return Status.PAUSED if self.paused_at else Status.ACTIVE


class PromotionCount(SQLModel, table=True):
    """How far one limit is used up. The row is what orders that come at once meet at."""

    __tablename__ = "promotion_counts"
    __table_args__ = (CheckConstraint("used BETWEEN 0 AND most", name="within_limit"),)

    promotion_id: UUID = Field(foreign_key="promotions.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True, max_length=48)  # see promotions.counting
    used: int
    most: int


class PromotionUse(SQLModel, table=True):
    """A promotion made this order cheaper. Written with the order, in one statement."""

    __tablename__ = "promotion_uses"
    __table_args__ = (
        CheckConstraint(
            "discount_minor >= 0 AND platform_minor BETWEEN 0 AND discount_minor",
            name="use_shared",
        ),
        Index("ix_promotion_uses_customer", "customer_id", "promotion_id"),
    )

    order_id: UUID = Field(foreign_key="orders.id", primary_key=True, ondelete="CASCADE")
    promotion_id: UUID = Field(foreign_key="promotions.id", primary_key=True, index=True)
    customer_id: UUID = Field(foreign_key="users.id")
    discount_minor: int
    platform_minor: int  # of it, what the platform bears
    counted: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(Text), nullable=False, server_default="{}"),
    )  # keys of the limits that it holds
    used_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    given_back_at: datetime | None = Field(default=None, sa_type=UTC)


freshness.follow(Promotion, "restaurant_id")  # a page says which offer applies
