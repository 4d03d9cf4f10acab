"""The ledger, the log of moves, taxes and ends of orders, and adjustments"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "m0010_ledger"
down_revision = "m0009_audit"
branch_labels = None
depends_on = None

KINDS = [
    "gateway",
    "bank",
    "cash",
    "customer",
    "store_credit",
    "gift_cards",
    "restaurant",
    "rider",
    "tax",
    "tips",
    "commission",
    "fees",
    "rides",
    "goodwill",
    "promotions",
    "gateway_costs",
]
ENDS = [
    "delivered",
    "unpaid",
    "rejected",
    "expired",
    "cancelled_early",
    "cancelled_late",
    "restaurant_cancelled",
    "support_cancelled",
    "cooked_in_vain",
    "no_rider",
    "payment_lost",
    "not_handed_over",
    "damaged",
]
MACHINES = ("orders", "payments", "deliveries", "offers")
TOTAL = (
    "items_minor >= 0 AND delivery_fee_minor >= 0 AND service_fee_minor >= 0"
    " AND tip_minor >= 0 AND total_minor ="
    " items_minor - food_discount_minor + delivery_fee_minor - delivery_discount_minor"
    " + service_fee_minor + tip_minor + CASE WHEN is_tax_included THEN 0"
    " ELSE items_tax_minor + delivery_tax_minor + service_tax_minor END"
)


def upgrade() -> None:
    _ledger()
    _moves()
    _taxes()
    _ends()
    _adjustments()


def _ledger() -> None:
    op.create_table(
        "ledger_accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("kind", _one_of("accountkind", KINDS), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("label", sa.String(16), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
    )
    op.create_index("ix_ledger_accounts_owner_id", "ledger_accounts", ["owner_id"])
    op.create_index(
        "ux_ledger_accounts",
        "ledger_accounts",
        ["kind", "owner_id", "label", "currency"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "ledger_journals",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.String(80), nullable=False),
        sa.Column(
            "written_in",
            sa.BigInteger(),
            nullable=False,
            server_default=sa.text("(pg_current_xact_id()::text::bigint)"),
        ),
    )
    op.create_index("ix_ledger_journals_at", "ledger_journals", ["at"])
    op.create_index("ix_ledger_journals_subject", "ledger_journals", ["subject_id", "id"])
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column(
            "journal_id", sa.BigInteger(), sa.ForeignKey("ledger_journals.id"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger(), sa.ForeignKey("ledger_accounts.id"), nullable=False
        ),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_minor <> 0", name="entry_not_zero"),
    )
    op.create_index("ix_ledger_entries_journal_id", "ledger_entries", ["journal_id"])
    op.create_index("ix_ledger_entries_account", "ledger_entries", ["account_id", "journal_id"])
    for table in ("ledger_accounts", "ledger_journals", "ledger_entries"):
        _append_only(table)
    # Judged at commit, once a journal: nothing can be added to it afterwards.
    op.execute(
        """
        CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS (SELECT 1 FROM ledger_entries WHERE journal_id = NEW.id) OR EXISTS (
            SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.journal_id = NEW.id GROUP BY a.currency HAVING sum(e.amount_minor) <> 0
          ) THEN
            RAISE EXCEPTION 'journal % does not balance', NEW.id USING ERRCODE = '23514';
          END IF;
          RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE CONSTRAINT TRIGGER ledger_journals_balance AFTER INSERT ON ledger_journals"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()"
    )
    op.execute(
        """
        CREATE FUNCTION refuse_late_entry() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (
            SELECT 1 FROM added JOIN ledger_journals j ON j.id = added.journal_id
            WHERE j.written_in <> pg_current_xact_id()::text::bigint
          ) THEN
            RAISE EXCEPTION 'a journal is closed with its transaction' USING ERRCODE = '23514';
          END IF;
          RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER ledger_entries_in_time AFTER INSERT ON ledger_entries"
        " REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_entry()"
    )


def _append_only(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _moves() -> None:
    op.create_table(
        "moves",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("machine", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_from", sa.String(32), nullable=False),
        sa.Column("went_to", sa.String(32), nullable=False),
    )
    op.create_index("ix_moves_subject", "moves", ["subject_id", "id"])
    _append_only("moves")
    op.execute(
        """
        CREATE FUNCTION log_move() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO moves (machine, subject_id, at, came_from, went_to)
          VALUES (TG_TABLE_NAME, NEW.id, clock_timestamp(), OLD.status, NEW.status);
          RETURN NULL;
        END $$
        """
    )
    for table in MACHINES:
        op.execute(
            f"CREATE TRIGGER {table}_log_move AFTER UPDATE OF status ON {table} FOR EACH ROW"
            " WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION log_move()"
        )


def _taxes() -> None:
    op.add_column("restaurants", sa.Column("tax_rates", postgresql.JSONB(), nullable=True))
    op.add_column("restaurants", sa.Column("prices_include_tax", sa.Boolean(), nullable=True))
    _add("menu_items", "tax_class", sa.String(16), "'food'")
    _add("order_lines", "discount_minor", sa.Integer(), "0")
    _add("order_lines", "tax_class", sa.String(16), "'food'")
    _add("order_lines", "tax_bps", sa.Integer(), "0")
    _add("order_lines", "tax_minor", sa.Integer(), "0")


def _ends() -> None:
    for name in [
        "food_discount_minor",
        "delivery_discount_minor",
        "items_tax_minor",
        "delivery_tax_minor",
        "service_tax_minor",
        "to_pay_minor",
        "commission_bps",
    ]:
        _add("orders", name, sa.Integer(), "0")
    _add("orders", "is_tax_included", sa.Boolean(), "true")
    op.add_column("orders", sa.Column("end", _one_of("end", ENDS), nullable=True))
    op.execute(
        """
        UPDATE orders o SET commission_bps = r.commission_bps,
          "end" = CASE o.status
            WHEN 'delivered' THEN 'delivered' WHEN 'unpaid' THEN 'unpaid'
            WHEN 'rejected' THEN 'rejected' WHEN 'expired' THEN 'expired'
            WHEN 'failed' THEN 'not_handed_over'
            WHEN 'cancelled' THEN CASE
              WHEN o.accepted_at IS NULL THEN 'cancelled_early'
              WHEN o.ended_by = 'customer' THEN 'cancelled_late'
              WHEN o.ended_by = 'support' THEN 'support_cancelled'
              ELSE 'no_rider' END
            END,
          to_pay_minor = CASE
            WHEN o.status IN ('unpaid', 'rejected', 'expired') THEN 0
            WHEN o.status = 'cancelled' THEN o.cancel_fee_minor
            ELSE o.total_minor END
        FROM restaurants r WHERE r.id = o.restaurant_id
        """
    )
    op.drop_constraint("total_is_its_parts", "orders")
    op.create_check_constraint("total_is_its_parts", "orders", TOTAL)
    op.create_check_constraint(
        "discount_within_price",
        "orders",
        "food_discount_minor BETWEEN 0 AND items_minor"
        " AND delivery_discount_minor BETWEEN 0 AND delivery_fee_minor",
    )
    op.create_check_constraint(
        "to_pay_within_total", "orders", "to_pay_minor BETWEEN 0 AND total_minor"
    )


def _adjustments() -> None:
    op.create_table(
        "adjustments",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("order_id", sa.Uuid(), sa.ForeignKey("orders.id"), nullable=False),
        sa.Column("line_id", sa.Uuid(), sa.ForeignKey("order_lines.id"), nullable=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("bearer", _one_of("bearer", ["platform", "restaurant", "rider"]), nullable=False),
        sa.Column("rider_id", sa.Uuid(), sa.ForeignKey("riders.id"), nullable=True),
        sa.Column("back_to", _one_of("backto", ["card", "credit"]), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column(
            "decision", _one_of("decision", ["waiting", "approved", "refused"]), nullable=False
        ),
        sa.Column("is_within_limit", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="adjustment_positive"),
        sa.CheckConstraint(
            "(bearer = 'rider') = (rider_id IS NOT NULL)", name="adjustment_rider_named"
        ),
        sa.CheckConstraint(
            "decision <> 'approved' OR is_within_limit OR decided_by IS DISTINCT FROM asked_by",
            name="adjustment_second_person",
        ),
    )
    op.create_index("ix_adjustments_order_id", "adjustments", ["order_id"])
    op.create_index("ix_adjustments_decision", "adjustments", ["decision"])


def _one_of(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _add(table: str, name: str, kind: sa.types.TypeEngine, value: str) -> None:
    """A column that rows of before get a value for; new rows get theirs from the program."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(value)))
    op.alter_column(table, name, server_default=None)


def downgrade() -> None:
    op.drop_table("adjustments")
    op.drop_constraint("to_pay_within_total", "orders")
    op.drop_constraint("discount_within_price", "orders")
    op.drop_constraint("total_is_its_parts", "orders")
    for name in [
        "end",
        "is_tax_included",
        "commission_bps",
        "to_pay_minor",
        "service_tax_minor",
        "delivery_tax_minor",
        "items_tax_minor",
        "delivery_discount_minor",
        "food_discount_minor",
    ]:
        op.drop_column("orders", name)
    op.create_check_constraint(
        "total_is_its_parts",
        "orders",
        "items_minor >= 0 AND delivery_fee_minor >= 0 AND service_fee_minor >= 0"
        " AND tip_minor >= 0 AND total_minor ="
        " items_minor + delivery_fee_minor + service_fee_minor + tip_minor",
    )
    for name in ["tax_minor", "tax_bps", "tax_class", "discount_minor"]:
        op.drop_column("order_lines", name)
    op.drop_column("menu_items", "tax_class")
    op.drop_column("restaurants", "prices_include_tax")
    op.drop_column("restaurants", "tax_rates")
    for table in MACHINES:
        op.execute(f"DROP TRIGGER {table}_log_move ON {table}")
    op.drop_table("moves")
    op.execute("DROP FUNCTION log_move()")
    op.drop_table("ledger_entries")
    op.drop_table("ledger_journals")
    op.drop_table("ledger_accounts")
    op.execute("DROP FUNCTION refuse_late_entry()")
    op.execute("DROP FUNCTION refuse_unbalanced()")
