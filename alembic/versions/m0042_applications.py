"""Applications with their papers, first steps, and a link of its own in an invitation's e-mail"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0042_applications"
down_revision = "m0041_push"
branch_labels = None
depends_on = None

KINDS = "'restaurant', 'rider'"
STATUSES = "'draft', 'sent', 'asked_again', 'approved', 'declined', 'withdrawn'"
MOMENTS = ("sent_at", "asked_again_at", "approved_at", "declined_at", "withdrawn_at")


def upgrade() -> None:
    op.create_table(
        "private_files",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media_type", sa.String(60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_private_files_expires_at", "private_files", ["expires_at"])
    _applications()
    op.create_table(
        "application_documents",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "application_id",
            sa.Uuid(),
            sa.ForeignKey("applications.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("file_id", sa.Uuid(), sa.ForeignKey("private_files.id", ondelete="SET NULL")),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_application_documents", "application_documents", ["application_id"])
    op.create_table(
        "first_steps",
        sa.Column("owner_id", sa.Uuid(), primary_key=True),
        sa.Column("step", sa.String(40), primary_key=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("invitations", sa.Column("mailed_hash", sa.String(64)))
    op.create_unique_constraint("invitations_mailed_hash_key", "invitations", ["mailed_hash"])
    op.add_column(
        "invitations",
        sa.Column("is_approved", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _applications() -> None:
    moments = [sa.Column(name, sa.DateTime(timezone=True)) for name in MOMENTS]
    op.create_table(
        "applications",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column(
            "user_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("answers", JSONB, nullable=False, server_default="{}"),
        sa.Column("lat", sa.Float()),
        sa.Column("lng", sa.Float()),
        sa.Column("asked", JSONB, nullable=False, server_default="{}"),
        sa.Column("message", sa.String(600), nullable=False),
        sa.Column("restaurant_id", sa.Uuid(), sa.ForeignKey("restaurants.id")),
        sa.Column("times_sent", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        *moments,
        sa.CheckConstraint(f"kind IN ({KINDS})", name="applicationkind"),
        sa.CheckConstraint(f"status IN ({STATUSES})", name="applicationstatus"),
    )
    op.create_index(
        "ux_applications_open",
        "applications",
        ["user_id", "kind"],
        unique=True,
        postgresql_where=sa.text("status IN ('draft', 'sent', 'asked_again')"),
    )
    op.create_index("ix_applications_status", "applications", ["status", "sent_at"])
    op.create_index("ix_applications_restaurant", "applications", ["restaurant_id"])


def downgrade() -> None:
    op.drop_column("invitations", "is_approved")
    op.drop_constraint("invitations_mailed_hash_key", "invitations")
    op.drop_column("invitations", "mailed_hash")
    for table in ("first_steps", "application_documents", "applications", "private_files"):
        op.drop_table(table)
