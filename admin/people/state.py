from dataclasses import replace
from typing import Literal
from uuid import UUID

import reflex as rx

from admin.state import AdminState, Question, Shell
from foodapp.accounts import directory, disabling, rider_approval, roles
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.directory import Kind, PersonCard
from foodapp.kit.errors import DomainError, NotFound
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import tell

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
WITH_REASON = {"disable": disabling.disable, "suspend": rider_approval.suspend}
WITHOUT = {
    "enable": disabling.enable,
    "approve": rider_approval.approve,
    "resume": rider_approval.resume,
}


class People(AdminState, rx.State):
    """Everybody with an account; what they are, and what may be done about it."""

    kind: str = "everyone"
    search: str = ""
    rows: list[PersonCard] = []
    asked: Question = Question()
    giving: PersonCard = PersonCard("", "", "", "", "", False, False, "", "", "", 0)
    giving_error: str = ""
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        kind = str(self.router.url.query_parameters.get("kind", ""))
        self.kind = kind if kind in set(Kind) else "everyone"
        self.search = ""
        self.asked = Question()
        await self._read()
        live.watch(self, topics.admin())

    @handler(rate="900/m")
    async def refresh(self):
        await self._read()
        return Shell.load

    @handler()
    async def choose(self, kind: Word) -> None:
        self.kind = kind if kind in set(Kind) else "everyone"
        await self._read()

    @handler(rate="120/m", debounce=250)
    async def find(self, text: ShortText) -> None:
        self.search = text[:80]
        await self._read()

    @handler()
    async def ask(self, kind: Word, user_id: Id) -> None:
        self.asked = replace(QUESTIONS.get(kind, Question()), subject=str(user_id))

    @handler()
    async def never_mind(self) -> None:
        self.asked = Question()

    @handler(rate="20/m")
    async def confirm(self, form: Form) -> None:
        kind = self.asked.kind
        try:
            if kind in WITH_REASON:
                reason = str(form.get("reason") or "")
                await self._ask(WITH_REASON[kind], UUID(self.asked.subject), reason=reason)
            elif kind in WITHOUT:
                await self._ask(WITHOUT[kind], UUID(self.asked.subject))
        except DomainError as refusal:
            self.asked = replace(self.asked, error=str(refusal))
            return
        self.asked = Question()
        await self._read()
        await tell(self, "Done.")

    @handler()
    async def open_roles(self, user_id: Id) -> None:
        self.giving = await self._ask(directory.person, user_id)
        self.giving_error = ""

    @handler()
    async def close_roles(self) -> None:
        self.giving = replace(self.giving, id="")

    @handler(rate="20/m")
    async def give(self, role: Literal["owner", "operations", "support", "viewer", "none"]) -> None:
        try:
            if not self.giving.id:
                raise NotFound("person")
            user_id = UUID(self.giving.id)
            if role == "none":
                await self._ask(roles.take, user_id)
            else:
                await self._ask(roles.give, user_id, role=AdminRole(role))
        except DomainError as refusal:
            self.giving_error = str(refusal)
            return
        self.giving = replace(self.giving, id="")
        await self._read()
        await tell(self, "Done.")

    async def _read(self) -> None:
        self.error = ""
        self.rows = await self._ask(directory.people, search=self.search, kind=Kind(self.kind))
        self.loaded = True
