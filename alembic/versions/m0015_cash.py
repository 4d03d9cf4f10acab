"""Cash on delivery"""

import sqlalchemy as sa
from alembic import op

revision = "m0015_cash"
down_revision = "m0014_disputes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("baskets", "orders"):
        pay_by = sa.Enum(
            "card", "cash", name="payby", native_enum=False, create_constraint=True, length=32
        )
        _add(table, "pay_by", pay_by, "'card'")
    _add("orders", "cash_taken_minor", sa.Integer(), "0")
    op.create_check_constraint(
        "cash_within_total",
        "orders",
        "cash_taken_minor BETWEEN 0 AND total_minor AND (cash_taken_minor = 0 OR pay_by = 'cash')",
    )
    _add("restaurants", "takes_cash", sa.Boolean(), "true")


def _add(table: str, name: str, kind: sa.types.TypeEngine, value: str) -> None:
    """A column that rows of before get a value for; new rows get theirs from the program."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(value)))
    op.alter_column(table, name, server_default=None)


def downgrade() -> None:
    op.drop_column("restaurants", "takes_cash")
    op.drop_constraint("cash_within_total", "orders")
    op.drop_column("orders", "cash_taken_minor")
    op.drop_column("orders", "pay_by")
    op.drop_column("baskets", "pay_by")
