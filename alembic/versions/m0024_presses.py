"""Presses that devices send again are carried out once"""

import sqlalchemy as sa
from alembic import op

revision = "m0024_presses"
down_revision = "m0023_proven_rights"
branch_labels = None
depends_on = None

TABLE, INDEX = "applied_presses", "ix_applied_presses_at"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("owner_id", sa.Uuid(), primary_key=True),
        sa.Column("press_id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(INDEX, TABLE, ["at"])


def downgrade() -> None:
    op.drop_table(TABLE)
