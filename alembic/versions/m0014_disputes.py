"""Disputes, and what a payment is worth while it is disputed"""

import sqlalchemy as sa
from alembic import op

revision = "m0014_disputes"
down_revision = "m0013_reconciliation"
branch_labels = None
depends_on = None

BEFORE = ["open", "authorised", "captured", "refunded", "part_refunded", "voided", "failed"]
ALERTS = [
    *("restaurant_silent", "order_expired", "no_rider", "could_not_deliver", "payment_trouble"),
    *("refund_waiting", "books_differ"),
]
CHECKS = {
    ("payments", "paymentstatus"): (BEFORE, [*BEFORE, "disputed", "charged_back"]),
    ("alerts", "alertkind"): (
        ALERTS,
        [*ALERTS, "dispute_opened", "dispute_ended"],
    ),
}
COLUMN = {("payments", "paymentstatus"): "status", ("alerts", "alertkind"): "kind"}


def upgrade() -> None:
    for (table, name), (_, now) in CHECKS.items():
        _check(table, name, now)
    op.add_column(
        "payments", sa.Column("disputed_minor", sa.Integer(), nullable=False, server_default="0")
    )
    op.alter_column("payments", "disputed_minor", server_default=None)
    for column in ("disputed_at", "charged_back_at"):
        op.add_column("payments", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint("disputed_not_negative", "payments", "disputed_minor >= 0")
    op.create_table(
        "disputes",
        sa.Column("gateway", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(120), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "won",
                "lost",
                name="disputestatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("withheld_minor", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(80), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount_minor > 0 AND withheld_minor >= 0", name="dispute_amounts"),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"]),
        sa.PrimaryKeyConstraint("gateway", "ref"),
    )
    op.create_index("ix_disputes_payment_id", "disputes", ["payment_id"])
    op.create_index(
        "ix_disputes_open", "disputes", ["opened_at"], postgresql_where=sa.text("status = 'open'")
    )


def downgrade() -> None:
    op.drop_table("disputes")
    op.drop_constraint("disputed_not_negative", "payments")
    for column in ("disputed_minor", "disputed_at", "charged_back_at"):
        op.drop_column("payments", column)
    for (table, name), (before, _) in CHECKS.items():
        _check(table, name, before)


def _check(table: str, name: str, values: list[str]) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, f"{COLUMN[table, name]} IN ({listed})")
