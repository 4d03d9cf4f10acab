"""Chats of customers, riders, restaurants and support, and what support has to answer"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0047_chat"
down_revision = "m0046_privacy"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
KINDS = ("customer_rider", "customer_support", "restaurant_support", "rider_support")
SIDES = ("customer", "rider", "restaurant", "support", "platform")


def upgrade() -> None:
    op.create_table(
        "chat_threads",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(120), nullable=False, unique=True),
        sa.Column("kind", _one_of("kind", KINDS), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        _to("order_id", "orders.id", null=True, on_delete="CASCADE", index=True),
        _to("customer_id", "users.id", null=True, index=True),
        _to("rider_id", "riders.id", null=True, index=True),
        _to("restaurant_id", "restaurants.id", null=True, index=True),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("last_at", AT, nullable=False),
    )
    op.create_table(
        "chat_lines",
        _to("thread_id", "chat_threads.id", on_delete="CASCADE", primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("by", _one_of("side", SIDES), nullable=False),
        _to("by_id", "users.id", null=True),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("photo", sa.String(32), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("facts", JSONB(), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("at", AT, nullable=False),
        sa.UniqueConstraint("thread_id", "by_id", "client_id", name="uq_chat_lines_client"),
        sa.CheckConstraint("text <> '' OR photo <> '' OR code <> ''", name="line_says_something"),
    )
    op.create_table(
        "chat_reads",
        _to("thread_id", "chat_threads.id", on_delete="CASCADE", primary_key=True),
        sa.Column("side", _one_of("side", SIDES), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("told_number", sa.Integer(), nullable=False),
    )
    op.create_table(
        "support_requests",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _to("thread_id", "chat_threads.id", on_delete="CASCADE", index=True),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("waiting_since", AT),
        sa.Column("answered_at", AT),
        _to("answered_by", "users.id", null=True),
        _to("claimed_by", "users.id", null=True),
        sa.Column("claimed_at", AT),
        sa.Column("closed_at", AT),
        _to("closed_by", "users.id", null=True),
    )
    still = sa.text("closed_at IS NULL")
    op.create_index(
        "ux_support_requests_open",
        "support_requests",
        ["thread_id"],
        unique=True,
        postgresql_where=still,
    )
    op.create_index(
        "ix_support_requests_waiting", "support_requests", ["waiting_since"], postgresql_where=still
    )
    op.create_index("ix_support_requests_asked", "support_requests", ["asked_at"])
    op.create_table(
        "support_notes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _to("thread_id", "chat_threads.id", on_delete="CASCADE", index=True),
        _to("by_id", "users.id"),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("at", AT, nullable=False),
    )
    op.create_table(
        "canned_answers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("title", sa.String(60), nullable=False, unique=True),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("made_at", AT, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "canned_answers",
        "support_notes",
        "support_requests",
        "chat_reads",
        "chat_lines",
        "chat_threads",
    ):
        op.drop_table(table)


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _to(name: str, column: str, *, null: bool = False, on_delete: str = "", **how) -> sa.Column:
    refers = sa.ForeignKey(column, ondelete=on_delete or None)
    return sa.Column(name, sa.Uuid(), refers, nullable=null, **how)
