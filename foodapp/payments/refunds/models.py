"""Money given back on an order after its price was agreed: a row each, with who bears it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum

REFUND = "refund"
# The gateway could not give back what was due: it became store credit. Takes nothing off the price.
INSTEAD_OF_CARD = "instead_of_card"


class Bearer(StrEnum):
    PLATFORM = "platform"
    RESTAURANT = "restaurant"
    RIDER = "rider"


class BackTo(StrEnum):
    CARD = "card"  # where the money came from
    CREDIT = "credit"  # store credit


class Decision(StrEnum):
    WAITING = "waiting"  # above the limit of who asked: a second person decides
    APPROVED = "approved"
    REFUSED = "refused"


class Adjustment(SQLModel, table=True):
    __tablename__ = "adjustments"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="adjustment_positive"),
        CheckConstraint(
            "(bearer = 'rider') = (rider_id IS NOT NULL)", name="adjustment_rider_named"
        ),
        CheckConstraint(
            "decision <> 'approved' OR is_within_limit OR decided_by IS DISTINCT FROM asked_by",
            name="adjustment_second_person",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", index=True)
    kind: str = Field(max_length=30)  # refund, missing_item, ...
    amount_minor: int
    bearer: Bearer = Field(sa_type=text_enum(Bearer))
    rider_id: UUID | None = Field(default=None, foreign_key="riders.id")
    back_to: BackTo = Field(default=BackTo.CARD, sa_type=text_enum(BackTo))
    # As a person wrote it. Of what the autopilot gives back the dish: its kind says why.
    reason: str = Field(max_length=200)
    what: str = Field(default="", max_length=300)  # for people: "2 × Tiramisu", "everything"
    decision: Decision = Field(default=Decision.WAITING, sa_type=text_enum(Decision), index=True)
    is_within_limit: bool = False  # of who asked: no second person is needed
    asked_by: UUID | None = Field(default=None, foreign_key="users.id")  # None: the platform
    decided_by: UUID | None = Field(default=None, foreign_key="users.id")
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    decided_at: datetime | None = Field(default=None, sa_type=UTC)


class AdjustmentLine(SQLModel, table=True):
    """What an adjustment gives back, when it is about dishes and not about an amount."""

    __tablename__ = "adjustment_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND amount_minor >= 0", name="adjustment_line_positive"),
    )

    adjustment_id: UUID = Field(foreign_key="adjustments.id", primary_key=True)
    line_id: UUID = Field(foreign_key="order_lines.id", primary_key=True, index=True)
    quantity: int
    amount_minor: int  # with its tax, less its share of the discount
