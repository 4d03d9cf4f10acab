"""Several photos of a dish and of a restaurant, retouched, and a logo"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "m0058_photos"
down_revision = "m0057_on_call"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "photos",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "restaurant_id",
            sa.Uuid(),
            sa.ForeignKey("restaurants.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("item_id", sa.Uuid(), sa.ForeignKey("menu_items.id", ondelete="CASCADE")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("focus_x", sa.Integer(), nullable=False),
        sa.Column("focus_y", sa.Integer(), nullable=False),
        sa.Column("proposed_brightness", sa.Float(), nullable=False),
        sa.Column("crop", postgresql.ARRAY(sa.Float()), server_default="{0,0,1,1}", nullable=False),
        sa.Column("turn_deg", sa.Float(), nullable=False),
        sa.Column("brightness", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100", name="photo_focus"
        ),
    )
    op.create_index("ix_photos_of", "photos", ["restaurant_id", "item_id", "position"])
    op.create_index("ix_photos_item_id", "photos", ["item_id"])
    op.add_column(
        "restaurants", sa.Column("logo", sa.String(200), server_default="", nullable=False)
    )
    op.execute(THOSE_THERE_ARE)


def downgrade() -> None:
    op.drop_column("restaurants", "logo")
    op.drop_table("photos")


THOSE_THERE_ARE = """
    INSERT INTO photos (id, restaurant_id, item_id, position, key, focus_x, focus_y,
                        proposed_brightness, turn_deg, brightness)
    SELECT gen_random_uuid(), restaurant_id, item_id, 0, picture, 50, 50, 1, 0, 1
    FROM (
        SELECT restaurant_id, id AS item_id, picture FROM menu_items
        UNION ALL
        SELECT id, NULL, picture FROM restaurants
    ) AS shown
    WHERE picture ~ '^[0-9a-f]{32}$'
"""
