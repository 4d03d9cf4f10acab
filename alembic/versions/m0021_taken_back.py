"""Purchases whose money the bank has taken back"""

import sqlalchemy as sa
from alembic import op

revision = "m0021_taken_back"
down_revision = "m0020_payment_lost"
branch_labels = None
depends_on = None

BEFORE = ("awaiting_payment", "held", "paid", "unpaid")


def upgrade() -> None:
    _allow(*BEFORE, "taken_back")
    op.add_column("purchases", sa.Column("taken_back_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.execute("UPDATE purchases SET status = 'paid' WHERE status = 'taken_back'")
    op.drop_column("purchases", "taken_back_at")
    _allow(*BEFORE)


def _allow(*statuses: str) -> None:
    op.drop_constraint("purchasestatus", "purchases")
    known = ", ".join(f"'{status}'" for status in statuses)
    op.create_check_constraint("purchasestatus", "purchases", f"status IN ({known})")
