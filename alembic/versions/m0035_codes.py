"""Codes of promotions are compared as people mean them, in any script

Codes of before have Latin letters and digits alone and are unique in upper case, so they are in
lower case, too."""

import sqlalchemy as sa
from alembic import op

revision = "m0035_codes"
down_revision = "m0034_account_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("promotions", sa.Column("code_key", sa.String(48), nullable=True))
    op.execute("UPDATE promotions SET code_key = lower(code) WHERE code IS NOT NULL")
    op.create_index(
        "ux_promotions_code_key",
        "promotions",
        ["restaurant_id", "code_key"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("ended_at IS NULL AND code_key IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ux_promotions_code_key", "promotions")
    op.drop_column("promotions", "code_key")
