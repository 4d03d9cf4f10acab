"""A payee's account is changed by two people, after a while, with a notice"""

import re

import sqlalchemy as sa
from alembic import op

revision = "m0034_account_changes"
down_revision = "m0033_cash_limits"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
TABLE = "payout_account_changes"
OPEN = "applied_at IS NULL AND ended_at IS NULL"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column("payee", sa.String(32), nullable=False),
        sa.Column("gateway_account", sa.String(120), nullable=False),
        sa.Column("holder", sa.String(80), nullable=False),
        sa.Column("bank_account", sa.String(42), nullable=False),
        sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("by_admin", sa.Boolean(), nullable=False),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("asked_at", UTC, nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        *[
            sa.Column(name, UTC, nullable=True)
            for name in ("confirmed_at", "applies_at", "applied_at", "ended_at")
        ],
        sa.Column("ended_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.CheckConstraint("payee IN ('restaurant', 'rider')", name="payeekind"),
        sa.CheckConstraint("confirmed_by <> asked_by", name="change_by_two"),
        sa.CheckConstraint(
            "applies_at IS NULL OR confirmed_by IS NOT NULL OR NOT needs_second",
            name="change_confirmed",
        ),
    )
    op.create_index(
        f"ux_{TABLE}_open", TABLE, ["payee_id"], unique=True, postgresql_where=sa.text(OPEN)
    )
    _notices()
    _alert_kinds(lambda kinds: [*kinds, "payee_account"])


def downgrade() -> None:
    op.execute("DELETE FROM alerts WHERE kind = 'payee_account'")
    _alert_kinds(lambda kinds: [kind for kind in kinds if kind != "payee_account"])
    op.drop_table("payee_notices")
    op.drop_table(TABLE)


def _notices() -> None:
    op.create_table(
        "payee_notices",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("change_id", sa.Uuid(), sa.ForeignKey(f"{TABLE}.id"), nullable=False),
        sa.Column(
            "user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("sent_at", UTC, nullable=True),
    )
    op.create_index("ix_payee_notices_change_id", "payee_notices", ["change_id"])


def _alert_kinds(change) -> None:
    """Whatever kinds there are already, with or without ours."""
    found = op.get_bind().execute(
        sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'alertkind'")
    )
    kinds = re.findall(r"'([a-z_]+)'", found.scalar_one())
    op.drop_constraint("alertkind", "alerts")
    words = ", ".join(f"'{kind}'" for kind in change(kinds))
    op.create_check_constraint("alertkind", "alerts", f"kind IN ({words})")
