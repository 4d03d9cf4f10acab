"""Who wants no text messages, and what a day's cost"""

import sqlalchemy as sa
from alembic import op

revision = "m0044_texts"
down_revision = "m0043_notifications"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sms_stops",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("by IN ('word', 'network')", name="stoppedby"),
    )
    op.create_table(
        "sms_days",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("spent_minor", sa.BigInteger(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("sms_days")
    op.drop_table("sms_stops")
