"""Promotions: their terms, their limits, their uses, and what they took off orders and lines"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "m0017_promotions"
down_revision = "m0016_autopilot"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
KINDS = ["percent", "amount", "free_delivery"]


def upgrade() -> None:
    _promotions()
    _counts()
    _uses()
    op.add_column(
        "orders", sa.Column("offers", JSONB(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column(
        "baskets",
        sa.Column("promo_code", sa.String(24), nullable=False, server_default=sa.text("''")),
    )
    op.alter_column("baskets", "promo_code", server_default=None)
    op.create_check_constraint(
        "line_discount", "order_lines", "discount_minor BETWEEN 0 AND total_minor"
    )


def downgrade() -> None:
    op.drop_constraint("line_discount", "order_lines")
    op.drop_column("baskets", "promo_code")
    op.drop_column("orders", "offers")
    op.drop_table("promotion_uses")
    op.drop_table("promotion_counts")
    op.drop_table("promotions")


def _promotions() -> None:
    op.create_table(
        "promotions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, native_enum=False, create_constraint=True, length=32, name="kind"),
            nullable=False,
        ),
        sa.Column("code", sa.String(24), nullable=True),
        sa.Column("restaurant_id", sa.Uuid(), sa.ForeignKey("restaurants.id"), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("percent_bps", sa.Integer(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("most_minor", sa.Integer(), nullable=True),
        sa.Column("min_basket_minor", sa.Integer(), nullable=False),
        sa.Column("first_order", sa.Boolean(), nullable=False),
        sa.Column("weekdays", ARRAY(sa.SmallInteger()), nullable=False, server_default="{}"),
        sa.Column("from_minute", sa.Integer(), nullable=True),
        sa.Column("until_minute", sa.Integer(), nullable=True),
        sa.Column("starts_at", UTC, nullable=False),
        sa.Column("ends_at", UTC, nullable=True),
        sa.Column("limit_total", sa.Integer(), nullable=True),
        sa.Column("limit_per_customer", sa.Integer(), nullable=True),
        sa.Column("limit_per_day", sa.Integer(), nullable=True),
        sa.Column("platform_bps", sa.Integer(), nullable=False),
        sa.Column("combinable", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("created_by", sa.Uuid(), sa.ForeignKey("users.id"), nullable=True),
        sa.Column("paused_at", UTC, nullable=True),
        sa.Column("ended_at", UTC, nullable=True),
        *(sa.CheckConstraint(rule, name=name) for name, rule in RULES.items()),
    )
    op.create_index("ix_promotions_restaurant_id", "promotions", ["restaurant_id"])
    op.create_index("ix_promotions_code", "promotions", ["code"])
    op.create_index("ix_promotions_created", "promotions", ["created_at", "id"])
    op.create_index(
        "ix_promotions_open",
        "promotions",
        ["restaurant_id"],
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "ux_promotions_code",
        "promotions",
        ["restaurant_id", "code"],
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("ended_at IS NULL AND code IS NOT NULL"),
    )


RULES = {
    "promotion_takes_off": "(kind = 'percent') = (percent_bps BETWEEN 1 AND 10000)"
    " AND (kind = 'amount') = (amount_minor > 0)"
    " AND percent_bps >= 0 AND amount_minor >= 0",
    "promotion_cap": "most_minor IS NULL OR (kind = 'percent' AND most_minor > 0)",
    "promotion_code_said": "code <> ''",
    "promotion_hours": "(from_minute IS NULL) = (until_minute IS NULL) AND (from_minute IS NULL OR"
    " (from_minute BETWEEN 0 AND 1439 AND until_minute BETWEEN 1 AND 1440"
    " AND from_minute <> until_minute))",
    "promotion_span": "ends_at IS NULL OR ends_at > starts_at",
    "promotion_sane": "min_basket_minor >= 0 AND platform_bps BETWEEN 0 AND 10000",
    "promotion_limits": "limit_total > 0 AND limit_per_customer > 0 AND limit_per_day > 0",
    "promotion_first_once": "NOT first_order OR"
    " (limit_per_customer IS NOT NULL AND limit_per_customer = 1)",
    "promotion_payer_named": "restaurant_id IS NOT NULL OR platform_bps = 10000",
}


def _counts() -> None:
    op.create_table(
        "promotion_counts",
        sa.Column(
            "promotion_id",
            sa.Uuid(),
            sa.ForeignKey("promotions.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("key", sa.String(48), primary_key=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.CheckConstraint("used BETWEEN 0 AND most", name="within_limit"),
    )


def _uses() -> None:
    op.create_table(
        "promotion_uses",
        sa.Column(
            "order_id", sa.Uuid(), sa.ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("promotion_id", sa.Uuid(), sa.ForeignKey("promotions.id"), primary_key=True),
        sa.Column("customer_id", sa.Uuid(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("platform_minor", sa.Integer(), nullable=False),
        sa.Column("counted", ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("used_at", UTC, nullable=False),
        sa.Column("given_back_at", UTC, nullable=True),
        sa.CheckConstraint(
            "discount_minor >= 0 AND platform_minor BETWEEN 0 AND discount_minor",
            name="use_shared",
        ),
    )
    op.create_index("ix_promotion_uses_promotion_id", "promotion_uses", ["promotion_id"])
    op.create_index("ix_promotion_uses_customer", "promotion_uses", ["customer_id", "promotion_id"])
