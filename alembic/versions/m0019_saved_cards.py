"""Saved cards: a customer's name at the gateway, the cards kept there, payments in one tap"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "m0019_saved_cards"
down_revision = "m0018_credit"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    _accounts()
    _cards()
    op.add_column(
        "payments", sa.Column("save_card", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.alter_column("payments", "save_card", server_default=None)
    op.add_column("payments", sa.Column("card_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(None, "payments", "saved_cards", ["card_id"], ["id"])
    op.add_column("payments", sa.Column("card_key", sa.String(120), nullable=True))
    op.add_column(
        "payments", sa.Column("over_refs", ARRAY(sa.Text()), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    for name in ("over_refs", "card_key", "card_id", "save_card"):
        op.drop_column("payments", name)
    op.drop_table("saved_cards")
    op.drop_table("card_accounts")


def _accounts() -> None:
    op.create_table(
        "card_accounts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), _of_users(), nullable=False),
        sa.Column("gateway", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(120), nullable=True),
        sa.Column("page_ref", sa.String(120), nullable=True),
        sa.Column("page_url", sa.String(2000), nullable=True),
        sa.Column("page_asked_at", UTC, nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("looked_up_at", UTC, nullable=False),
    )
    op.create_index("ux_card_accounts_owner", "card_accounts", ["user_id", "gateway"], unique=True)
    op.create_index("ux_card_accounts_ref", "card_accounts", ["gateway", "ref"], unique=True)
    op.create_index(
        "ix_card_accounts_page_open",
        "card_accounts",
        ["looked_up_at"],
        postgresql_where=sa.text("page_ref IS NOT NULL"),
    )


def _cards() -> None:
    op.create_table(
        "saved_cards",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), _of_users(), nullable=False),
        sa.Column("gateway", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(120), nullable=False),
        sa.Column("brand", sa.String(20), nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("exp_month", sa.Integer(), nullable=False),
        sa.Column("exp_year", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("saved_at", UTC, nullable=False),
        sa.Column("removed_at", UTC, nullable=True),
        sa.Column("forgotten_at", UTC, nullable=True),
        sa.CheckConstraint("last_four ~ '^[0-9]{4}$'", name="only_last_four"),
        sa.CheckConstraint(
            "exp_month BETWEEN 1 AND 12 AND exp_year BETWEEN 2000 AND 2100", name="expiry_sane"
        ),
        sa.CheckConstraint("NOT (is_default AND removed_at IS NOT NULL)", name="default_is_kept"),
    )
    op.create_index("ux_saved_cards_ref", "saved_cards", ["gateway", "ref"], unique=True)
    op.create_index(
        "ux_saved_cards_default",
        "saved_cards",
        ["user_id", "gateway"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_index(
        "ix_saved_cards_kept",
        "saved_cards",
        ["user_id"],
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _of_users() -> sa.ForeignKey:
    return sa.ForeignKey("users.id", ondelete="CASCADE")
