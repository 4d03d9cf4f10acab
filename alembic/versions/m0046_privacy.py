"""Copies of people's data, and accounts that are to be deleted"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "m0046_privacy"
down_revision = "m0045_credentials"
branch_labels = None
depends_on = None

OPEN = "done_at IS NULL AND cancelled_at IS NULL"
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "data_exports",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _user(),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("made_at", AT),
        sa.Column("expires_at", AT),
        sa.Column("file_id", sa.Uuid(), sa.ForeignKey("private_files.id", ondelete="SET NULL")),
    )
    op.create_index("ix_data_exports_user_id", "data_exports", ["user_id"])
    op.create_table(
        "account_deletions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _user(),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("times_asked", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), unique=True),
        sa.Column("link_until", AT),
        sa.Column("confirmed_at", AT),
        sa.Column("due_at", AT),
        sa.Column("waits_for", ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("done_at", AT),
        sa.Column("cancelled_at", AT),
    )
    op.create_index(
        "ux_account_deletions_open",
        "account_deletions",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text(OPEN),
    )
    op.create_index(
        "ix_account_deletions_due",
        "account_deletions",
        ["due_at"],
        postgresql_where=sa.text(f"confirmed_at IS NOT NULL AND {OPEN}"),
    )


def _user() -> sa.Column:
    return sa.Column(
        "user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False
    )


def downgrade() -> None:
    op.drop_table("account_deletions")
    op.drop_table("data_exports")
