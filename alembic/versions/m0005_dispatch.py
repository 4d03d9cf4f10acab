"""Deliveries: when the search starts, and the pause after wrong PINs"""

import sqlalchemy as sa
from alembic import op

revision = "m0005_dispatch"
down_revision = "m0004_postgis"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "deliveries",
        sa.Column(
            "search_from",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
    )
    op.alter_column("deliveries", "search_from", server_default=None)
    op.add_column("deliveries", sa.Column("pin_wait_until", sa.DateTime(timezone=True)))
    op.create_index("ix_offers_rider", "offers", ["rider_id", "offered_at"])


def downgrade() -> None:
    op.drop_index("ix_offers_rider", "offers")
    op.drop_column("deliveries", "pin_wait_until")
    op.drop_column("deliveries", "search_from")
