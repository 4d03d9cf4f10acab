"""Changes of accounts that wait, as payees and the console see them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t
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
    found = session.exec(_waiting().where(AccountChange.payee_id == payee_id)).one_or_none()
    return _card(session, reader, *found) if found else NOTHING


def everybodys(session: ReadSession, admin: Admin) -> list[ChangeCard]:
    """Oldest first."""
    require(admin, Permission.SEE)
    rows = session.exec(_waiting().order_by(col(AccountChange.asked_at)).limit(MAX))
    return [_card(session, admin.user_id, *row) for row in rows]


def _waiting() -> Select[AccountChange, str, str]:
    """Each with the names of its payee and of who asked."""
    return (
        select(AccountChange, payees.name_by(AccountChange.payee_id), User.name)
        .join(User, col(User.id) == AccountChange.asked_by)
        .where(*changing.waiting())
    )


def _card(
    session: ReadSession, reader: UUID, row: AccountChange, payee: str, asked_by: str
) -> ChangeCard:
    waits_for_second = row.applies_at is None
    return ChangeCard(
        id=str(row.id),
        payee=payee,
        wanted=payee_notices.named(row),
        by=asked_by,
        words=_words(row),
        is_mine=row.asked_by == reader,
        can_confirm=waits_for_second and independence.may_confirm(session, row, by=reader),
    )


def _words(row: AccountChange) -> str:
    if row.applies_at is None:
        return "Waits until a second person confirms it"
    return say(t("Is paid from {at}", at=when.Moment(row.applies_at)))
