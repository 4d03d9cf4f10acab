"""Store credit that can be spent: what is left of it, and what an order uses"""

import sqlalchemy as sa
from alembic import op

revision = "m0018_credit"
down_revision = "m0017_promotions"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    _store_credit()
    _add("orders", "late_tip_minor", sa.Integer(), "0")
    op.add_column("orders", sa.Column("tipped_at", UTC, nullable=True))
    op.create_check_constraint(
        "late_tip_after_delivery",
        "orders",
        "late_tip_minor >= 0 AND (late_tip_minor = 0 OR status = 'delivered')",
    )
    _gift_cards()
    _purchases()
    _add("baskets", "use_credit", sa.Boolean(), "false")
    _add("orders", "credit_used_minor", sa.Integer(), "0")
    op.create_check_constraint(
        "credit_used_within_total",
        "orders",
        "credit_used_minor BETWEEN 0 AND total_minor"
        " AND (credit_used_minor = 0 OR pay_by = 'card')",
    )


def _store_credit() -> None:
    op.create_table(
        "store_credit",
        sa.Column(
            "account_id", sa.BigInteger(), sa.ForeignKey("ledger_accounts.id"), primary_key=True
        ),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("balance_minor >= 0", name="credit_never_overdrawn"),
    )
    op.execute(
        """
        INSERT INTO store_credit (account_id, balance_minor)
        SELECT a.id, -coalesce(sum(e.amount_minor), 0)
        FROM ledger_accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.kind = 'store_credit' GROUP BY a.id
        """
    )
    # The row is made before it is changed: a spend must not be judged as if it were a first row.
    op.execute(
        """
        CREATE FUNCTION keep_store_credit() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE one record;
        BEGIN
          FOR one IN
            SELECT added.account_id, sum(added.amount_minor) AS minor
            FROM added JOIN ledger_accounts a ON a.id = added.account_id
            WHERE a.kind = 'store_credit' GROUP BY added.account_id ORDER BY added.account_id
          LOOP
            INSERT INTO store_credit (account_id, balance_minor) VALUES (one.account_id, 0)
            ON CONFLICT DO NOTHING;
            UPDATE store_credit SET balance_minor = balance_minor - one.minor
            WHERE account_id = one.account_id;
          END LOOP;
          RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER ledger_entries_keep_credit AFTER INSERT ON ledger_entries"
        " REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_store_credit()"
    )


def _gift_cards() -> None:
    status = _one_of("giftcardstatus", "active", "redeemed", "blocked")
    op.create_table(
        "gift_cards",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("status", status, nullable=False),
        sa.Column("issued_at", UTC, nullable=False),
        sa.Column("issued_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("bought_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("redeemed_at", UTC, nullable=True),
        sa.Column("redeemed_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("blocked_at", UTC, nullable=True),
        sa.Column("blocked_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="gift_card_positive"),
        sa.CheckConstraint(
            "num_nonnulls(issued_by, bought_by) = 1", name="gift_card_given_or_bought"
        ),
        sa.CheckConstraint(
            "(status = 'redeemed') = (redeemed_by IS NOT NULL)"
            " AND (redeemed_by IS NULL) = (redeemed_at IS NULL)"
            " AND (status = 'blocked') = (blocked_at IS NOT NULL)",
            name="gift_card_ends_once",
        ),
    )
    for name in ("last_four", "status", "issued_by", "bought_by", "redeemed_by"):
        op.create_index(f"ix_gift_cards_{name}", "gift_cards", [name])
    op.create_index("ix_gift_cards_issued", "gift_cards", ["issued_at", "id"])
    op.execute(
        "CREATE TRIGGER gift_cards_log_move AFTER UPDATE OF status ON gift_cards FOR EACH ROW"
        " WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION log_move()"
    )


def _purchases() -> None:
    op.create_table(
        "purchases",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", _one_of("purchasekind", "gift_card", "tip"), nullable=False),
        sa.Column("customer_id", sa.Uuid(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("order_id", sa.Uuid(), sa.ForeignKey("orders.id"), nullable=True),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column(
            "status",
            _one_of("purchasestatus", "awaiting_payment", "held", "paid", "unpaid"),
            nullable=False,
        ),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("held_at", UTC, nullable=True),
        sa.Column("paid_at", UTC, nullable=True),
        sa.Column("unpaid_at", UTC, nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="purchase_positive"),
        sa.CheckConstraint("(kind = 'tip') = (order_id IS NOT NULL)", name="purchase_tip_of_order"),
    )
    op.create_index("ix_purchases_customer", "purchases", ["customer_id", "created_at"])
    op.create_index(
        "ux_purchases_open_tip",
        "purchases",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('awaiting_payment', 'held')"),
    )
    op.create_index(
        "ix_purchases_open",
        "purchases",
        ["created_at"],
        postgresql_where=sa.text("status = 'awaiting_payment'"),
    )
    op.execute(
        "CREATE TRIGGER purchases_log_move AFTER UPDATE OF status ON purchases FOR EACH ROW"
        " WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION log_move()"
    )
    op.alter_column("payments", "order_id", nullable=True)
    op.add_column(
        "payments", sa.Column("purchase_id", sa.Uuid(), sa.ForeignKey("purchases.id"), unique=True)
    )
    op.create_check_constraint(
        "payment_of_one_thing", "payments", "num_nonnulls(order_id, purchase_id) = 1"
    )


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _add(table: str, name: str, kind: sa.types.TypeEngine, value: str) -> None:
    """A column that rows of before get a value for; new rows get theirs from the program."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(value)))
    op.alter_column(table, name, server_default=None)


def downgrade() -> None:
    op.drop_constraint("payment_of_one_thing", "payments")
    op.execute("DELETE FROM payments WHERE order_id IS NULL")
    op.drop_column("payments", "purchase_id")
    op.alter_column("payments", "order_id", nullable=False)
    op.drop_table("purchases")
    op.drop_table("gift_cards")
    op.drop_constraint("late_tip_after_delivery", "orders")
    op.drop_column("orders", "tipped_at")
    op.drop_column("orders", "late_tip_minor")
    op.drop_constraint("credit_used_within_total", "orders")
    op.drop_column("orders", "credit_used_minor")
    op.drop_column("baskets", "use_credit")
    op.execute("DROP TRIGGER ledger_entries_keep_credit ON ledger_entries")
    op.execute("DROP FUNCTION keep_store_credit()")
    op.drop_table("store_credit")
