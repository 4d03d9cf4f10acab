"""In which order admins are rung"""

import sqlalchemy as sa
from alembic import op

revision = "m0057_on_call"
down_revision = "m0056_restaurant_copies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("admin_grants", sa.Column("on_call", sa.SmallInteger()))


def downgrade() -> None:
    op.drop_column("admin_grants", "on_call")
