"""What frames all pages of the console: who this is, what they may do, how much waits."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import Admin, AdminRole, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.alerts import alerts
from foodapp.kit.db import ReadSession

MOST_WAITING = 99


@dataclass(frozen=True)
class Frame:
    user_id: UUID
    name: str
    role: AdminRole
    may: frozenset[Permission]
    waiting: int  # alerts nobody has looked at


def frame(session: ReadSession, admin: Admin) -> Frame:
    require(admin, Permission.SEE)
    return Frame(
        user_id=admin.user_id,
        name=session.get_one(User, admin.user_id).name,
        role=admin.role,
        may=frozenset(one for one in Permission if admin.may(one)),
        waiting=len(alerts.unseen(session, admin, limit=MOST_WAITING)),
    )
