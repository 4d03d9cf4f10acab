"""Who acts in the console, and what frames all of its pages."""

import reflex as rx

from foodapp.accounts import sessions
from foodapp.accounts.actors import Permission
from foodapp.ui.guard import handler
from foodapp.ui.persona import PersonaState
from foodapp.views.console.frame import frame


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
        found = await self._read(frame)
        self.name, self.role, self.waiting = found.name, found.role.value, found.waiting
        if str(found.user_id) != self._whose:
            self._whose, self._visit = str(found.user_id), self._visit + 1
        self.may_orders = Permission.STEER_ORDERS in found.may
        self.may_restaurants = Permission.STEER_RESTAURANTS in found.may
        self.may_people = Permission.STEER_PEOPLE in found.may
        self.may_payouts = Permission.PAYOUTS in found.may
        self.may_refund = Permission.REFUND in found.may
        self.may_close_books = Permission.CLOSE_BOOKS in found.may
        self.may_promote = Permission.PROMOTIONS in found.may
        self.may_roles = Permission.ROLES in found.may
