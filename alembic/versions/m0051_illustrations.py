"""Made pictures of dishes, what their owners chose, and the operator's switch"""

import sqlalchemy as sa
from alembic import op

revision = "m0051_illustrations"
down_revision = "m0050_gift_presents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("menu_items", sa.Column("illustration", sa.String(60)))
    op.add_column("menu_items", sa.Column("illustration_chosen", sa.String(60)))
    op.create_index(
        "ix_menu_items_without_illustration",
        "menu_items",
        ["restaurant_id"],
        postgresql_where=sa.text("illustration IS NULL AND archived_at IS NULL"),
    )
    op.create_table(
        "picture_switch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("catalogue", sa.String(16), nullable=False),
        sa.CheckConstraint("id = 1", name="picture_switch_one_row"),
    )


def downgrade() -> None:
    op.drop_table("picture_switch")
    op.drop_index("ix_menu_items_without_illustration", "menu_items")
    op.drop_column("menu_items", "illustration_chosen")
    op.drop_column("menu_items", "illustration")
