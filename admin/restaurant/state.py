from collections.abc import Mapping
from typing import ClassVar, Literal

import reflex as rx

from admin.asking import Command, DetailScreen, Question, unreasoned, uuid_of
from admin.inviting import Inviting
from foodapp.accounts import invitations, staffing
from foodapp.accounts.actors import StaffRole
from foodapp.accounts.invitations import Link
from foodapp.accounts.models import InvitationKind
from foodapp.accounts.staffing import StaffCard
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.restaurants import approving
from foodapp.ui.args import Id
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.console.audit import AuditLine
from foodapp.views.console.orders import OrderRow
from foodapp.views.console.restaurant_page import restaurant_page
from foodapp.views.console.restaurants import Place

BLANK = Place("", "", "", "", "", "", "", False, "", "", 0, 0, "", "", "", 0.0, 0.0)
QUESTIONS = {
    "activate": Question(
        kind="activate",
        title="Open this restaurant to orders?",
        text="Customers nearby see it at once.",
        label="Open it",
        wants_reason=False,
        is_harmful=False,
    ),
    "suspend": Question(
        kind="suspend",
        title="Suspend this restaurant?",
        text="It gets no new orders. Those under way are finished.",
        label="Suspend it",
    ),
    "resume": Question(
        kind="resume",
        title="Lift the suspension?",
        text="Customers see it again at once.",
        label="Lift the suspension",
        wants_reason=False,
        is_harmful=False,
    ),
    "remove": Question(
        kind="remove",
        title="Remove this person from the team?",
        text="They no longer see this restaurant's orders.",
        label="Remove",
        wants_reason=False,
    ),
}
COMMANDS: Mapping[str, Command] = {
    "activate": unreasoned(approving.activate),
    "suspend": approving.suspend,
    "resume": unreasoned(approving.resume),
}


class OneRestaurant(DetailScreen, Inviting, rx.State):
    """A restaurant: how it does, who works there, and whether it may take orders."""

    _what: ClassVar[str] = "restaurant"
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS

    place: Place = BLANK
    staff: list[StaffCard] = []
    orders: list[OrderRow] = []
    done: list[AuditLine] = []

    async def _invite(self, email: str, role: str) -> Link:
        if role not in set(StaffRole):
            raise DomainError(t("Please choose a role."))
        return await self._do(
            invitations.invite_staff, self._id(), email=email, role=StaffRole(role)
        )

    async def _read_waiting(self) -> None:
        self.waiting = await self._do(
            invitations.open_ones, InvitationKind.STAFF, restaurant_id=self._id()
        )

    def _put_away(self) -> None:
        super()._put_away()
        self._leave_inviting()

    @handler(rate="20/m")
    async def change_role(self, user_id: Id, role: Literal["owner", "manager", "kitchen"]) -> None:
        try:
            await self._do(staffing.change, self._id(), user_id=user_id, role=StaffRole(role))
        finally:  # also when it was refused: the choice shows what is
            await self._reload()
        await notify(self, "Changed.")

    async def _carry_out(self, kind: str, subject: str, reason: str) -> None:
        if kind == "remove":
            await self._do(staffing.remove, self._id(), user_id=uuid_of(subject, "person"))
        else:
            await super()._carry_out(kind, subject, reason)

    async def _reload(self) -> None:
        self.error = ""
        page = await self._read(restaurant_page, self._id())
        self.place, self.staff, self.waiting = page.place, page.staff, page.waiting
        self.orders, self.done = page.orders, page.done
        self.loaded = True

    def _topic(self) -> str:
        return topics.restaurant(self._id())
