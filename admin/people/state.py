from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Literal
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, unreasoned, uuid_of
from admin.inviting import Inviting
from admin.listing import Filtered
from foodapp.accounts import disabling, invitations, rider_approval, roles
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.credentials import clearing
from foodapp.accounts.invitations import Link
from foodapp.accounts.models import InvitationKind, Vehicle
from foodapp.accounts.permissions import NotProven
from foodapp.kit.errors import DomainError
from foodapp.kit.words import say, t
from foodapp.ui.args import Id
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.console import people
from foodapp.views.console.people import PersonCard, PersonKind

QUESTIONS = {
    "disable": Question(
        kind="disable",
        title="Disable this account?",
        text="They are signed out everywhere at once and cannot sign in. Orders stay.",
        label="Disable",
    ),
    "enable": Question(
        kind="enable",
        title="Enable this account again?",
        text="They can sign in as before.",
        label="Enable",
        wants_reason=False,
        is_harmful=False,
    ),
    "clear": Question(
        kind="clear",
        title="Take the second factor off?",
        text="For somebody whose phone and recovery codes are lost, and who has shown you who they"
        " are. They are signed out everywhere, and sign in with the password alone.",
        label="Take it off",
    ),
    "approve": Question(
        kind="approve",
        title="Approve this rider?",
        text="They can go online and get deliveries.",
        label="Approve",
        wants_reason=False,
        is_harmful=False,
    ),
    "suspend": Question(
        kind="suspend",
        title="Suspend this rider?",
        text="Their shift ends. What they have not collected goes to somebody else.",
        label="Suspend",
    ),
    "resume": Question(
        kind="resume",
        title="Let this rider ride again?",
        text="They can go online as before.",
        label="Let them ride",
        wants_reason=False,
        is_harmful=False,
    ),
}
COMMANDS: Mapping[str, Command] = {
    "disable": disabling.disable,
    "clear": clearing.clear,
    "enable": unreasoned(disabling.enable),
    "approve": unreasoned(rider_approval.approve),
    "suspend": rider_approval.suspend,
    "resume": unreasoned(rider_approval.resume),
}


class People(Filtered, Confirming, Inviting, rx.State):
    """Everybody with an account; what they are, and what may be done about it."""

    _address: ClassVar[str] = addresses.PEOPLE
    _choices: ClassVar[frozenset[str]] = frozenset(PersonKind) - {PersonKind.EVERYONE}
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "person"

    rows: list[PersonCard] = []
    giving: PersonCard = PersonCard("", "", "", "", "", False, False, "", "", "", 0)
    giving_error: str = ""

    @handler()
    async def open_roles(self, user_id: Id) -> None:
        self.giving = await self._read(people.person, user_id)
        self.giving_error = ""

    @handler()
    async def close_roles(self) -> None:
        self.giving = replace(self.giving, id="")

    @handler(rate="20/m")
    async def give(self, role: Literal["owner", "operations", "support", "viewer", "none"]) -> None:
        try:
            user_id = uuid_of(self.giving.id, "person")
            if role == "none":
                await self._do(roles.take, user_id)
            else:
                await self._do(roles.give, user_id, role=AdminRole(role))
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.giving_error = say(refusal.words)
            return
        self.giving = replace(self.giving, id="")
        await self._reload()
        await notify(self, "Done.")

    async def _invite(self, email: str, role: str) -> Link:
        if self.inviting == "rider" and role in set(Vehicle):
            return await self._do(invitations.invite_rider, email=email, vehicle=Vehicle(role))
        if self.inviting == "admin" and role in set(AdminRole):
            return await self._do(invitations.invite_admin, email=email, role=AdminRole(role))
        raise DomainError(t("Please choose one of the list."))

    async def _read_waiting(self) -> None:
        if self.inviting in ("rider", "admin"):
            kind = InvitationKind(self.inviting)
            self.waiting = await self._do(invitations.open_ones, kind)

    def _put_away(self) -> None:
        super()._put_away()
        self._leave_inviting()
        self.giving = replace(self.giving, id="")

    async def _rows(self, after: UUID | None) -> str:
        page = await self._read(
            people.people,
            search=self.search,
            kind=PersonKind(self.which or PersonKind.EVERYONE),
            after=after,
        )
        self.rows = page.rows
        return page.next_after
