"""To whom the code of a gift card goes by e-mail"""

import sqlalchemy as sa
from alembic import op

revision = "m0050_gift_presents"
down_revision = "m0049_phone_codes"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "gift_presents",
        sa.Column("card_id", sa.Uuid(), sa.ForeignKey("purchases.id"), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("giver", sa.String(40), nullable=False),
        sa.Column("message", sa.String(300), nullable=False),
        sa.Column("goes_at", AT, nullable=False),
        sa.Column("sent_at", AT),
        sa.Column("came_back_at", AT),
        sa.Column("times", sa.SmallInteger(), nullable=False),
    )
    op.create_index(
        "ix_gift_presents_due",
        "gift_presents",
        ["goes_at"],
        postgresql_where=sa.text("sent_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("gift_presents")
