"""The size in which a substitute comes"""

import sqlalchemy as sa
from alembic import op

revision = "m0032_substitutes"
down_revision = "m0031_rates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("missing_dishes", sa.Column("substitute_size", sa.Uuid()))


def downgrade() -> None:
    op.drop_column("missing_dishes", "substitute_size")
