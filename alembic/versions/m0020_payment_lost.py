"""Orders whose hold lapsed before it was taken"""

import sqlalchemy as sa
from alembic import op

revision = "m0020_payment_lost"
down_revision = "m0019_saved_cards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("payment_lost_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("orders", "payment_lost_at")
