"""The exception autopilot: its plans, missing dishes, declared allergens, the food that comes back"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "m0016_autopilot"
down_revision = "m0015_cash"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
TROUBLES = ["restaurant_silent", "no_rider", "rider_silent", "dish_missing", "nobody_there"]
STATES = ["asked", "accepted", "declined", "lapsed", "taken_off"]
ENDS = [
    "delivered", "unpaid", "rejected", "expired", "cancelled_early", "cancelled_late",
    "restaurant_cancelled", "support_cancelled", "cooked_in_vain", "no_rider", "payment_lost",
    "not_handed_over", "damaged",
]  # fmt: skip
DELIVERIES = [
    "searching", "assigned", "at_restaurant", "collected", "delivered", "unassigned", "failed",
    "cancelled",
]  # fmt: skip
ALERTS = [
    "restaurant_silent", "order_expired", "no_rider", "could_not_deliver", "payment_trouble",
    "refund_waiting", "books_differ", "dispute_opened", "dispute_ended",
]  # fmt: skip
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    _troubles()
    _missing_dishes()
    op.add_column(
        "users", sa.Column("allergens", ARRAY(sa.Text()), nullable=False, server_default="{}")
    )
    op.add_column("orders", sa.Column("became_pickup_at", UTC, nullable=True))
    op.add_column("orders", sa.Column("taken_over_at", UTC, nullable=True))
    op.add_column(
        "orders", sa.Column("taken_over_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True)
    )
    _add("deliveries", "raised_minor", "0")
    _add("deliveries", "return_pay_minor", "0")
    _add("deliveries", "search_m", "10000")
    for name in ("returned_at", "asked_at", "answered_at", "wait_until"):
        op.add_column("deliveries", sa.Column(name, UTC, nullable=True))
    _one_of("orders", "end", [*ENDS, "picked_up_instead"])
    _one_of("deliveries", "deliverystatus", [*DELIVERIES, "returned"], "status")
    _one_of("alerts", "alertkind", [*ALERTS, "rider_silent"], "kind")


def downgrade() -> None:
    op.execute("DELETE FROM alerts WHERE kind = 'rider_silent'")
    op.execute("UPDATE deliveries SET status = 'failed' WHERE status = 'returned'")
    op.execute("""UPDATE orders SET "end" = 'delivered' WHERE "end" = 'picked_up_instead'""")
    _one_of("alerts", "alertkind", ALERTS, "kind")
    _one_of("deliveries", "deliverystatus", DELIVERIES, "status")
    _one_of("orders", "end", ENDS)
    for name in (
        "wait_until", "answered_at", "asked_at", "returned_at", "search_m", "return_pay_minor",
        "raised_minor",
    ):  # fmt: skip
        op.drop_column("deliveries", name)
    for name in ("taken_over_by", "taken_over_at", "became_pickup_at"):
        op.drop_column("orders", name)
    op.drop_column("users", "allergens")
    op.drop_table("missing_dishes")
    op.drop_table("troubles")


def _troubles() -> None:
    op.create_table(
        "troubles",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "order_id", sa.Uuid(), sa.ForeignKey("orders.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", _text_enum("kind", TROUBLES), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(30), nullable=False),
        sa.Column("opened_at", UTC, nullable=False),
        sa.Column("stepped_at", UTC, nullable=False),
        sa.Column("next_at", UTC, nullable=True),
        sa.Column("closed_at", UTC, nullable=True),
    )
    op.create_index("ix_troubles_order_id", "troubles", ["order_id"])
    op.create_index("ix_troubles_due", "troubles", ["next_at"], postgresql_where=OPEN)
    op.create_index(
        "ux_troubles_one_open",
        "troubles",
        ["order_id", "kind", "subject_id"],
        unique=True,
        postgresql_where=OPEN,
    )


def _missing_dishes() -> None:
    op.create_table(
        "missing_dishes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "order_id", sa.Uuid(), sa.ForeignKey("orders.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "line_id",
            sa.Uuid(),
            sa.ForeignKey("order_lines.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("dish", sa.String(120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("state", _text_enum("state", STATES), nullable=False),
        sa.Column("reported_at", UTC, nullable=False),
        sa.Column("answer_by", UTC, nullable=True),
        sa.Column("answered_at", UTC, nullable=True),
        sa.Column(
            "substitute_id",
            sa.Uuid(),
            sa.ForeignKey("menu_items.id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("substitute", sa.String(200), nullable=False),
        sa.Column("unit_minor", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 99", name="missing_quantity_sane"),
        sa.CheckConstraint(
            "state NOT IN ('asked', 'accepted') OR substitute <> ''", name="missing_with_substitute"
        ),
    )
    for name in ("order_id", "line_id"):
        op.create_index(f"ix_missing_dishes_{name}", "missing_dishes", [name])
    op.create_index(
        "ix_missing_dishes_asked",
        "missing_dishes",
        ["order_id"],
        postgresql_where=sa.text("state = 'asked'"),
    )


def _text_enum(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, native_enum=False, create_constraint=True, length=32, name=name)


def _one_of(table: str, name: str, values: list[str], column: str = "") -> None:
    words = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(name, table)
    op.create_check_constraint(name, table, f'"{column or name}" IN ({words})')


def _add(table: str, name: str, value: str) -> None:
    """A column that rows of before get a value for; new rows get theirs from the program."""
    op.add_column(
        table, sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text(value))
    )
    op.alter_column(table, name, server_default=None)
