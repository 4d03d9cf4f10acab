"""Orders whose hold lapsed before it was taken; substitutes that hold counted portions"""

import sqlalchemy as sa
from alembic import op

revision = "m0020_payment_lost"
down_revision = "m0019_saved_cards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("payment_lost_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "missing_dishes",
        sa.Column("stock_taken", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("missing_dishes", "stock_taken", server_default=None)


def downgrade() -> None:
    op.drop_column("missing_dishes", "stock_taken")
    op.drop_column("orders", "payment_lost_at")
