"""Rates are set in the console, with their history; to the millionth"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0031_rates"
down_revision = "m0030_evidence"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
KINDS = ("tax_food", "tax_drink", "tax_alcohol", "tax_service", "commission", "commission_tax")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="ratekind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "rates",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", kind, nullable=False),
        sa.Column("restaurant_id", sa.Uuid(), sa.ForeignKey("restaurants.id"), nullable=True),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("millionths", sa.Integer(), nullable=False),
        sa.Column("valid_from", UTC, nullable=False),
        sa.Column("set_at", UTC, nullable=False),
        sa.Column("set_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.CheckConstraint("millionths BETWEEN 0 AND 1000000", name="rate_is_a_share"),
        sa.CheckConstraint("restaurant_id IS NULL OR country = ''", name="rate_of_one_place"),
    )
    op.create_index("ix_rates_place", "rates", ["restaurant_id", "country", "kind", "valid_from"])
    # Empty of what was sold before: then the basis points beside them say the same.
    op.add_column("orders", sa.Column("taxes", JSONB(), nullable=True))
    op.add_column("orders", sa.Column("commission_millionths", sa.Integer(), nullable=True))
    op.add_column("orders", sa.Column("commission_tax_millionths", sa.Integer(), nullable=True))
    op.add_column("order_lines", sa.Column("tax_millionths", sa.Integer(), nullable=True))
    op.add_column("invoices", sa.Column("tax_millionths", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("invoices", "tax_millionths")
    op.drop_column("order_lines", "tax_millionths")
    for name in ("commission_tax_millionths", "commission_millionths", "taxes"):
        op.drop_column("orders", name)
    op.drop_table("rates")
