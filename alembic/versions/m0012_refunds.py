"""Refunds by dish, store credit on orders, refunds that failed, and alerts about them"""

import sqlalchemy as sa
from alembic import op

revision = "m0012_refunds"
down_revision = "m0011_payouts"
branch_labels = None
depends_on = None

ALERTS = [
    "restaurant_silent",
    "order_expired",
    "no_rider",
    "could_not_deliver",
    "payment_trouble",
]


def upgrade() -> None:
    op.create_table(
        "adjustment_lines",
        sa.Column("adjustment_id", sa.Uuid(), sa.ForeignKey("adjustments.id"), primary_key=True),
        sa.Column("line_id", sa.Uuid(), sa.ForeignKey("order_lines.id"), primary_key=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0 AND amount_minor >= 0", name="adjustment_line_positive"),
    )
    op.create_index("ix_adjustment_lines_line_id", "adjustment_lines", ["line_id"])
    op.drop_column("adjustments", "line_id")
    _add("adjustments", "what", sa.String(300), "''")
    for column in ("reduced_minor", "credited_minor"):
        _add("orders", column, sa.Integer(), "0")
    op.create_check_constraint(
        "given_back_within_total",
        "orders",
        "reduced_minor BETWEEN 0 AND total_minor AND credited_minor BETWEEN 0 AND to_pay_minor",
    )
    _add("payments", "refund_failed_minor", sa.Integer(), "0")
    _add("payments", "refund_trouble", sa.String(60), "''")
    _alerts([*ALERTS, "refund_waiting", "books_differ"])


def downgrade() -> None:
    op.execute("DELETE FROM alerts WHERE kind IN ('refund_waiting', 'books_differ')")
    _alerts(ALERTS)
    op.drop_column("payments", "refund_trouble")
    op.drop_column("payments", "refund_failed_minor")
    op.drop_constraint("given_back_within_total", "orders")
    op.drop_column("orders", "credited_minor")
    op.drop_column("orders", "reduced_minor")
    op.drop_column("adjustments", "what")
    op.add_column(
        "adjustments",
        sa.Column("line_id", sa.Uuid(), sa.ForeignKey("order_lines.id"), nullable=True),
    )
    op.drop_table("adjustment_lines")


def _alerts(kinds: list[str]) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_constraint("alertkind", "alerts")
    op.create_check_constraint("alertkind", "alerts", f"kind IN ({words})")


def _add(table: str, name: str, kind: sa.types.TypeEngine, value: str) -> None:
    """A column that rows of before get a value for; new rows get theirs from the program."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(value)))
    op.alter_column(table, name, server_default=None)
