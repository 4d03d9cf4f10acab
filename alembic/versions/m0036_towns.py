"""Whoever has no address yet keeps the town they chose"""

import sqlalchemy as sa
from alembic import op

revision = "m0036_towns"
down_revision = "m0035_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("baskets", sa.Column("town", sa.String(32), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("baskets", "town")
