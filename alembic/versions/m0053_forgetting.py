"""Store credit may be given up with an account, and the audit log forgets names, and nothing else"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0053_forgetting"
down_revision = "m0052_told_until"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "account_deletions", sa.Column("gives_up", JSONB, nullable=False, server_default="{}")
    )
    # Where a transaction says that it forgets somebody, what was written of names may change.
    op.execute(
        """
        CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          worded CONSTANT text[] := ARRAY['by_name', 'subject_name', 'reason', 'facts'];
        BEGIN
          IF TG_OP = 'UPDATE' AND current_setting('foodapp.forgetting', true) = 'on'
             AND to_jsonb(NEW) - worded = to_jsonb(OLD) - worded THEN
            RETURN NEW;
          END IF;
          RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$
        """
    )
    _trigger("refuse_audit_change")


def downgrade() -> None:
    _trigger("refuse_change")
    op.execute("DROP FUNCTION refuse_audit_change()")
    op.drop_column("account_deletions", "gives_up")


def _trigger(function: str) -> None:
    op.execute("DROP TRIGGER audit_log_is_append_only ON audit_log")
    op.execute(
        "CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE ON audit_log"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
