"""When the kitchen said that none of a counted dish is left: what is given back later stays away"""

import sqlalchemy as sa
from alembic import op

revision = "m0038_none_left"
down_revision = "m0037_first_orders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("menu_items", sa.Column("none_left_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("menu_items", "none_left_at")
