"""Orders by restaurant and time, for the board and the figures; the open ones for the console"""

import sqlalchemy as sa
from alembic import op

revision = "m0007_order_figures"
down_revision = "m0006_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_orders_restaurant_placed", "orders", ["restaurant_id", "placed_at"])
    op.create_index(
        "ix_orders_open",
        "orders",
        ["status"],
        postgresql_where=sa.text(
            "status IN ('awaiting_payment', 'placed', 'accepted', 'ready', 'collected')"
        ),
    )


def downgrade() -> None:
    op.drop_index("ix_orders_open", table_name="orders")
    op.drop_index("ix_orders_restaurant_placed", table_name="orders")
