"""Admins hear of a role that one person gave, and of a first order that was refused"""

import re

import sqlalchemy as sa
from alembic import op

revision = "m0039_more_alerts"
down_revision = "m0038_none_left"
branch_labels = None
depends_on = None

WORDS = ["console_role", "owner_made", "first_order_refused"]


def upgrade() -> None:
    _allow([*_allowed(), *WORDS])


def downgrade() -> None:
    gone = ", ".join(f"'{word}'" for word in WORDS)
    op.execute(f"DELETE FROM alerts WHERE kind IN ({gone})")  # noqa: S608 - our own words
    _allow([word for word in _allowed() if word not in WORDS])


def _allowed() -> list[str]:
    """What the constraint lets in as it stands: others have added words of theirs."""
    text = op.get_bind().scalar(
        sa.text(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = 'alertkind' AND conrelid = CAST('alerts' AS regclass)"
        )
    )
    return re.findall(r"'([a-z_]+)'", str(text))


def _allow(words: list[str]) -> None:
    known = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
    op.drop_constraint("alertkind", "alerts")
    op.create_check_constraint("alertkind", "alerts", f"kind IN ({known})")
