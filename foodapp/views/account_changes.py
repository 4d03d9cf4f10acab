"""Changes of accounts that wait, as payees and the console see them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.payouts import changing, independence, payees
from foodapp.payouts.models import AccountChange
from foodapp.views import payee_notices

MAX = 100


@dataclass(frozen=True)
class ChangeCard:
    """Blank where nothing waits."""

    id: str = ""
    payee: str = ""
    wanted: str = ""  # "acct_1", or the last four signs of a bank account
    by: str = ""  # who asked
    words: str = ""  # what it waits for
    is_mine: bool = False  # the reader asked for it
    can_confirm: bool = False  # by the reader


NOTHING = ChangeCard()


def of_payee(session: ReadSession, payee_id: UUID, reader: UUID) -> ChangeCard:
    row = session.exec(
        select(AccountChange).where(AccountChange.payee_id == payee_id, *changing.waiting())
    ).one_or_none()
    return _card(session, row, reader) if row else NOTHING


def everybodys(session: ReadSession, admin: Admin) -> list[ChangeCard]:
    """Oldest first."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(AccountChange)
        .where(*changing.waiting())
        .order_by(col(AccountChange.asked_at))
        .limit(MAX)
    )
    return [_card(session, row, admin.user_id) for row in rows]


def _card(session: ReadSession, row: AccountChange, reader: UUID) -> ChangeCard:
    waits_for_second = row.applies_at is None
    return ChangeCard(
        id=str(row.id),
        payee=payees.name_of(session, row.payee, row.payee_id),
        wanted=payee_notices.named(row),
        by=session.get_one(User, row.asked_by).name,
        words=_words(row),
        is_mine=row.asked_by == reader,
        can_confirm=waits_for_second and independence.may_confirm(session, row, by=reader),
    )


def _words(row: AccountChange) -> str:
    if row.applies_at is None:
        return "Waits until a second person confirms it"
    at = when.in_town(row.applies_at)
    return f"Is paid from {at}"
