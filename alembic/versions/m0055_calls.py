"""Calls between a customer and a rider, without a number"""

import sqlalchemy as sa
from alembic import op

revision = "m0055_calls"
down_revision = "m0054_picture_reports"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
SIDES = ("customer", "rider", "restaurant", "support", "platform")
STATUSES = ("asked", "placed", "connected", "ended", "failed")


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("order_id", sa.Uuid(), sa.ForeignKey("orders.id", ondelete="CASCADE"),
                  nullable=False, index=True),
        sa.Column("by", _one_of("side", *SIDES), nullable=False),
        sa.Column("customer_id", sa.Uuid(), sa.ForeignKey("users.id"), nullable=False, index=True),
        sa.Column("rider_id", sa.Uuid(), sa.ForeignKey("riders.id"), nullable=False, index=True),
        sa.Column("status", _one_of("callstatus", *STATUSES), nullable=False),
        sa.Column("ref", sa.String(64), nullable=False),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("placed_at", AT),
        sa.Column("connected_at", AT),
        sa.Column("ended_at", AT),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("calls")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)
