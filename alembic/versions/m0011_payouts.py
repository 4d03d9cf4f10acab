"""Payouts, what they settle, where they go; commission invoices"""

import sqlalchemy as sa
from alembic import op

revision = "m0011_payouts"
down_revision = "m0010_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _payouts()
    _invoices()
    # The tax on our commission stands on an account of its own from now on (its label). What was
    # posted before stays where it is: a correction of an old order is a further journal.


def _payouts() -> None:
    op.create_table(
        "payouts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("payee", _one_of("payeekind", ["restaurant", "rider"]), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column("payee_name", sa.String(120), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            _one_of("payoutstatus", ["drafted", "sent", "paid", "failed"]),
            nullable=False,
        ),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("account_ref", sa.String(120), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(120), nullable=False),
        sa.Column("failure", sa.String(200), nullable=False),
        sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount_minor > 0", name="payout_positive"),
        sa.CheckConstraint("since <= until", name="payout_period"),
        sa.CheckConstraint(
            "status = 'drafted' OR (way <> '' AND idempotency_key <> '')", name="payout_sent_by"
        ),
        sa.UniqueConstraint("payee_id", "currency", "until", name="payout_once_a_period"),
    )
    op.create_index("ix_payouts_status", "payouts", ["status", "drafted_at"])
    op.create_table(
        "payout_entries",
        sa.Column(
            "entry_id",
            sa.BigInteger(),
            sa.ForeignKey("ledger_entries.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("payout_id", sa.Uuid(), sa.ForeignKey("payouts.id"), nullable=False),
    )
    op.create_index("ix_payout_entries_payout_id", "payout_entries", ["payout_id"])
    op.create_table(
        "payout_accounts",
        sa.Column("payee_id", sa.Uuid(), primary_key=True),
        sa.Column("payee", _one_of("payeekind", ["restaurant", "rider"]), nullable=False),
        sa.Column("gateway_account", sa.String(120), nullable=False),
        sa.Column("holder", sa.String(80), nullable=False),
        sa.Column("bank_account", sa.String(42), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        "CREATE TRIGGER payouts_log_move AFTER UPDATE OF status ON payouts FOR EACH ROW"
        " WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION log_move()"
    )


def _invoices() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("series", sa.String(8), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("invoicekind", ["invoice", "credit_note"]), nullable=False),
        sa.Column(
            "cancels_id", sa.Uuid(), sa.ForeignKey("invoices.id"), nullable=True, unique=True
        ),
        sa.Column("restaurant_id", sa.Uuid(), sa.ForeignKey("restaurants.id"), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("sales_minor", sa.BigInteger(), nullable=False),
        sa.Column("commission_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_bps", sa.Integer(), nullable=False),
        sa.Column("seller", sa.String(400), nullable=False),
        sa.Column("seller_tax_number", sa.String(60), nullable=False),
        sa.Column("buyer", sa.String(400), nullable=False),
        sa.UniqueConstraint("series", "place", name="invoice_number"),
        sa.CheckConstraint("place > 0", name="invoice_place"),
    )
    op.create_index("ix_invoices_restaurant_id", "invoices", ["restaurant_id"])
    op.create_index(
        "ux_invoices_month",
        "invoices",
        ["restaurant_id", "currency", "month", "issue"],
        unique=True,
        postgresql_where=sa.text("cancels_id IS NULL"),
    )
    op.execute(
        "CREATE TRIGGER invoices_is_append_only BEFORE UPDATE OR DELETE ON invoices"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.create_table(
        "invoice_counters",
        sa.Column("series", sa.String(8), primary_key=True),
        sa.Column("last", sa.Integer(), nullable=False),
    )


def _one_of(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    op.drop_table("invoice_counters")
    op.drop_table("invoices")
    op.drop_table("payout_accounts")
    op.drop_table("payout_entries")
    op.drop_table("payouts")
