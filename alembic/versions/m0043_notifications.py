"""What people are told when they are not looking at a screen, and how each channel fared"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "m0043_notifications"
down_revision = "m0042_applications"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)
CHANNELS = ("push", "sms", "mail")
STATUSES = (*("waiting", "queued", "handing", "sent", "delivered", "opened", "failed", "skipped"),)


def upgrade() -> None:
    _notifications()
    _sendings()
    op.create_table(
        "notification_choices",
        _user(primary_key=True),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("channel", _one_of(CHANNELS, "channelname"), primary_key=True),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("chosen_at", WHEN, nullable=False),
    )
    op.create_table(
        "quiet_hours",
        _user(primary_key=True),
        sa.Column("from_minute", sa.SmallInteger, nullable=False),
        sa.Column("until_minute", sa.SmallInteger, nullable=False),
    )
    op.create_table(
        "mail_states",
        sa.Column("address", sa.String(254), primary_key=True),
        sa.Column("soft_in_row", sa.Integer, nullable=False),
        sa.Column("last_why", sa.String(60), nullable=False),
        sa.Column("bounced_at", WHEN),
        sa.Column("bounced_sending", sa.Uuid),
        sa.Column("dropped_at", WHEN),
    )
    op.create_table(
        "demo_mails",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("recipient", sa.String(254), nullable=False, index=True),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("written_at", WHEN, nullable=False, index=True),
    )


def downgrade() -> None:
    for table in (
        *("demo_mails", "mail_states", "quiet_hours", "notification_choices"),
        *("sendings", "notifications"),
    ):
        op.drop_table(table)


def _notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("who", sa.String(320), nullable=False),
        sa.Column("persona", sa.String(12), nullable=False),
        _user(nullable=True, index=True),
        sa.Column("restaurant_id", sa.Uuid),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("facts", JSONB, server_default="{}", nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("not_before", WHEN),
        sa.Column("expires_at", WHEN),
        sa.Column("read_at", WHEN),
        sa.UniqueConstraint("key", "kind", "who", name="ux_notifications_once"),
    )
    op.create_index("ix_notifications_inbox", "notifications", ["who", "created_at"])
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["who"],
        postgresql_where=sa.text("read_at IS NULL"),
    )


def _sendings() -> None:
    op.create_table(
        "sendings",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column(
            "notification_id",
            sa.Uuid,
            sa.ForeignKey("notifications.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", _one_of(CHANNELS, "channelname"), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("rung", sa.SmallInteger, nullable=False),
        sa.Column("priority", sa.SmallInteger, nullable=False),
        sa.Column("status", _one_of(STATUSES, "sendingstatus"), nullable=False),
        sa.Column("why", sa.String(60), nullable=False),
        sa.Column("due_at", WHEN, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease_until", WHEN),
        sa.Column("claimed_by", sa.Uuid),
        sa.Column("created_at", WHEN, nullable=False),
        *(
            sa.Column(f"{moment}_at", WHEN)
            for moment in ("handed", "sent", "delivered", "opened", "failed")
        ),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("gathered_into", sa.Uuid),
        sa.UniqueConstraint("notification_id", "channel", "address", name="ux_sendings_once"),
    )
    _index("due", ["channel", "priority", "due_at"], OPEN)
    _index("handing", ["channel"], "status = 'handing'")
    _index("address", ["address", "created_at"])
    _index("ref", ["ref"], "ref <> ''")
    _index("gathered", ["gathered_into"], "gathered_into IS NOT NULL")


OPEN = "status IN ('waiting', 'queued') AND gathered_into IS NULL"


def _index(name: str, columns: list[str], where: str = "") -> None:
    only = {"postgresql_where": sa.text(where)} if where else {}
    op.create_index(f"ix_sendings_{name}", "sendings", columns, **only)


def _user(**options: object) -> sa.Column:
    return sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), **options)


def _one_of(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)
