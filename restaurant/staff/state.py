from typing import Literal
from uuid import UUID

import reflex as rx

from foodapp.accounts import invitations, staffing
from foodapp.accounts.actors import StaffRole
from foodapp.accounts.invitations import Link
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.staffing import StaffCard
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.ui.args import Id
from foodapp.ui.guard import Next, handler
from foodapp.ui.inviting import Inviting
from foodapp.ui.notices import notify
from foodapp.views.restaurant.staff import team
from restaurant import addresses
from restaurant.state import RestaurantState, id_of

NOBODY = StaffCard("", "", "", "", False)


class Staff(Inviting, RestaurantState, rx.State):
    """Who works here: owners invite, give roles and take people off the team."""

    me: str = ""
    members: list[StaffCard] = []
    leaving: StaffCard = NOBODY  # whom the question is about
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self._leave_inviting()
        self._forget_proof()
        await self._reload()

    @handler(rate="20/m")
    async def change_role(self, user_id: Id, role: Literal["owner", "manager", "kitchen"]) -> None:
        try:
            await self._do(staffing.change_colleague, user_id, role=StaffRole(role))
        finally:  # also when it was refused: the choice shows what is
            await self._reload()
        await notify(self, "Changed.")

    @handler()
    async def ask_to_remove(self, user_id: Id) -> None:
        self.leaving = next(
            (one for one in self.members if one.user_id == str(user_id)), self.leaving
        )

    @handler()
    async def keep(self) -> None:
        self.leaving = NOBODY

    @handler(rate="20/m")
    async def remove(self) -> Next:
        self.error = ""
        who = id_of(self.leaving.user_id)
        try:
            await self._do(staffing.remove_colleague, who)
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError:
            self.leaving = NOBODY
            raise
        self.leaving = NOBODY
        if str(who) == self.me:
            return rx.redirect(addresses.BOARD)
        await self._reload()
        await notify(self, "They are off the team.")
        return None

    async def _invite(self, email: str, role: str) -> Link:
        if role not in set(StaffRole):
            raise DomainError(t("Please choose a role."))
        return await self._do(invitations.invite_colleague, email=email, role=StaffRole(role))

    async def _withdraw(self, invitation_id: UUID) -> None:
        await self._do(invitations.withdraw_in_team, invitation_id)

    async def _read_waiting(self) -> None:
        await self._reload()

    async def _reload(self) -> None:
        found = await self._read(team)
        self.me, self.members, self.waiting = found.me, found.members, found.waiting
        self.loaded = True
