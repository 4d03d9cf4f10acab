"""Rights by invitation, proven addresses, when a sign-in was used and its password entered"""

import sqlalchemy as sa
from alembic import op

revision = "m0023_proven_rights"
down_revision = "m0022_payouts_compared"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
NOW = sa.text("now()")


def upgrade() -> None:
    op.add_column("users", sa.Column("email_proven_at", UTC, nullable=True))
    for name in ("seen_at", "proven_at"):
        op.add_column("sign_in_sessions", sa.Column(name, UTC, nullable=False, server_default=NOW))
    op.add_column(
        "sign_in_sessions", sa.Column("network", sa.String(64), nullable=False, server_default="")
    )
    for table in ("staff_members", "admin_grants"):
        op.add_column(table, sa.Column("given_by", sa.Uuid(), nullable=True))
        op.add_column(table, sa.Column("given_at", UTC, nullable=False, server_default=NOW))
    _keep_what_was_given()
    _invitations()


def downgrade() -> None:
    op.drop_table("invitations")
    for table in ("staff_members", "admin_grants"):
        op.drop_column(table, "given_at")
        op.drop_column(table, "given_by")
    for name in ("network", "proven_at", "seen_at"):
        op.drop_column("sign_in_sessions", name)
    op.drop_column("users", "email_proven_at")


def _keep_what_was_given() -> None:
    """Whoever works here keeps working here: somebody has let them in. A sign-in that is open does
    not count as a password entered now."""
    op.execute("UPDATE sign_in_sessions SET proven_at = created_at")
    for table in ("staff_members", "admin_grants"):
        op.execute(f"UPDATE {table} SET given_at = created_at")  # noqa: S608 - our own names
    op.execute(
        "UPDATE users SET email_proven_at = created_at WHERE id IN (SELECT user_id FROM"
        " staff_members UNION SELECT user_id FROM admin_grants UNION SELECT user_id FROM riders)"
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column(
            "restaurant_id",
            sa.Uuid(),
            sa.ForeignKey("restaurants.id", ondelete="CASCADE"),
            nullable=True,
        ),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column(
            "invited_by", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=True
        ),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("expires_at", UTC, nullable=False),
        sa.Column("accepted_at", UTC, nullable=True),
        sa.Column("withdrawn_at", UTC, nullable=True),
        sa.CheckConstraint("kind IN ('staff', 'rider', 'admin')", name="invitationkind"),
        sa.CheckConstraint("email = lower(email)", name="invitation_email_is_lower"),
        sa.CheckConstraint(
            "(kind = 'staff') = (restaurant_id IS NOT NULL)", name="invitation_restaurant"
        ),
    )
    op.create_index("ix_invitations_email", "invitations", ["email"])
    op.create_index("ix_invitations_restaurant_id", "invitations", ["restaurant_id"])
