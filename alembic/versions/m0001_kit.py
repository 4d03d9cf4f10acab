"""The extensions we use, and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "m0001_kit"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = ("cube", "earthdistance", "pg_trgm", "btree_gist", "unaccent", "citext")


def upgrade() -> None:
    for name in EXTENSIONS:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("reactions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_again_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["send_again_at"],
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "reactions_done",
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("reaction", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["outbox.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", "reaction"),
    )


def downgrade() -> None:
    op.drop_table("reactions_done")
    op.drop_table("outbox")
    for name in reversed(EXTENSIONS):
        op.execute(f"DROP EXTENSION IF EXISTS {name}")
