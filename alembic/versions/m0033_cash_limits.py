"""Whose phone is proven, and what customers owe for orders in cash"""

import re

import sqlalchemy as sa
from alembic import op

revision = "m0033_cash_limits"
down_revision = "m0032_substitutes"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
NEW_KINDS = ["debt", "claims"]


def upgrade() -> None:
    _allow([*_allowed(), *NEW_KINDS])
    op.create_table(
        "phone_proofs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), _of("users"), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("way", _words("way", ["delivered", "admin", "sms"]), nullable=False),
        sa.Column("proven_at", UTC, nullable=False),
        sa.UniqueConstraint("user_id", "phone", name="ux_phone_proofs"),
    )
    op.create_index("ix_phone_proofs_phone", "phone_proofs", ["phone"])
    op.create_table(
        "cash_debts",
        sa.Column("order_id", sa.Uuid(), _of("orders"), primary_key=True),
        sa.Column("customer_id", sa.Uuid(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("owed_at", UTC, nullable=False),
        sa.Column("settled", _words("settled", ["paid", "credit", "forgiven"]), nullable=True),
        sa.Column("settled_at", UTC, nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="debt_positive"),
        sa.CheckConstraint("(settled IS NULL) = (settled_at IS NULL)", name="debt_settled_once"),
    )
    for column in ("customer_id", "phone"):
        op.create_index(f"ix_cash_debts_{column}", "cash_debts", [column])


def downgrade() -> None:
    """The ledger is append-only: words that its accounts have stay allowed."""
    op.drop_table("cash_debts")
    op.drop_table("phone_proofs")


def _of(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


def _words(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, native_enum=False, create_constraint=True, length=32, name=name)


def _allowed() -> list[str]:
    """What the constraint lets in as it stands: others have added words of theirs."""
    text = op.get_bind().scalar(
        sa.text(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = 'accountkind' AND conrelid = CAST('ledger_accounts' AS regclass)"
        )
    )
    return re.findall(r"'([a-z_]+)'", str(text))


def _allow(words: list[str]) -> None:
    known = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
    op.drop_constraint("accountkind", "ledger_accounts")
    op.create_check_constraint("accountkind", "ledger_accounts", f"kind IN ({known})")
