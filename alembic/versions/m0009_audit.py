"""What admins did: an append-only log"""

import sqlalchemy as sa
from alembic import op

revision = "m0009_audit"
down_revision = "m0008_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(80), nullable=False),
        sa.Column(
            "by_role",
            sa.Enum(
                "owner",
                "operations",
                "support",
                "viewer",
                name="adminrole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("subject_name", sa.String(120), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
    )
    op.create_index("ix_audit_action", "audit_log", ["action", "id"])
    op.create_index("ix_audit_by", "audit_log", ["by_id", "id"])
    op.create_index("ix_audit_subject", "audit_log", ["subject_id", "id"])
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
        """
    )
    op.execute(
        "CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE ON audit_log"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    # The console looks people up by the beginning of a word of their name.
    op.execute(
        "CREATE INDEX ix_users_search ON users USING gin"
        " (searchable(name || ' ' || email) gin_trgm_ops)"
    )
    op.execute(
        "CREATE INDEX ix_orders_customer_name ON orders USING gin"
        " (searchable(customer_name) gin_trgm_ops)"
    )


def downgrade() -> None:
    op.execute("DROP INDEX ix_orders_customer_name")
    op.execute("DROP INDEX ix_users_search")
    op.drop_table("audit_log")
    op.execute("DROP FUNCTION refuse_change()")
