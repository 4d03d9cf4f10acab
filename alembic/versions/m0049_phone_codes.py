"""A telephone number is proven by a code that works once"""

import re

import sqlalchemy as sa
from alembic import op

revision = "m0049_phone_codes"
down_revision = "m0048_cases"
branch_labels = None
depends_on = None

WORD = "prove_phone"


def upgrade() -> None:
    _allow([*_allowed(), WORD])


def downgrade() -> None:
    op.execute(f"DELETE FROM single_use_tokens WHERE purpose = '{WORD}'")  # noqa: S608 - our own
    _allow([word for word in _allowed() if word != WORD])


def _allowed() -> list[str]:
    """What the constraint lets in as it stands: others may have added words of theirs."""
    text = op.get_bind().scalar(
        sa.text(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname = 'purpose' AND conrelid = CAST('single_use_tokens' AS regclass)"
        )
    )
    return re.findall(r"'([a-z_]+)'", str(text))


def _allow(words: list[str]) -> None:
    known = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
    op.drop_constraint("purpose", "single_use_tokens")
    op.create_check_constraint("purpose", "single_use_tokens", f"purpose IN ({known})")
