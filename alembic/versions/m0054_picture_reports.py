"""What customers say of the pictures of dishes"""

import sqlalchemy as sa
from alembic import op

revision = "m0054_picture_reports"
down_revision = "m0053_forgetting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    why = sa.Enum(
        "other_dish",
        "not_in_it",
        "unfit",
        name="why",
        native_enum=False,
        create_constraint=True,
        length=32,
    )
    op.create_table(
        "picture_reports",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "item_id",
            sa.Uuid(),
            sa.ForeignKey("menu_items.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("picture", sa.String(200), nullable=False),
        sa.Column(
            "user_id",
            sa.Uuid(),
            sa.ForeignKey("users.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("why", why, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("item_id", "picture", "user_id"),
    )


def downgrade() -> None:
    op.drop_table("picture_reports")
