"""When a customer was last told to expect an order that is late"""

import sqlalchemy as sa
from alembic import op

revision = "m0052_told_until"
down_revision = "m0051_illustrations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("told_until", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("orders", "told_until")
