"""Complaints about dishes of delivered orders, and their photos"""

import sqlalchemy as sa
from alembic import op

revision = "m0048_cases"
down_revision = "m0047_chat"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        _to("order_id", "orders.id", index=True),
        _to("line_id", "order_lines.id"),
        _to("customer_id", "users.id"),
        _to("restaurant_id", "restaurants.id"),
        sa.Column("fault", _one_of("fault", "missing", "wrong", "cold", "spilled"), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("dish", sa.String(120), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("photo", sa.String(32), nullable=False),
        sa.Column("proposed_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("back_to", _one_of("backto", "card", "credit"), nullable=False),
        sa.Column("bearer", _one_of("bearer", "platform", "restaurant", "rider"), nullable=False),
        sa.Column("outcome", _one_of("outcome", "waiting", "given", "declined"), nullable=False),
        sa.Column("is_at_once", sa.Boolean(), nullable=False),
        _to("adjustment_id", "adjustments.id", null=True),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("decided_at", AT),
        _to("decided_by", "users.id", null=True),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.UniqueConstraint("customer_id", "client_id"),
        sa.CheckConstraint("quantity > 0 AND proposed_minor >= 0", name="case_sane"),
        sa.CheckConstraint("(outcome = 'waiting') = (decided_at IS NULL)", name="case_decided"),
    )
    op.create_index(
        "ux_cases_one_a_line",
        "cases",
        ["line_id"],
        unique=True,
        postgresql_where=sa.text("outcome <> 'declined'"),
    )
    op.create_index(
        "ix_cases_waiting",
        "cases",
        ["opened_at"],
        postgresql_where=sa.text("outcome = 'waiting'"),
    )
    op.create_index("ix_cases_restaurant", "cases", ["restaurant_id", "opened_at"])
    op.create_index("ix_cases_customer", "cases", ["customer_id", "opened_at"])
    op.create_table(
        "case_photos",
        _to("customer_id", "users.id", primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        _to("order_id", "orders.id", on_delete="CASCADE"),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("at", AT, nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("case_photos")
    op.drop_table("cases")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _to(name: str, column: str, *, null: bool = False, on_delete: str = "", **how) -> sa.Column:
    refers = sa.ForeignKey(column, ondelete=on_delete or None)
    return sa.Column(name, sa.Uuid(), refers, nullable=null, **how)
