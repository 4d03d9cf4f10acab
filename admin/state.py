"""Who acts in the console, and what frames all of its pages."""

import reflex as rx

from foodapp.accounts import sessions
from foodapp.accounts.actors import Admin, Permission
from foodapp.alerts import alerts
from foodapp.kit.db import Session
from foodapp.ui.guard import handler
from foodapp.ui.persona import PersonaState
from foodapp.views.console import people


class AdminState(PersonaState, mixin=True):
    """Signed in with a role in the console."""

    _sign_in_page = "/admin/sign-in"
    _sign_in = staticmethod(sessions.admin)


class Shell(AdminState, rx.State):
    """The frame: who this is, what they may do, and how much waits for somebody."""

    name: str = ""
    role: str = ""
    waiting: int = 0  # alerts nobody has looked at
    may_orders: bool = False
    may_restaurants: bool = False
    may_people: bool = False
    may_roles: bool = False
    may_payouts: bool = False
    may_refund: bool = False
    may_close_books: bool = False
    may_promote: bool = False
    _here: str = ""
    # Counts the pages that were gone to, and who came; a lost connection comes back to the same.
    _visit: int = 0
    _whose: str = ""

    @handler(rate="600/m", by_itself=True)
    async def load(self) -> None:
        page = f"{self.router.url.path}?{self.router.url.query}"
        if page != self._here:
            self._here, self._visit = page, self._visit + 1
        admin, self.name, self.waiting = await self._do(_who)
        if str(admin.user_id) != self._whose:
            self._whose, self._visit = str(admin.user_id), self._visit + 1
        self.role = admin.role.value
        self.may_orders = admin.may(Permission.STEER_ORDERS)
        self.may_restaurants = admin.may(Permission.STEER_RESTAURANTS)
        self.may_people = admin.may(Permission.STEER_PEOPLE)
        self.may_payouts = admin.may(Permission.PAYOUTS)
        self.may_refund = admin.may(Permission.REFUND)
        self.may_close_books = admin.may(Permission.CLOSE_BOOKS)
        self.may_promote = admin.may(Permission.PROMOTIONS)
        self.may_roles = admin.may(Permission.ROLES)


def _who(session: Session, admin: Admin) -> tuple[Admin, str, int]:
    me = people.person(session, admin, admin.user_id)
    return admin, me.name, len(alerts.unseen(session, admin, limit=99))
