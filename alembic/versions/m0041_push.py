"""Browsers that may be woken, and those that were lost"""

import sqlalchemy as sa
from alembic import op

revision = "m0041_push"
down_revision = "m0040_words"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _sign_in(**facts: object) -> sa.Column:
    return sa.Column(
        "sign_in",
        sa.String(),
        sa.ForeignKey("sign_in_sessions.token_hash", ondelete="CASCADE"),
        nullable=False,
        **facts,
    )


def upgrade() -> None:
    op.create_table(
        "push_subscriptions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("endpoint", sa.String(2000), nullable=False),
        sa.Column("endpoint_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("p256dh", sa.String(120), nullable=False),
        sa.Column("auth", sa.String(40), nullable=False),
        sa.Column(
            "user_id",
            sa.Uuid(),
            sa.ForeignKey("users.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        _sign_in(index=True),
        sa.Column("made_with", sa.String(100), nullable=False),
        sa.Column("device", sa.String(120), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT),
        sa.Column("failed_at", MOMENT),
        sa.Column("failure", sa.String(40), nullable=False),
        sa.Column("wait_until", MOMENT),
    )
    op.create_table(
        "push_losses",
        _sign_in(primary_key=True),
        sa.Column("lost_at", MOMENT, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("push_losses")
    op.drop_table("push_subscriptions")
