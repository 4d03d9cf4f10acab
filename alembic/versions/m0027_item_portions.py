"""Portions of each dish are counted day by day"""

import sqlalchemy as sa
from alembic import op

revision = "m0027_item_portions"
down_revision = "m0026_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_portions",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("restaurant_id", sa.Uuid(), nullable=False),
        sa.Column("portions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["menu_items.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", "day"),
    )
    op.create_index("ix_item_portions_restaurant", "item_portions", ["restaurant_id", "day"])
    op.execute("""
        INSERT INTO item_portions (item_id, day, restaurant_id, portions)
        SELECT l.item_id, (o.placed_at AT TIME ZONE 'UTC')::date AS day, o.restaurant_id,
          sum(l.quantity)
        FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE o.status = 'delivered' AND l.item_id IS NOT NULL
          AND o.placed_at > now() - interval '8 days'
        GROUP BY l.item_id, day, o.restaurant_id
    """)


def downgrade() -> None:
    op.drop_table("item_portions")
