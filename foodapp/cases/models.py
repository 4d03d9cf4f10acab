"""A complaint about one line of a delivered order, and what came of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.payments.refunds.models import BackTo, Bearer


class Fault(StrEnum):
    MISSING = "missing"
    WRONG = "wrong"  # another dish, or not as ordered
    COLD = "cold"
    SPILLED = "spilled"


class Outcome(StrEnum):
    WAITING = "waiting"  # for support
    GIVEN = "given"
    DECLINED = "declined"


class Case(SQLModel, table=True):
    """client_id: the customer's device's name for it: sent again it is the same case."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("customer_id", "client_id"),
        CheckConstraint("quantity > 0 AND proposed_minor >= 0", name="case_sane"),
        CheckConstraint("(outcome = 'waiting') = (decided_at IS NULL)", name="case_decided"),
        Index(
            "ux_cases_one_a_line",
            "line_id",
            unique=True,
            postgresql_where=sql("outcome <> 'declined'"),
        ),
        Index("ix_cases_waiting", "opened_at", postgresql_where=sql("outcome = 'waiting'")),
        Index("ix_cases_restaurant", "restaurant_id", "opened_at"),
        Index("ix_cases_customer", "customer_id", "opened_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    client_id: UUID
    order_id: UUID = Field(foreign_key="orders.id", index=True)
    line_id: UUID = Field(foreign_key="order_lines.id")
    customer_id: UUID = Field(foreign_key="users.id")
    restaurant_id: UUID = Field(foreign_key="restaurants.id")
    fault: Fault = Field(sa_type=text_enum(Fault))
    quantity: int
    dish: str = Field(max_length=120)  # as it was sold
    text: str = Field(default="", max_length=500)
    photo: str = Field(default="", max_length=32)  # key of kit.media, among the private ones
    proposed_minor: int
    currency: str = Field(max_length=3)
    back_to: BackTo = Field(sa_type=text_enum(BackTo))
    bearer: Bearer = Field(sa_type=text_enum(Bearer))
    outcome: Outcome = Field(default=Outcome.WAITING, sa_type=text_enum(Outcome))
    is_at_once: bool = False  # given by the policy, without a person
    adjustment_id: UUID | None = Field(default=None, foreign_key="adjustments.id")
    opened_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    decided_at: datetime | None = Field(default=None, sa_type=UTC)
    decided_by: UUID | None = Field(default=None, foreign_key="users.id")
    reason: str = Field(default="", max_length=200)  # why nothing is given back


class CasePhoto(SQLModel, table=True):
    """Sent before the complaint is. Named by the device, so that it is stored once."""

    __tablename__ = "case_photos"

    customer_id: UUID = Field(foreign_key="users.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", ondelete="CASCADE")
    key: str = Field(max_length=32)
    at: datetime = Field(default_factory=clock.now, sa_type=UTC, index=True)
