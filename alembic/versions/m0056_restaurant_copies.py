"""An owner asks for a copy of a restaurant's data"""

import sqlalchemy as sa
from alembic import op

revision = "m0056_restaurant_copies"
down_revision = "m0055_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("data_exports", sa.Column("restaurant_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "data_exports_restaurant_id_fkey", "data_exports", "restaurants", ["restaurant_id"], ["id"],
        ondelete="CASCADE",
    )  # fmt: skip
    op.create_index("ix_data_exports_restaurant_id", "data_exports", ["restaurant_id"])


def downgrade() -> None:
    op.execute("DELETE FROM data_exports WHERE restaurant_id IS NOT NULL")
    op.drop_column("data_exports", "restaurant_id")
