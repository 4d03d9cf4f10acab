"""Amounts have 64 bits; what a card or coins cannot pay to the unit is a line of an order

The columns become wider in place: each table is written anew under its lock, about a minute for ten
million orders. Programs of before read and write them as they did."""

import sqlalchemy as sa
from alembic import op

revision = "m0028_amounts"
down_revision = "m0027_item_portions"
branch_labels = None
depends_on = None

AMOUNTS = {
    "restaurants": "min_order_minor",
    "baskets": "tip_minor",
    "delivery_fee_bands": "fee_minor",
    "gift_cards": "amount_minor",
    "orders": "items_minor delivery_fee_minor service_fee_minor tip_minor food_discount_minor"
    " delivery_discount_minor items_tax_minor delivery_tax_minor service_tax_minor total_minor"
    " to_pay_minor reduced_minor credited_minor cash_taken_minor late_tip_minor"
    " credit_used_minor cancel_fee_minor",
    "promotions": "amount_minor most_minor min_basket_minor",
    "adjustments": "amount_minor",
    "deliveries": "pay_minor raised_minor return_pay_minor tip_minor",
    "menu_items": "price_minor",
    "modifiers": "price_minor",
    "promotion_uses": "discount_minor platform_minor",
    "purchases": "amount_minor",
    "menu_variations": "price_minor",
    "offers": "pay_minor",
    "order_lines": "unit_minor total_minor discount_minor tax_minor",
    "payments": "amount_minor captured_minor refunded_minor refund_failed_minor disputed_minor",
    "adjustment_lines": "amount_minor",
    "disputes": "amount_minor withheld_minor",
    "gateway_calls": "amount_minor",
    "missing_dishes": "unit_minor",
}
KINDS = (
    "gateway bank cash customer store_credit gift_cards restaurant rider tax tips commission fees"
    " rides goodwill promotions gateway_costs"
)


def upgrade() -> None:
    _all_are("bigint")
    op.add_column(
        "orders",
        sa.Column("rounding_minor", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
    _cash_is_within("total_minor + greatest(rounding_minor, 0)")
    _kinds_are(f"{KINDS} rounding")


def downgrade() -> None:
    _kinds_are(KINDS)
    _cash_is_within("total_minor")
    op.drop_column("orders", "rounding_minor")
    _all_are("integer")


def _all_are(kind: str) -> None:
    for table, names in AMOUNTS.items():
        changes = ", ".join(f"ALTER COLUMN {name} TYPE {kind}" for name in names.split())
        op.execute(f"ALTER TABLE {table} {changes}")


def _cash_is_within(most: str) -> None:
    op.drop_constraint("cash_within_total", "orders")
    op.create_check_constraint(
        "cash_within_total",
        "orders",
        f"cash_taken_minor BETWEEN 0 AND {most} AND (cash_taken_minor = 0 OR pay_by = 'cash')",
    )


def _kinds_are(kinds: str) -> None:
    op.drop_constraint("accountkind", "ledger_accounts")
    listed = ", ".join(f"'{kind}'" for kind in kinds.split())
    op.create_check_constraint("accountkind", "ledger_accounts", f"kind IN ({listed})")
