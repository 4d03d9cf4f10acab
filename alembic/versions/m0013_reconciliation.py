"""The gateway's books as read, runs of comparing them with ours, and what differs"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "m0013_reconciliation"
down_revision = "m0012_refunds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gateway_lines",
        sa.Column("gateway", sa.String(16), primary_key=True),
        sa.Column("ref", sa.String(120), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            _one_of("bookkind", ["taken", "given_back", "came_back", "other"]),
            nullable=False,
        ),
        sa.Column("intent_ref", sa.String(120), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_gateway_lines_intent", "gateway_lines", ["gateway", "intent_ref"])
    op.create_index("ix_gateway_lines_at", "gateway_lines", ["gateway", "at"])
    op.create_table(
        "reconciliation_runs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("gateway", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(200), nullable=False),
        *[
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("lines_read", "payments", "in_motion", "found")
        ],
        *[
            sa.Column(name, postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'"))
            for name in ("ours", "theirs")
        ],
    )
    op.create_index("ix_reconciliation_runs", "reconciliation_runs", ["started_at"])
    op.create_table(
        "reconciliation_differences",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("run_id", sa.Uuid(), sa.ForeignKey("reconciliation_runs.id"), nullable=False),
        sa.Column("gateway", sa.String(16), nullable=False),
        sa.Column("intent_ref", sa.String(120), nullable=False),
        sa.Column(
            "kind",
            _one_of("differencekind", ["amount", "currency", "unknown", "our_own"]),
            nullable=False,
        ),
        sa.Column("payment_id", sa.Uuid(), sa.ForeignKey("payments.id"), nullable=True),
        sa.Column("order_id", sa.Uuid(), sa.ForeignKey("orders.id"), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("ours_minor", sa.BigInteger(), nullable=False),
        sa.Column("theirs_minor", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("note", sa.String(200), nullable=False),
    )
    for name in ("run_id", "order_id"):
        op.create_index(
            f"ix_reconciliation_differences_{name}", "reconciliation_differences", [name]
        )
    op.create_index("ix_reconciliation_opened", "reconciliation_differences", ["opened_at"])
    op.create_index(
        "ux_reconciliation_open",
        "reconciliation_differences",
        ["gateway", "intent_ref", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def _one_of(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    op.drop_table("reconciliation_differences")
    op.drop_table("reconciliation_runs")
    op.drop_table("gateway_lines")
