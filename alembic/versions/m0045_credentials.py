"""Links that work once, passkeys, authenticator apps and recovery codes"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0045_credentials"
down_revision = "m0044_texts"
branch_labels = None
depends_on = None

PURPOSES = (
    "prove_email",
    "change_email",
    "reset_password",
    "sign_in",
    "second_step",
    "add_passkey",
    "use_passkey",
)
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("sign_in_sessions", sa.Column("second_factor_at", UTC, nullable=True))
    purpose = sa.Enum(
        *PURPOSES, name="purpose", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "single_use_tokens",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("purpose", purpose, nullable=False),
        _whose(nullable=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("facts", JSONB, nullable=False, server_default="{}"),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("expires_at", UTC, nullable=False),
        sa.Column("ended_at", UTC, nullable=True),
    )
    op.create_index("ix_single_use_tokens_user_id", "single_use_tokens", ["user_id"])
    op.create_index("ix_single_use_tokens_expires", "single_use_tokens", ["expires_at"])
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _whose(),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("used_at", UTC, nullable=True),
        sa.Column("doubted_at", UTC, nullable=True),
    )
    op.create_index("ix_passkeys_user_id", "passkeys", ["user_id"])
    op.create_table(
        "authenticator_apps",
        _whose(primary_key=True),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("confirmed_at", UTC, nullable=True),
    )
    op.create_table(
        "used_codes",
        _whose(primary_key=True),
        sa.Column("step", sa.BigInteger(), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        _whose(),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("used_at", UTC, nullable=True),
    )
    op.create_index("ix_recovery_codes_user_id", "recovery_codes", ["user_id"])


def downgrade() -> None:
    for table in (
        "recovery_codes",
        "used_codes",
        "authenticator_apps",
        "passkeys",
        "single_use_tokens",
    ):
        op.drop_table(table)
    op.drop_column("sign_in_sessions", "second_factor_at")


def _whose(*, nullable: bool = False, primary_key: bool = False) -> sa.Column:
    users = sa.ForeignKey("users.id", ondelete="CASCADE")
    return sa.Column("user_id", sa.Uuid(), users, nullable=nullable, primary_key=primary_key)
