"""Where riders were at each step; PINs counted on the order; deliveries in doubt; leaving riders"""

import re

import sqlalchemy as sa
from alembic import op

revision = "m0030_evidence"
down_revision = "m0029_allergens"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
STEPS = ["arrived", "collected", "at_door", "in_vain", "left"]
VERDICTS = ["near", "far", "unknown"]
# table, constraint, column, the words that are new
NEW_WORDS = [
    ("deliveries", "deliverystatus", "status", ["in_doubt"]),
    ("orders", "end", "end", ["not_brought"]),
    ("alerts", "alertkind", "kind", ["pin_locked", "rider_unproven", "delivery_doubted"]),
]


def upgrade() -> None:
    for table, name, column, words in NEW_WORDS:
        _allow(table, name, column, [*_allowed(table, name), *words])
    op.add_column(
        "orders", sa.Column("pin_wrong", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("orders", sa.Column("pin_wait_until", UTC, nullable=True))
    op.add_column(
        "deliveries", sa.Column("claim", sa.String(20), nullable=False, server_default="")
    )
    op.add_column("deliveries", sa.Column("at_door_at", UTC, nullable=True))
    op.add_column("deliveries", sa.Column("objected_at", UTC, nullable=True))
    op.add_column("shifts", sa.Column("leaving_at", UTC, nullable=True))
    _evidence()


def downgrade() -> None:
    op.drop_table("delivery_evidence")
    op.drop_column("shifts", "leaving_at")
    for column in ("objected_at", "at_door_at", "claim"):
        op.drop_column("deliveries", column)
    for column in ("pin_wait_until", "pin_wrong"):
        op.drop_column("orders", column)
    op.execute("UPDATE deliveries SET status = 'collected' WHERE status = 'in_doubt'")
    op.execute("UPDATE orders SET \"end\" = 'damaged' WHERE \"end\" = 'not_brought'")
    for table, name, column, words in NEW_WORDS:
        if table == "alerts":
            gone = ", ".join(f"'{word}'" for word in words)
            op.execute(f"DELETE FROM alerts WHERE kind IN ({gone})")  # noqa: S608 - our own words
        left = [word for word in _allowed(table, name) if word not in words]
        _allow(table, name, column, left)


def _evidence() -> None:
    op.create_table(
        "delivery_evidence",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "delivery_id", sa.Uuid(), sa.ForeignKey("deliveries.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "rider_id", sa.Uuid(), sa.ForeignKey("riders.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("step", _words("step", STEPS), nullable=False),
        sa.Column("verdict", _words("verdict", VERDICTS), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("recorded_at", UTC, nullable=False),
        sa.Column("distance_m", sa.Integer(), nullable=True),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("fix_at", UTC, nullable=True),
    )  # fmt: skip
    op.create_index("ix_delivery_evidence_delivery_id", "delivery_evidence", ["delivery_id"])


def _words(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, native_enum=False, create_constraint=True, length=32, name=name)


def _allowed(table: str, name: str) -> list[str]:
    """What the constraint lets in as it stands: others have added words of theirs."""
    text = op.get_bind().scalar(
        sa.text(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = :name AND conrelid = CAST(:relation AS regclass)"
        ),
        {"name": name, "relation": table},
    )
    return re.findall(r"'([a-z_]+)'", str(text))


def _allow(table: str, name: str, column: str, words: list[str]) -> None:
    known = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
    op.drop_constraint(name, table)
    op.create_check_constraint(name, table, f'"{column}" IN ({known})')
