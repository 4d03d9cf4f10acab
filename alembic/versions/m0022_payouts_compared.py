"""Payouts are compared with the gateway's books, too"""

import sqlalchemy as sa
from alembic import op

revision = "m0022_payouts_compared"
down_revision = "m0021_taken_back"
branch_labels = None
depends_on = None

BEFORE = ("taken", "given_back", "came_back", "other")
TABLE, INDEX = "reconciliation_differences", "ix_reconciliation_differences_payout_id"


def upgrade() -> None:
    _allow(*BEFORE, "paid_out")
    op.add_column(TABLE, sa.Column("payout_id", sa.Uuid(), sa.ForeignKey("payouts.id")))
    op.create_index(INDEX, TABLE, ["payout_id"])


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.execute(f"DELETE FROM {TABLE} WHERE payout_id IS NOT NULL")  # noqa: S608 - our own name
    op.drop_column(TABLE, "payout_id")
    op.execute("UPDATE gateway_lines SET kind = 'other' WHERE kind = 'paid_out'")
    _allow(*BEFORE)


def _allow(*kinds: str) -> None:
    op.drop_constraint("bookkind", "gateway_lines")
    known = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint("bookkind", "gateway_lines", f"kind IN ({known})")
